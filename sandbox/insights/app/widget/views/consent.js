// What will be read, for the consumer to agree to. The details are folded unless
// the option unfoldConsentDetails opens them.

import { el } from '../dom.js'
import { icon } from '../icons.js'
import { buttons, formOf, lead, mainButton, problem, trouble } from './parts.js'
import { allReports, day, reportName } from '../words.js'

export function consent (step, { submit }, { unfoldConsentDetails }) {
  const element = step.form.elements[0]
  const scope = step.scope ?? {}
  const agree = () => submit(step.form.elements.map(e => ({ key: e.key, value: e.value || 'true' })))
  return {
    name: 'consent',
    title: 'Share these data?',
    body: formOf(agree, lead(step.message ?? 'Nothing is shared before you agree.'), trouble(step),
      el('ul', { class: 'facts' }, facts(scope).map(fact => el('li', {}, icon('tick'), el('span', {}, fact)))),
      details(scope, unfoldConsentDetails), problem(element?.error), buttons(mainButton('Agree and share')))
  }
}

function facts ({ accounts = [], from_date: from, to_date: to, stored, until }) {
  return [
    accounts.length > 1
      ? `${accounts.length} accounts: their names, owners, numbers and balances`
      : 'One account: its name, owner, number and balance',
    from && to && `Transactions from ${day(from)} to ${day(to)}`,
    stored ? `May be read again${until ? ` until ${day(until)}` : ''}, without a new login` : 'Read once, now'
  ].filter(Boolean)
}

function details ({ accounts = [], data, reports = data === 'insights-refresh' ? allReports : [] }, open) {
  return el('details', { open }, el('summary', {}, 'Details'),
    accounts.length > 0 && [el('h2', {}, 'Accounts'), el('ul', {}, accounts.map(a => el('li', {}, a)))],
    reports.length > 0 && [el('h2', {}, 'What is worked out from them'), el('ul', {}, reports.map(r => el('li', {}, reportName(r))))],
    el('p', { class: 'hint' }, 'No payments can be made with this. You can take it back at any time, where you gave it or at your bank.'))
}
