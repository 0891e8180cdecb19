// The way to the bank's own page and back (option psd2RedirectMethod). In a new
// window, that window brings the result and goes; in the same window, this app goes
// with the page around it, and the page starts it again when it is back.

/** How often the new window is looked at, in milliseconds: nothing tells when one is closed. */
const lookEvery = 400

export class Redirect {
  #host; #options; #done; #window; #looking

  constructor (host, options, done) {
    this.#host = host
    this.#options = options
    this.#done = done
    window.addEventListener('message', e => this.#hear(e))
  }

  /** Returns whether the bank's page could be opened; whenClosed hears of a window closed without a result. */
  start ({ id, url }, whenClosed = () => {}) {
    if (this.#options.psd2RedirectMethod === 'sameWindow') {
      this.#host.send('redirect', { url })
      return true
    }
    this.#window?.close()
    this.#window = window.open(url, '_blank', 'popup,width=520,height=720')
    if (!this.#window) return false
    clearInterval(this.#looking)
    this.#looking = setInterval(() => {
      if (!this.#window.closed) return
      clearInterval(this.#looking)
      whenClosed()
    }, lookEvery)
    this.id = id
    return true
  }

  #hear (e) {
    if (!this.#window || e.source !== this.#window || e.origin !== location.origin || e.data?.xs2a !== 'returned') return
    clearInterval(this.#looking)
    this.#window.close()
    this.#window = null
    this.#done({ id: this.id, url: e.data.url })
  }
}
