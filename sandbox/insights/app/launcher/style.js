// The dialog's style: a card in the middle of wide screens, the whole of small ones.

const rules = `
  dialog { box-sizing: border-box; position: fixed; inset: 0; margin: auto; padding: 0; border: 0; overflow: hidden;
    width: min(28rem, 100vw - 2rem); height: min(43rem, 100dvh - 2rem); max-width: none; max-height: none;
    border-radius: 1.25rem; background: #fff; box-shadow: 0 0 0 1px rgb(9 30 42 / .06), 0 1.5rem 4rem rgb(9 30 42 / .28); }
  dialog[data-appearance=dark] { background: #10191f; }
  dialog::backdrop { background: rgb(9 30 42 / .55); backdrop-filter: blur(3px); }
  iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
  .waiting, .waiting::backdrop { opacity: 0; }
  @media (prefers-color-scheme: dark) { dialog[data-appearance=auto] { background: #10191f; } }
  @media (max-width: 34rem), (max-height: 26rem) { dialog { width: 100vw; height: 100dvh; border-radius: 0; } }
  @media (prefers-reduced-motion: no-preference) {
    dialog, dialog::backdrop { transition: opacity .2s ease; }
    dialog:not(.waiting) { animation: rise .28s cubic-bezier(.2, .8, .3, 1); }
    @keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
  }
`

export function styleOf () {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  return sheet
}
