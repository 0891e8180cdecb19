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
  const ticked = element.value ? element.value === value : many || first
  return el('label', { class: 'row', for: id },
    el('input', { type: many ? 'checkbox' : 'radio', id, name: element.key, value, checked: ticked }),
    el('span', {}, el('strong', {}, label), hint && el('small', {}, hint)))
}
