// The site's backend, which has the token. Addresses are relative to /demo, so that
// a tenant's demo talks to that tenant.

async function post (path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  const said = await answer.json()
  if (!answer.ok) throw new Error(said.error?.message ?? `The backend answered ${answer.status}`)
  return said
}

export const startFlow = options => post('demo/start', options)

export const resultOf = flow => post('demo/result', { flow })
