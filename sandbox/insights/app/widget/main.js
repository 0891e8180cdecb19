// The app's entry: it waits in its iframe for the launcher to start it.

import { Host } from './host.js'
import { AuthApi } from './auth.js'
import { Wizard } from './wizard.js'
import { Stage } from './stage.js'
import { dress } from './appearance.js'

const host = new Host(new URLSearchParams(location.search).getAll('embedder')[0] ?? location.origin)

host.once('start', ({ authUrl, options }) => {
  dress(options)
  const stage = new Stage(document.getElementById('app'), document.getElementById('spoken'), options)
  const wizard = new Wizard(new AuthApi(authUrl), host, stage, options)
  host.on('leave', () => wizard.askToLeave())
  document.addEventListener('keydown', e => {
    if (e.key !== 'Escape' || document.querySelector('dialog[open]')) return
    e.preventDefault()
    wizard.askToLeave()
  })
  host.send('loaded')
  wizard.begin()
})
