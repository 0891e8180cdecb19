// What the policies say, shown in the app or on a page of their own.

import { el } from './dom.js'

const articles = [
  ['What this is', 'Sandbank is a bank that does not exist. Its customers, accounts and transactions are made up, so that software can be tried without anybody’s money or data.'],
  ['What is read', 'Only what the screen before the end lists: the accounts that you choose, and the time that is printed there.'],
  ['Your login', 'What you type as a password goes to the test bank only, and is forgotten when the login is over. Do not type a password that you use anywhere else.'],
  ['How long', 'Data are deleted when the time is over that the application asked for. A consent that is stored ends on the day that you are shown, or earlier if you take it back.']
]

export function policies () {
  return el('div', { class: 'articles' }, articles.map(([title, text]) => [el('h2', {}, title), el('p', {}, text)]))
}
