// How far the consumer is: the steps of the wizard that everybody takes.

import { el } from './dom.js'

const steps = ['Bank', 'Log in', 'Confirm', 'Share']
const stepOf = { bank: 0, method: 0, credentials: 1, sca: 2, accounts: 3, consent: 3, end: 4 }

export function progress (context) {
  const at = stepOf[context]
  if (at === undefined || at >= steps.length) return el('div', { class: 'progress none' })
  return el('ol', { class: 'progress', 'aria-label': 'Steps' },
    steps.map((name, i) => el('li', { class: i < at ? 'done' : i === at ? 'now' : '', 'aria-current': i === at ? 'step' : undefined }, name)))
}
