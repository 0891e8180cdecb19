// The frame around the steps: the bar with the way back and the way out, how far
// the consumer is, the step itself, and the foot with the policies. It shows one
// view at a time, moves the focus to it, and says it to those who listen.

import { el } from './dom.js'
import { icon } from './icons.js'
import { keepFocus } from './focus.js'
import { foot } from './foot.js'
import { progress } from './progress.js'

export class Stage {
  #root; #spoken; #options; #main; #bar; #shown

  constructor (root, spoken, options) {
    this.#root = root
    this.#spoken = spoken
    this.#options = options
    keepFocus(() => document.querySelector('dialog[open]') ?? root)
  }

  /**
   * Shows a view: {title, body, focus?, step?, bank?}. Steps are drawn anew each
   * time; hands are what the bar's buttons do: {back?, close}.
   */
  show (view, hands) {
    const heading = el('h1', { tabindex: '-1', id: 'title' }, view.title)
    this.#main = el('main', { 'aria-labelledby': 'title', class: `view view-${view.name}` },
      view.bank && el('p', { class: 'bank' }, icon('bank'), view.bank.bank_name), heading, view.body)
    this.#bar = bar(hands)
    this.#root.replaceChildren(this.#bar, progress(view.step), this.#main,
      foot(this.#options, policies => this.show(policies, { back: () => this.show(view, hands), close: hands.close })))
    this.#shown = view
    document.title = view.title
    this.speak(view.spoken ?? '')
    ;(view.focus ?? heading).focus()
  }

  /** Whether that view is still what is shown. */
  shows (view) {
    return this.#shown === view
  }

  /** While an answer is on its way nothing can be pressed twice. */
  busy (is) {
    this.#main?.setAttribute('aria-busy', String(is))
    this.#root.classList.toggle('busy', is)
    for (const e of this.#main?.querySelectorAll('button, input') ?? []) e.disabled = is
  }

  /** Says something without moving the focus. */
  speak (text) {
    this.#spoken.textContent = text
  }
}

function bar ({ back, close }) {
  return el('header', { class: 'bar' },
    back
      ? el('button', { type: 'button', class: 'round', 'aria-label': 'Back', onclick: back }, icon('back'))
      : el('span', { class: 'mark' }, el('img', { src: 'mark.svg', alt: '', width: 28, height: 28 })),
    el('p', { class: 'brand' }, 'Sandbank'),
    close && el('button', { type: 'button', class: 'round', id: 'close', 'aria-label': 'Close', onclick: close }, icon('close')))
}
