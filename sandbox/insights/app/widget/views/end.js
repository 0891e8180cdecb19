// The last screen: done, stopped, or why it did not work.

import { el } from '../dom.js'
import { icon } from '../icons.js'
import { buttons } from './parts.js'

const ends = {
  FINISHED: { title: 'All done', sign: 'tick', text: 'Your bank account is connected. You can go on where you came from.' },
  ABORTED: { title: 'You stopped', sign: 'close', text: 'Nothing was shared.' },
  EXCEPTION: { title: 'That did not work', sign: 'alert', text: 'The bank connection failed. Nothing was shared.' }
}

export function endView ({ state, error }, { close, moving }) {
  const { title, sign, text } = ends[state]
  const said = error?.message ?? text
  const button = el('button', { type: 'button', class: 'main', id: 'done', onclick: close }, 'Continue')
  return {
    name: 'end',
    step: 'end',
    title,
    spoken: said,
    focus: button,
    body: el('div', { class: `middle end-${state.toLowerCase()}${moving ? ' moving' : ''}` },
      el('div', { class: 'badge', 'aria-hidden': 'true' }, icon(sign)), el('p', { class: 'lead' }, said), buttons(button))
  }
}
