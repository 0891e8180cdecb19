// The site's own script: it integrates the XS2A App and shows what comes of it.

import { startFlow, resultOf } from './backend.js'
import { note, noteCalls } from './log.js'
import { show } from './results.js'
import { remember, remembered, forget } from './memory.js'

const form = document.getElementById('connect')
const status = document.getElementById('status')
const value = id => document.getElementById(id).value

let current = null // the flow that is under way

window.onXS2AReady = XS2A => {
  XS2A.configure({
    autoClose: true,
    onLoad: () => note('event', 'onLoad'),
    onReady: () => note('event', 'onReady'),
    onFinished: () => ended('onFinished'),
    onAbort: () => ended('onAbort'),
    onError: error => ended('onError', error),
    onClose: () => note('event', 'onClose')
  })
  const before = remembered()
  if (before) open(before)
}

form.addEventListener('submit', async e => {
  e.preventDefault()
  busy(true)
  say('Starting …')
  try {
    const { client_token: token, flow, calls } = await startFlow({
      store_consent: value('store'), all: value('accounts') === 'all', return_to: location.href
    })
    noteCalls(calls)
    open({ token, flow, options: { appearanceMode: value('appearance'), psd2RedirectMethod: value('redirect') } })
  } catch (problem) {
    failed(problem)
  }
})

/** Opens the app. A redirect in this window takes the page away, so it must remember the flow. */
function open (flow) {
  current = flow
  if (flow.options.psd2RedirectMethod === 'sameWindow') remember(flow)
  say('Go on in the window of your bank connection.')
  try {
    window.XS2A.startFlow(flow.token, flow.options)
  } catch (problem) {
    failed(problem)
  }
}

/** The events carry no result: the backend asks for the Flow-Information. */
async function ended (name, error) {
  note('event', error ? `${name} ${error.category}: ${error.message}` : name, error)
  forget()
  say('Reading the result …')
  try {
    const result = await resultOf(current.flow)
    noteCalls(result.calls)
    const good = result.state === 'FINISHED'
    say(good ? 'Your bank is connected.' : result.state === 'ABORTED' ? 'You stopped. Nothing was read.' : `That did not work: ${result.error?.message ?? 'the bank connection failed'}.`.replace('..', '.'), good)
    show(good ? result : null)
  } catch (problem) {
    failed(problem)
  }
  busy(false)
}

function failed (problem) {
  note('problem', problem.message, true)
  say(problem.message, false)
  busy(false)
}

function say (text, good) {
  status.textContent = text
  status.className = `status ${good === undefined ? '' : good ? 'good' : 'bad'}`
}

function busy (is) {
  document.getElementById('start').disabled = is
}
