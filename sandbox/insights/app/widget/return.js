// Where the bank sends the consumer back to, with result in the query. In a window
// of its own it tells the app, which opened it. In the app's own window it tells the
// Auth API itself, and goes back to the page that the app was started from.

import { AuthApi } from './auth.js'
import { dress } from './appearance.js'

const query = new URLSearchParams(location.search)
const said = document.getElementById('said')

async function back (page) {
  try {
    await new AuthApi(query.get('auth_url')).returned(query.get('redirect_id'), location.href)
    location.replace(page)
  } catch (e) {
    said.textContent = `This cannot go on: ${e.message}.`
  }
}

/** The page to go back to; only pages of the web are. */
function page () {
  const address = query.get('return_to')
  return address && /^https?:$/.test(URL.canParse(address) && new URL(address).protocol) ? address : null
}

dress({ appearanceMode: 'auto', theme: 'default' })
if (page()) back(page())
else if (window.opener) window.opener.postMessage({ xs2a: 'returned', url: location.href }, location.origin)
else said.textContent = 'You can close this window and go on where you came from.'
