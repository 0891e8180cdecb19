// How the app looks: the options appearanceMode and theme, as attributes that
// tokens.css goes by.

export function dress ({ appearanceMode, theme }) {
  const { dataset } = document.documentElement
  dataset.appearance = appearanceMode
  dataset.theme = theme
}
