// The end of a flow: the integrator's page is told, and the app closes by itself
// or waits to be closed (options autoClose and hideTransitionOnFlowEnd).

import { endView } from './views/end.js'

/** How long the last screen stays before the app closes by itself, in milliseconds. */
const pause = 2500

const events = {
  FINISHED: () => ['finished'],
  ABORTED: () => ['aborted'],
  EXCEPTION: step => ['failed', { error: errorOf(step) }]
}

/** Which end it is decides which of the three end events there is (account-insights.md, 7.2). */
export function ending (step, host, stage, { autoClose, hideTransitionOnFlowEnd }) {
  host.send(...events[step.state](step))
  const close = () => host.send('close')
  if (autoClose && hideTransitionOnFlowEnd) return close()
  stage.show(endView(step, { close, moving: !hideTransitionOnFlowEnd }), { close })
  if (autoClose) setTimeout(close, pause)
}

/** The integrator's page is told the group of the error only; the whole category is for its backend (1.6). */
function errorOf ({ error }) {
  return { message: error?.message ?? 'The bank connection failed', category: (error?.category ?? 'TECHNICAL').split('.')[0] }
}
