// Waiting for a confirmation that is given elsewhere, such as in the bank's app.

import { el } from '../dom.js'
import { icon } from '../icons.js'
import { buttons } from './parts.js'

export function wait ({ wait: { message, poll_after_seconds: again } }, { look }) {
  const text = message ?? 'Open your bank’s app and confirm the login there.'
  return {
    name: 'wait',
    title: 'Confirm in your bank’s app',
    spoken: text,
    again: Math.max(again ?? 2, 0.5),
    body: el('div', { class: 'middle' },
      el('div', { class: 'pulse', 'aria-hidden': 'true' }, icon('phone')),
      el('p', { class: 'lead' }, text),
      buttons(el('button', { type: 'button', id: 'look', onclick: look }, 'I have confirmed')))
  }
}
