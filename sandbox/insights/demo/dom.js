// Elements from names, attributes and children; text is always text.

export function el (name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false))
  return made
}
