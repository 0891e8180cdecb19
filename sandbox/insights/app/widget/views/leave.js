// The question before a flow is given up.

import { el } from '../dom.js'

/** Resolves with whether the consumer wants to stop. */
export function leaving () {
  return new Promise(resolve => {
    const stay = el('button', { type: 'button', class: 'main', id: 'stay', onclick: () => end(false) }, 'Keep going')
    const stop = el('button', { type: 'button', class: 'bad', id: 'stop', onclick: () => end(true) }, 'Stop')
    const box = el('dialog', { class: 'ask', role: 'alertdialog', 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-text' },
      el('h2', { id: 'ask-title' }, 'Stop connecting your bank?'),
      el('p', { id: 'ask-text' }, 'Nothing has been shared yet. If you stop now, you have to start again.'),
      el('p', { class: 'buttons' }, stay, stop))
    const before = document.activeElement
    function end (answer) {
      box.remove()
      before?.focus()
      resolve(answer)
    }
    box.addEventListener('cancel', e => { e.preventDefault(); end(false) })
    document.body.append(box)
    box.showModal()
    stay.focus()
  })
}
