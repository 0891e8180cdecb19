// Where the keyboard is. The dialog outside holds nothing but this frame, so the
// focus stays in the dialog if it stays in the frame: Tab goes round in it.

const reachable = 'a[href], button:not(:disabled), input:not(:disabled), summary, [tabindex="0"]'

/** Keeps Tab within what root() returns at that moment. */
export function keepFocus (root) {
  document.addEventListener('keydown', e => {
    if (e.key !== 'Tab' || e.altKey || e.ctrlKey || e.metaKey) return
    const stops = stopsIn(root())
    const edge = e.shiftKey ? stops[0] : stops.at(-1)
    const at = document.activeElement
    if (stops.length && (at === edge || !stops.includes(at) && outside(at, root(), e.shiftKey))) {
      e.preventDefault()
      ;(e.shiftKey ? stops.at(-1) : stops[0]).focus()
    }
  })
}

/** One radio button of a group is a stop: the ticked one, or else the first. */
function stopsIn (root) {
  const seen = [...root.querySelectorAll(reachable)].filter(e => e.checkVisibility() && e.tabIndex >= 0)
  return seen.filter(e => {
    if (e.type !== 'radio') return true
    const group = seen.filter(other => other.type === 'radio' && other.name === e.name)
    return e === (group.find(other => other.checked) ?? group[0])
  })
}

/** Whether a Tab from here would leave the frame: from a heading before the first stop, going back. */
function outside (at, root, back) {
  if (!root.contains(at)) return true
  return back && !stopsIn(root).some(stop => stop.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)
}
