// The launcher's entry, a classic script as integrators load it:
//
//   window.onXS2AReady = XS2A => { XS2A.configure({...}) }   // set before the script loads
//   <script src="<base>/xs2a/app-launcher/v0/xs2a-app-launcher.js"></script>
//
// It finds its base from its own address, so a tenant's launcher opens that
// tenant's app, and imports the modules that stand beside it.
(() => {
  'use strict'
  const here = document.currentScript?.src
  if (!here) {
    throw new Error('The XS2A launcher is a classic script: load it with <script src="…">, without type="module"')
  }
  import(new URL('launcher.js', here)).then(({ createLauncher }) => {
    window.XS2A = createLauncher(new URL('../../widget-app/v1/index.html', here))
    window.onXS2AReady?.(window.XS2A)
  })
})()
