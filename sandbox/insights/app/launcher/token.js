// A client_token is a JWT whose payload says where the Auth API of the flow is
// (account-insights.md, 1.7). It is not verified here: the Auth API knows its flows.

/** The auth_url in a client_token. Throws if there is none, or if it is not of that origin. */
export function authUrlOf (clientToken, origin) {
  const { auth_url: address } = payloadOf(clientToken)
  if (typeof address !== 'string' || !URL.canParse(address)) {
    throw new Error('XS2A.startFlow: the client_token names no auth_url')
  }
  const url = new URL(address)
  if (url.origin !== origin) {
    throw new Error(`XS2A.startFlow: the client_token is of ${url.origin}, and this launcher of ${origin}; load the launcher from where the flow was started`)
  }
  return url.href
}

function payloadOf (clientToken) {
  const parts = typeof clientToken === 'string' ? clientToken.split('.') : []
  if (parts.length !== 3) {
    throw new Error('XS2A.startFlow: the first argument is the client_token that starting a flow answered, a JWT')
  }
  try {
    const bytes = Uint8Array.from(atob(parts[1].replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0))
    return Object(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    throw new Error('XS2A.startFlow: the client_token cannot be read; pass it as starting the flow answered it')
  }
}
