// The light or dark theme. Main sets Electron's theme source, so the media query reflects both the setting and the system.

/** Sets `data-theme` on the page at once and on every change. Called before the first frame. */
export function applyThemeChanges(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  apply();
}
