// Fields to fill in: a login, a one-time password.

import { el, fresh } from '../dom.js'
import { icon } from '../icons.js'
import { buttons, described, formOf, hint, lead, mainButton, problem, trouble } from './parts.js'

const titles = { credentials: 'Log in to your bank', sca: 'Confirm it is you' }
const presses = { credentials: 'Log in', sca: 'Confirm' }

const kinds = {
  text: { type: 'text', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' },
  password: { type: 'password', autocomplete: 'current-password' },
  otp: { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', class: 'otp' }
}

export function form (step, { submit }) {
  const fields = step.form.elements.map(field)
  const send = () => {
    const empty = fields.find(f => f.input.value === '')
    if (empty) return empty.complain(`${empty.label} is missing`)
    submit(fields.map(f => ({ key: f.key, value: f.input.value })))
  }
  return {
    name: step.context,
    title: titles[step.context] ?? 'Your bank asks',
    focus: (fields.find(f => f.wrong) ?? fields[0])?.input,
    body: formOf(send, lead(step.message), trouble(step), fields.map(f => f.body), buttons(mainButton(presses[step.context] ?? 'Continue')))
  }
}

function field ({ key, kind, label, value, hint: text, error }) {
  const said = problem(error)
  const note = hint(text)
  const input = el('input', {
    ...(kinds[kind] ?? kinds.text), id: fresh('field'), name: key, value, required: true,
    'aria-describedby': described(note, said), 'aria-invalid': error ? 'true' : undefined
  })
  const body = el('div', { class: 'field' }, el('label', { for: input.id }, label),
    el('div', { class: 'box' }, input, kind === 'password' && eye(input)), note, said)
  return { key, label, input, body, wrong: Boolean(error), complain: words => complain(body, input, words) }
}

function complain (body, input, words) {
  body.querySelector('.problem')?.remove()
  const said = problem(words)
  body.append(said)
  input.setAttribute('aria-invalid', 'true')
  input.setAttribute('aria-describedby', said.id)
  input.focus()
}

function eye (input) {
  return el('button', {
    type: 'button', class: 'eye', 'aria-label': 'Show password', 'aria-pressed': 'false',
    onclick: e => {
      const shown = input.type === 'text'
      input.type = shown ? 'password' : 'text'
      e.currentTarget.setAttribute('aria-pressed', String(!shown))
    }
  }, icon('eye'))
}
