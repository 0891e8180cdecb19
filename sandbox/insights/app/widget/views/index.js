// Which view shows a step: the table of the wizard's contexts.

import { search } from './search.js'
import { form } from './form.js'
import { choice } from './choice.js'
import { consent } from './consent.js'
import { wait } from './wait.js'
import { redirect } from './redirect.js'
import { loading } from './loading.js'

/**
 * The view for a step: {name, title, body, step, bank?, focus?, spoken?, again?}.
 * What a step holds decides before its context does: a bank may ask for a login
 * by a form or by a choice.
 */
export function viewOf (step, answers, options) {
  const draw = drawer(step)
  return { step: step.context, bank: step.context === 'bank' ? undefined : step.bank, ...draw(step, answers, options) }
}

function drawer (step) {
  if (step.redirect) return redirect
  if (step.wait) return step.context === 'sca' ? wait : loading
  if (!step.form) return loading
  if (step.context === 'consent') return consent
  const kinds = step.form.elements.map(e => e.kind)
  if (kinds.includes('search')) return search
  if (kinds.includes('choice') || kinds.includes('choices')) return choice
  return form
}
