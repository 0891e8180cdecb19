// The wizard: it asks the Auth API what the flow is at, shows the view for that,
// and sends what the consumer answers. It decides nothing about the flow.

import { viewOf } from './views/index.js'
import { leaving } from './views/leave.js'
import { lost } from './views/lost.js'
import { ending } from './ending.js'
import { Redirect } from './redirect.js'

const over = ['FINISHED', 'ABORTED', 'EXCEPTION']

export class Wizard {
  #api; #host; #stage; #options; #redirect; #timer; #ready = false; #ended = false; #leaving = false

  constructor (api, host, stage, options) {
    this.#api = api
    this.#host = host
    this.#stage = stage
    this.#options = options
    this.#redirect = new Redirect(host, options, url => this.#returned(url))
  }

  begin () {
    if (!this.#options.skipInitialLoader) this.#stage.show(viewOf({ context: 'loading' }, {}, this.#options), this.#hands({}))
    return this.#ask(() => this.#api.look())
  }

  /** Asks the consumer before the flow is given up. Once it is over there is nothing to lose. */
  async askToLeave () {
    if (this.#ended) return this.#host.send('close')
    if (this.#leaving) return
    this.#leaving = true
    const leave = await leaving()
    this.#leaving = false
    if (leave && !this.#ended) await this.#ask(() => this.#api.act('abort'))
  }

  /** Makes one call and goes on with what it brings. */
  async #ask (call) {
    clearTimeout(this.#timer)
    this.#stage.busy(true)
    try {
      const step = await call()
      this.#stage.busy(false)
      this.#show(step)
    } catch (e) {
      this.#stage.busy(false)
      this.#failed(e)
    }
  }

  #show (step) {
    if (this.#ended) return
    if (over.includes(step.state)) return this.#end(step)
    const view = viewOf(step, this.#answers(step), this.#options)
    this.#stage.show(view, this.#hands(step))
    if (!this.#ready) this.#host.send('ready')
    this.#ready = true
    if (view.again) this.#timer = setTimeout(() => this.#look(view), view.again * 1000)
  }

  /** Looks again without taking the screen from the consumer. */
  async #look (view) {
    try {
      const step = await this.#api.look()
      if (!this.#stage.shows(view)) return
      if (step.state === 'PROCESSING' && step.context === view.step) {
        this.#timer = setTimeout(() => this.#look(view), view.again * 1000)
      } else this.#show(step)
    } catch (e) {
      this.#failed(e)
    }
  }

  #answers (step) {
    return {
      submit: data => this.#ask(() => this.#api.submit(step.form, data)),
      look: () => this.#ask(() => this.#api.look()),
      redirect: whenClosed => this.#redirect.start(step.redirect, whenClosed)
    }
  }

  #hands (step) {
    const canGoBack = step.back === true
    return {
      back: canGoBack ? () => this.#ask(() => this.#api.act('back')) : undefined,
      close: () => this.askToLeave()
    }
  }

  #returned ({ id, url }) {
    return this.#ask(() => this.#api.returned(id, url))
  }

  #end (step) {
    this.#ended = true
    clearTimeout(this.#timer)
    ending(step, this.#host, this.#stage, this.#options)
  }

  /** No answer: try again. A refusal of a step that has gone by: look where the flow is. Any other ends it here. */
  #failed (e) {
    if (this.#ended) return
    if (e.status === 409) return this.#ask(() => this.#api.look())
    if (e.status === 0 || e.status >= 500) {
      this.#stage.show(lost(() => this.#ask(() => this.#api.look())), this.#hands({}))
      return
    }
    this.#end({ state: 'EXCEPTION', error: { category: 'TECHNICAL', message: e.message } })
  }
}
