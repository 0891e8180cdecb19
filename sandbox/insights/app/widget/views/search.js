// The search for a bank: a field that filters a list, by name, code or country.

import { el, fresh } from '../dom.js'
import { icon } from '../icons.js'
import { lead, problem, trouble } from './parts.js'

export function search (step, { submit }) {
  const element = step.form.elements[0]
  const offered = preferred(element)
  const list = el('ul', { class: 'banks', id: fresh('banks') })
  const count = el('p', { class: 'spoken', role: 'status' })
  const input = el('input', {
    type: 'search', id: fresh('field'), 'aria-controls': list.id, autocomplete: 'off', spellcheck: 'false',
    placeholder: 'Name, code or country', value: element.value
  })
  const fill = () => {
    const found = offered.filter(option => matches(option, input.value))
    list.replaceChildren(...found.map(option => bank(option, () => submit([{ key: element.key, value: option.value }]))))
    if (!found.length) list.append(el('li', { class: 'nothing' }, `No bank is called “${input.value}”.`))
    count.textContent = found.length === 1 ? 'One bank' : `${found.length} banks`
  }
  input.addEventListener('input', fill)
  input.addEventListener('keydown', e => {
    if (e.key === 'Enter' || e.key === 'ArrowDown') {
      e.preventDefault()
      list.querySelector('button')?.[e.key === 'Enter' && list.children.length === 1 ? 'click' : 'focus']()
    }
  })
  list.addEventListener('keydown', walk)
  fill()
  return {
    name: 'bank',
    title: 'Choose your bank',
    focus: input,
    body: el('div', {}, lead(step.message), trouble(step),
      el('div', { class: 'field' }, el('label', { for: input.id }, element.label), el('div', { class: 'box' }, icon('search', 'inside'), input)),
      problem(element.error), count, list)
  }
}

/** The banks of the country that the client preselected come first; the element's hint names it. */
function preferred ({ options, hint: country }) {
  const first = ({ value }) => value.startsWith(`${country}:`)
  return country ? [...options.filter(first), ...options.filter(o => !first(o))] : options
}

function bank ({ value, label, hint }, choose) {
  const country = value.split(':')[0]
  return el('li', {}, el('button', { type: 'button', class: 'row', onclick: choose, 'data-value': value },
    el('span', { class: 'flag', 'aria-hidden': 'true' }, country),
    el('span', {}, el('strong', {}, label), hint && el('small', {}, hint)), icon('next')))
}

function matches ({ value, label, hint }, typed) {
  const text = `${label} ${value.replace(':', ' ')} ${hint ?? ''}`.toLowerCase()
  return typed.toLowerCase().split(/\s+/).every(word => text.includes(word))
}

/** The arrow keys go through the list, and back to the field from its first row. */
function walk (e) {
  if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return
  e.preventDefault()
  const rows = [...e.currentTarget.querySelectorAll('button')]
  const next = rows[rows.indexOf(document.activeElement) + (e.key === 'ArrowDown' ? 1 : -1)]
  if (next) next.focus()
  else if (e.key === 'ArrowUp') document.querySelector('input[type=search]').focus()
}
