// The messages between the app and the page that holds it. Only the parent window
// is listened to, and only if it has the origin that the launcher named when it
// opened the frame; the frame's policy lets no other page hold it.

export class Host {
  #origin; #heard = new Map()

  constructor (origin) {
    this.#origin = origin
    window.addEventListener('message', e => {
      if (e.source !== window.parent || e.origin !== this.#origin) return
      this.#heard.get(e.data?.xs2a)?.(e.data)
    })
  }

  on (type, listener) {
    this.#heard.set(type, listener)
  }

  once (type, listener) {
    this.on(type, data => {
      this.#heard.delete(type)
      listener(data)
    })
  }

  send (type, more = {}) {
    window.parent.postMessage({ ...more, xs2a: type }, this.#origin)
  }
}
