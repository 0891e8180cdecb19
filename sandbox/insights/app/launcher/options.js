// The options of the app (account-insights.md, 4.1), their defaults and the values
// that they may have. What is not printed there is ours: the values besides each
// default, and the theme called mono.

const table = {
  appearanceMode: { initial: 'light', values: ['light', 'dark', 'auto'] },
  autoClose: { initial: true, values: [true, false] },
  hideTransitionOnFlowEnd: { initial: true, values: [true, false] },
  openPoliciesInNewWindow: { initial: true, values: [true, false] },
  psd2RedirectMethod: { initial: 'newWindow', values: ['newWindow', 'sameWindow'] },
  skipInitialLoader: { initial: false, values: [true, false] },
  theme: { initial: 'default', values: ['default', 'mono'] },
  unfoldConsentDetails: { initial: false, values: [true, false] }
}

const callbacks = ['onLoad', 'onReady', 'onAbort', 'onError', 'onFinished', 'onClose']

/** Throws at a value that an option cannot have; an unknown option is only noted. */
export function check (options) {
  if (options === null || typeof options !== 'object') throw new TypeError('XS2A: the options are an object')
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    if (callbacks.includes(name)) {
      if (typeof value !== 'function') throw new TypeError(`XS2A: ${name} is a function`)
    } else if (!(name in table)) {
      console.warn(`XS2A: there is no option ${name}; there are ${[...Object.keys(table), ...callbacks].join(', ')}`)
    } else if (!table[name].values.includes(value)) {
      throw new TypeError(`XS2A: ${name} is ${JSON.stringify(value)}; it may be ${table[name].values.map(v => JSON.stringify(v)).join(', ')}`)
    }
  }
}

/** Fills in the defaults. forApp is what the app in the iframe is told. */
export function complete (options) {
  const forApp = {}
  for (const [name, { initial }] of Object.entries(table)) forApp[name] = options[name] ?? initial
  const all = { ...forApp, forApp }
  for (const name of callbacks) all[name] = options[name]
  return all
}
