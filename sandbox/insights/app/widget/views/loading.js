// While there is nothing to decide.

import { el } from '../dom.js'

export function loading ({ message }) {
  return {
    name: 'loading',
    title: 'One moment',
    spoken: message ?? 'Connecting',
    again: 1,
    body: el('div', { class: 'middle' }, el('div', { class: 'spinner', 'aria-hidden': 'true' }), el('p', { class: 'lead' }, message ?? 'Connecting securely …'))
  }
}
