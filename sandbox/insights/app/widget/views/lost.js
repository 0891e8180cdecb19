// When the Auth API cannot be reached.

import { el } from '../dom.js'
import { buttons, problem } from './parts.js'

export function lost (again) {
  const button = el('button', { type: 'button', class: 'main', onclick: again }, 'Try again')
  return { name: 'lost', title: 'No connection', focus: button, body: el('div', {}, problem('The connection to the bank was lost. Nothing has been shared.'), buttons(button)) }
}
