// The reports, drawn: accounts with their balances, spending by category, and the
// latest transactions.

import { el } from './dom.js'
import { money } from './money.js'

const section = document.getElementById('results')

/** Shows the reports of a result, or nothing for none. */
export function show (result) {
  section.hidden = !result
  if (!result) return
  section.replaceChildren(
    el('h2', { id: 'results-title' }, 'Your money, sorted'),
    el('p', { class: 'lead' }, result.consent_stored ? 'The consent is kept: Ebb can refresh this without you.' : 'Read once, just now.'),
    el('ul', { class: 'accounts' }, (result.accounts ?? []).map(a => account(a, balanceOf(result, a)))),
    el('div', { class: 'split' },
      el('div', {}, el('h3', {}, 'Spending by category'), spending(result.spending ?? [])),
      el('div', {}, el('h3', {}, 'Latest'), latest(result.latest ?? []))))
  section.focus()
  section.scrollIntoView({ block: 'start' })
}

function balanceOf ({ balances = [] }, { insights_account_ids: [id] }) {
  const found = balances.find(b => b.insights_account_ids.includes(id))
  return found?.balance ?? found?.available
}

function account ({ account_alias: alias, iban, account_number: number, holder_name: holder }, balance) {
  return el('li', {},
    el('p', {}, el('strong', {}, alias ?? 'Account')),
    el('p', { class: 'iban' }, [holder, iban ?? number].filter(Boolean).join(', ')),
    balance && el('p', { class: 'balance' }, money(balance)))
}

/** The categories of all accounts together, largest first; a row for each currency. */
function spending (reports) {
  const sums = new Map()
  for (const { name, sum } of reports.flatMap(r => r.categories ?? [])) {
    const key = `${name} ${sum.currency}`
    sums.set(key, { name, currency: sum.currency, amount: (sums.get(key)?.amount ?? 0) + Math.abs(sum.amount) })
  }
  const rows = [...sums.values()].filter(r => r.amount > 0).sort((a, b) => b.amount - a.amount).slice(0, 8)
  if (!rows.length) return el('p', { class: 'lead' }, 'Nothing was spent in this time.')
  return el('ul', { class: 'spending' }, rows.map(row => {
    const bar = el('div', { class: 'bar' })
    bar.style.setProperty('--part', row.amount / rows[0].amount)
    return el('li', {}, el('div', { class: 'line' }, el('span', {}, row.name), el('span', { class: 'sum' }, money(row))), bar)
  }))
}

function latest (reports) {
  const rows = reports.flatMap(r => r.transactions ?? []).sort((a, b) => dateOf(b).localeCompare(dateOf(a))).slice(0, 8)
  if (!rows.length) return el('p', { class: 'lead' }, 'There are no transactions.')
  return el('table', { class: 'latest' }, el('tbody', {}, rows.map(t => el('tr', {},
    el('td', {}, t.counter_party?.holder_name ?? t.brand?.name ?? t.reference ?? 'Transaction',
      el('small', {}, [dateOf(t), t.categories?.[0]?.name].filter(Boolean).join(', '))),
    el('td', { class: t.type === 'CREDIT' ? 'sum in' : 'sum' }, `${t.type === 'CREDIT' ? '+' : '−'}${money(t.amount)}`)))))
}

function dateOf ({ booking_date: booked, value_date: valued }) {
  return booked ?? valued ?? ''
}
