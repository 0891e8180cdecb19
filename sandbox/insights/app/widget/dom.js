// Elements from names, attributes and children. Text is always text: nothing that
// a bank or an API says is read as markup.

export function el (name, attributes = {}, ...children) {
  const made = name === 'svg' || name === 'path' || name === 'circle'
    ? document.createElementNS('http://www.w3.org/2000/svg', name)
    : document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value)
    else if (value === true) made.setAttribute(key, '')
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value)
  }
  made.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false))
  return made
}

let made = 0

/** An id that no other element has, for labels and descriptions. */
export function fresh (stem) {
  return `${stem}-${++made}`
}
