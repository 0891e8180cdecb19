// The Auth API of one flow (account-insights.md, 4.2, simplified). Every answer
// says where the next call goes; all calls stay on the app's own origin.

/** A call that brought no step: the network failed, or the API refused. */
export class CallError extends Error {
  /** status is 0 if there was no answer at all. */
  constructor (status, message) {
    super(message)
    this.status = status
  }
}

export class AuthApi {
  #next

  constructor (authUrl) {
    this.#follow(authUrl)
  }

  /** What the flow is at. Counts as a look at it. */
  look () {
    return this.#call('GET')
  }

  submit (form, data) {
    return this.#call('POST', { form_identifier: form.form_identifier, data })
  }

  returned (redirectId, returnUrl) {
    return this.#call('POST', { redirect_id: redirectId, return_url: returnUrl })
  }

  act (action) {
    return this.#call('POST', { action })
  }

  async #call (method, body) {
    let answer, said
    try {
      answer = await fetch(this.#next, {
        method,
        credentials: 'omit',
        cache: 'no-store',
        ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      })
      said = await answer.json()
    } catch {
      throw new CallError(answer?.status ?? 0, 'There was no answer from the bank connection')
    }
    if (!answer.ok) throw new CallError(answer.status, said.error?.message ?? `The answer was ${answer.status}`)
    if (said.data.next) this.#follow(said.data.next)
    return { state: said.data.state, ...said.data.result }
  }

  #follow (address) {
    const url = new URL(address, location.href)
    if (url.origin !== location.origin) throw new Error(`The Auth API is not at ${url.origin}`)
    this.#next = url
  }
}
