// The integrator's callbacks.

/** Calls a callback, if there is one. Its failure is the page's, and does not stop the app. */
export function say (callback, ...values) {
  if (!callback) return
  try {
    callback(...values)
  } catch (e) {
    reportError(e)
  }
}
