// The options of every window and of the hidden page, in one place. There are no exceptions for development.
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/**
 * The security-relevant preferences of every window, and of the hidden page (`electron/shell/clip-page/clip-page-view.ts`), which switches off more.
 * `preload` is null for pages that need no bridge.
 */
export function securePreferences(preload: string | null): WebPreferences {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: true,
    ...(preload === null ? {} : { preload }),
  };
}

/** The studio's main window. The background is the theme's, so that nothing flashes before the first frame. */
export function studioWindowOptions(preload: string, dark: boolean, platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  return {
    title: 'Evolink Studio',
    show: false,
    backgroundColor: dark ? '#0f1012' : '#f4f5f6',
    ...(platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const, trafficLightPosition: { x: 14, y: 13 } } : {}),
    webPreferences: securePreferences(preload),
  };
}
