// The step to the bank's own page. It needs the consumer's press: a browser opens
// no window without one.

import { el } from '../dom.js'
import { icon } from '../icons.js'
import { buttons, problem } from './parts.js'

export function redirect (step, { redirect: start }, { psd2RedirectMethod }) {
  const away = psd2RedirectMethod === 'newWindow'
  const note = el('div', { 'aria-live': 'polite' })
  const go = el('button', { type: 'button', class: 'main', id: 'redirect' }, 'Continue at your bank', away && icon('out'))
  go.addEventListener('click', () => {
    const opened = start(() => note.replaceChildren(problem('The bank’s window was closed before you were done. You can open it again.')))
    note.replaceChildren(opened
      ? el('p', { class: 'lead' }, away ? 'Go on in the window that has opened. This page waits for you.' : 'Taking you to your bank …')
      : problem('Your browser blocked the bank’s window. Allow this page to open windows, and press again.'))
  })
  return {
    name: 'redirect',
    title: 'Continue at your bank',
    focus: go,
    body: el('div', { class: 'middle' },
      el('div', { class: 'badge', 'aria-hidden': 'true' }, icon('bank')),
      el('p', { class: 'lead' }, step.message ?? `Your bank asks you to confirm on its own page${away ? ', in a new window' : ''}. You come back here afterwards.`),
      buttons(go), note)
  }
}
