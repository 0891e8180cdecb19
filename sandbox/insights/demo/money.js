// Amounts of the API, in the smallest unit, as people write them.

export function money ({ amount, currency }) {
  try {
    const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
    return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits)
  } catch {
    return `${amount} ${currency}` // XXX, or a currency that the browser does not know
  }
}
