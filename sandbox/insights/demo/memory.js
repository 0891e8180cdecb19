// The flow that is under way, kept while a redirect has this window.

const key = 'ebb-flow'

export function remember (flow) {
  sessionStorage.setItem(key, JSON.stringify(flow))
}

export function remembered () {
  return JSON.parse(sessionStorage.getItem(key) ?? 'null')
}

export function forget () {
  sessionStorage.removeItem(key)
}
