// The messages between this page and the app in its iframe. Only what that iframe
// says, from the bank's origin, is listened to, and only that origin is told things.

export class Conversation {
  #frame; #origin; #heard = new Map(); #listener

  constructor (frame, origin) {
    this.#frame = frame
    this.#origin = origin
    this.#listener = e => this.#hear(e)
    window.addEventListener('message', this.#listener)
  }

  on (type, listener) {
    this.#heard.set(type, listener)
  }

  send (type, more = {}) {
    this.#frame.contentWindow?.postMessage({ ...more, xs2a: type }, this.#origin)
  }

  end () {
    window.removeEventListener('message', this.#listener)
    this.#heard.clear()
  }

  #hear (e) {
    if (e.source !== this.#frame.contentWindow || e.origin !== this.#origin) return
    this.#heard.get(e.data?.xs2a)?.(e.data)
  }
}
