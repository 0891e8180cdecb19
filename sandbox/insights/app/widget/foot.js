// The foot: that the connection is a sandbox's, and the policies, which open in a
// new window or in the app itself (option openPoliciesInNewWindow).

import { el } from './dom.js'
import { icon } from './icons.js'
import { policies } from './policies.js'

export function foot ({ openPoliciesInNewWindow }, show) {
  return el('footer', { class: 'foot' },
    el('p', {}, icon('lock'), 'A sandbox: no real money'),
    openPoliciesInNewWindow
      ? el('a', { href: 'policies.html', target: '_blank', rel: 'noopener' }, 'Privacy and terms')
      : el('button', { type: 'button', class: 'link', onclick: () => show(view()) }, 'Privacy and terms'))
}

function view () {
  return { name: 'policies', title: 'Privacy and terms', body: policies() }
}
