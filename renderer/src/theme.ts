// Light or dark, as the person or the system wants it. Main sets Electron's theme source, so the media query already tells both.

/** Keeps `data-theme` on the page true from the first frame on. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  apply();
}
