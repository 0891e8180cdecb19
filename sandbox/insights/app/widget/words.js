// Names and dates as people say them.

const reports = {
  ACCOUNT_INFOS: 'Account details',
  BALANCES: 'Balances',
  BALANCE_OVER_TIME: 'How the balance went over time',
  CATEGORIZATION: 'Transactions, each with a category',
  GROUP_BY_CATEGORY: 'Income and spending by category',
  EXPENSE_CATEGORIES: 'Spending by category',
  RECURRING_TRANSACTIONS: 'Payments that come back every month'
}

/** The reports that data are read for, if the client does not say which: all. */
export const allReports = Object.keys(reports)

export function reportName (type) {
  return reports[type] ?? type
}

/** A date of the API, YYYY-MM-DD, as words. */
export function day (date) {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}
