// One of several, or several: the way to log in, the accounts.

import { el, fresh } from '../dom.js'
import { buttons, described, formOf, lead, mainButton, problem, trouble } from './parts.js'

const titles = { method: 'How do you log in?', accounts: 'Which account?' }

export function choice (step, { submit }) {
  const element = step.form.elements[0]
  const many = element.kind === 'choices'
  const said = problem(element.error)
  const rows = element.options.map((option, i) => row(element, option, many, i === 0))
  const group = el('fieldset', { 'aria-describedby': described(said) }, el('legend', { class: 'spoken' }, element.label), rows)
  const send = () => submit(new FormData(body).getAll(element.key).map(value => ({ key: element.key, value })))
  const title = many ? 'Which accounts?' : titles[step.context] ?? 'Please choose'
  const body = formOf(send, lead(step.message ?? (element.label === title ? undefined : element.label)), trouble(step), group, said, buttons(mainButton('Continue')))
  return {
    name: 'choice',
    title,
    focus: group.querySelector('input:checked'),
    body
  }
}

function row (element, { value, label, hint }, many, first) {
  const id = fresh('option')
  const [name, number] = parted(label)
  const ticked = element.value ? element.value === value : many || first
  return el('label', { class: 'row', for: id },
    el('input', { type: many ? 'checkbox' : 'radio', id, name: element.key, value, checked: ticked }),
    el('span', {}, el('strong', {}, name), number && el('small', { class: 'number' }, number), hint && el('small', {}, hint)))
}

/** A label that ends in an IBAN, as an account's does, is a name and a number in groups of four. */
function parted (label) {
  const [, name, iban] = /^(.*\S)\s+([A-Z]{2}\d{2}[A-Z0-9]{10,30})$/.exec(label) ?? [null, label]
  return [name, iban?.replace(/(.{4})(?=.)/g, '$1 ')]
}
