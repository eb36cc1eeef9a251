// Handles the keys of the window itself.
import { app, type BrowserWindow } from 'electron';
import { type LayoutScript, scriptAfter } from '../../../shared/keyboard-layout.ts';
import { type WindowCommand, windowCommandOf } from './window-commands.ts';

const zoomStep = 0.5;
/** Zoom levels of Electron: each integer step is a factor of 1.2, so these are 58 % and 430 %. */
const zoomLevelLimits = { min: -3, max: 8 } as const;

function zoomBy(window: BrowserWindow, levels: number): void {
  const { webContents } = window;
  webContents.setZoomLevel(Math.min(zoomLevelLimits.max, Math.max(zoomLevelLimits.min, webContents.getZoomLevel() + levels)));
}

const actions: { readonly [command in WindowCommand]: (window: BrowserWindow) => void } = {
  'zoom-in': (window) => zoomBy(window, zoomStep),
  'zoom-out': (window) => zoomBy(window, -zoomStep),
  'zoom-reset': (window) => window.webContents.setZoomLevel(0),
  'toggle-full-screen': (window) => window.setFullScreen(!window.isFullScreen()),
  minimise: (window) => window.minimize(),
  close: (window) => window.close(),
  quit: () => app.quit(),
  'toggle-developer-tools': (window) => window.webContents.toggleDevTools(),
};

/** Handles keys in main, before the page: they also work while the page hangs. */
export function listenToWindowKeys(window: BrowserWindow, development: boolean): void {
  let script: LayoutScript = 'latin';
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type === 'keyDown') script = scriptAfter(script, { key: input.key, code: input.code, shiftKey: input.shift });
    const command = windowCommandOf(input, { platform: process.platform, development, script });
    if (command === null) return;
    event.preventDefault();
    actions[command](window);
  });
}
