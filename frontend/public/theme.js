// Runs before the first paint, so that a dark desktop never flashes white. src/lib/theme.ts takes over.
;(function () {
  var wanted = 'system'
  try {
    wanted = localStorage.getItem('patchbay.appearance') || 'system'
  } catch (_) {
    // Storage may be switched off; the system's choice is a fine start.
  }
  var dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
})()
