// What integrators call: XS2A.configure, XS2A.startFlow and XS2A.close.

import { complete, check } from './options.js'
import { authUrlOf } from './token.js'
import { openDialog } from './dialog.js'
import { Conversation } from './conversation.js'
import { say } from './callbacks.js'

/** How long the app may take to load before the flow is given up, in milliseconds. */
const patience = 30_000

export function createLauncher (app) {
  let defaults = {}
  let running = null

  /** Says how all flows from now on are opened. */
  function configure (options = {}) {
    check(options)
    defaults = { ...defaults, ...options }
  }

  /** Opens the app for a flow. Throws if it cannot be opened; the callbacks tell the rest. */
  function startFlow (clientToken, overrides = {}) {
    if (running) throw new Error('XS2A.startFlow: the app is open already; call XS2A.close() first')
    check(overrides)
    const options = complete({ ...defaults, ...overrides })
    const authUrl = authUrlOf(clientToken, app.origin)
    running = open(authUrl, options)
  }

  /** Closes the app. The flow stays as it is: its client_token opens it again. */
  function close () {
    running?.end()
  }

  function open (authUrl, options) {
    const dialog = openDialog(app, options)
    const talk = new Conversation(dialog.frame, app.origin)
    const late = setTimeout(() => {
      say(options.onError, { message: 'The XS2A App could not be loaded', category: 'TECHNICAL' })
      end()
    }, patience)

    function end () {
      clearTimeout(late)
      talk.end()
      dialog.close()
      running = null
      say(options.onClose)
    }
    talk.on('loaded', () => { clearTimeout(late); say(options.onLoad) })
    talk.on('ready', () => { dialog.show(); say(options.onReady) })
    talk.on('finished', () => { dialog.show(); say(options.onFinished) })
    talk.on('aborted', () => { dialog.show(); say(options.onAbort) })
    talk.on('failed', ({ error }) => { dialog.show(); say(options.onError, error) })
    talk.on('redirect', ({ url }) => leave(url, app.origin))
    talk.on('close', end)
    dialog.onEscape(() => talk.send('leave'))
    dialog.onLoad(() => talk.send('start', { authUrl, options: options.forApp }))
    return { end }
  }

  return Object.freeze({ configure, startFlow, close })
}

/** Sends the whole window to the bank, which sends it back to this page afterwards. */
function leave (address, origin) {
  const url = new URL(address)
  if (url.origin !== origin) return
  url.searchParams.set('return_to', location.href)
  location.assign(url)
}
