// The dialog over the integrator's page. It is a modal <dialog> in a shadow root:
// the browser keeps the focus in it and everything else inert, and the page's own
// style does not reach it. Nothing in it is inline, so it needs no leave from the
// page's Content-Security-Policy but frame-src and script-src for the bank.

import { styleOf } from './style.js'

/** Opens the dialog with the app in it. It stays hidden until show, if the loader is to be skipped. */
export function openDialog (app, options) {
  const before = document.activeElement
  const host = document.createElement('div')
  host.setAttribute('data-xs2a-app', '')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [styleOf()]
  const frame = frameOf(app)
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', 'Connect your bank account')
  dialog.setAttribute('closedby', 'none')
  dialog.dataset.appearance = options.appearanceMode
  dialog.classList.toggle('waiting', options.skipInitialLoader)
  dialog.append(frame)
  root.append(dialog)
  document.body.append(host)
  const unlock = lockScroll()
  dialog.showModal()
  frame.focus()

  return {
    frame,
    show () {
      dialog.classList.remove('waiting')
      frame.focus()
    },
    onLoad (listener) { frame.addEventListener('load', listener) },
    onEscape (listener) { whenEscaped(dialog, listener) },
    close () {
      dialog.close()
      host.remove()
      unlock()
      before?.focus?.()
    }
  }
}

/** The page and those around it are named to the app, which lets nobody else hold it in a frame. */
function frameOf (app) {
  const address = new URL(app)
  for (const origin of new Set([location.origin, ...(location.ancestorOrigins ?? [])])) {
    address.searchParams.append('embedder', origin)
  }
  const frame = document.createElement('iframe')
  frame.title = 'Connect your bank account'
  frame.referrerPolicy = 'no-referrer'
  frame.src = address.href
  return frame
}

/** Escape asks the app, which asks the consumer: a login is not lost by one key. */
function whenEscaped (dialog, listener) {
  dialog.addEventListener('cancel', e => { e.preventDefault(); listener() })
  dialog.addEventListener('keydown', e => {
    if (e.key !== 'Escape') return
    e.preventDefault()
    listener()
  })
}

/** The page behind stands still. What its scrollbar leaves free is filled, so that nothing in it moves. */
function lockScroll () {
  const root = document.documentElement
  const { overflow, paddingRight } = root.style
  const bar = window.innerWidth - root.clientWidth
  if (bar > 0) root.style.paddingRight = `${bar}px`
  root.style.overflow = 'hidden'
  return () => { Object.assign(root.style, { overflow, paddingRight }) }
}
