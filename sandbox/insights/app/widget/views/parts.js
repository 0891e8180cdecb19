// What several views are made of.

import { el, fresh } from '../dom.js'
import { icon } from '../icons.js'

/** A form that sends nothing anywhere but to submit. */
export function formOf (submit, ...children) {
  return el('form', { novalidate: true, onsubmit: e => { e.preventDefault(); submit(e) } }, children)
}

export function buttons (...children) {
  return el('p', { class: 'buttons' }, children)
}

export function mainButton (text, more = {}) {
  return el('button', { type: 'submit', class: 'main', ...more }, text)
}

/** What was wrong, tied to its field by the id, and said at once. */
export function problem (text) {
  if (!text) return undefined
  return el('p', { class: 'problem', role: 'alert', id: fresh('problem') }, icon('alert'), el('span', {}, text))
}

/** What went wrong at the bank before this step, unless a field of it says so itself. */
export function trouble ({ error, form }) {
  return error && !form.elements.some(e => e.error) ? problem(error.message ?? 'That did not work. Please try again.') : undefined
}

export function hint (text) {
  return text && el('p', { class: 'hint', id: fresh('hint') }, text)
}

/** The ids of those that are there, for aria-describedby. */
export function described (...parts) {
  return parts.filter(Boolean).map(p => p.id).join(' ') || undefined
}

export function lead (text) {
  return text && el('p', { class: 'lead' }, text)
}
