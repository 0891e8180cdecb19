// What is going on, for people who want to know how the integration works.

import { el } from './dom.js'

const list = document.getElementById('log')

export function note (kind, text, bad) {
  list.querySelector('.empty')?.remove()
  list.append(el('li', {}, el('span', { class: 'kind' }, kind), el('span', { class: bad ? 'text bad' : 'text' }, text)))
}

export function noteCalls (calls) {
  for (const { method, path, status } of calls) note('backend', `${method} ${short(path)} → ${status}`, status >= 400)
}

/** Ids are long, and nobody reads them here. */
function short (path) {
  return path.replace(/[0-9a-v]{28,}/g, id => `${id.slice(0, 4)}…`)
}
