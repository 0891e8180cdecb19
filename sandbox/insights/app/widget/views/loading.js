// While there is nothing to decide.

import { el } from '../dom.js'

export function loading ({ message: said, wait }) {
  const message = wait?.message ?? said
  return {
    name: 'loading',
    title: 'One moment',
    spoken: message ?? 'Connecting',
    again: wait?.poll_after_seconds ?? 1,
    body: el('div', { class: 'middle' }, el('div', { class: 'spinner', 'aria-hidden': 'true' }), el('p', { class: 'lead' }, message ?? 'Connecting securely …'))
  }
}
