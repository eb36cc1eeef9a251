// Makes the studio's window, remembers its place, and brings the page back when its process dies. The core does not notice.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Log } from '../core/ports.ts';
import { appUrl } from './schemes.ts';
import { studioWindowOptions } from './window-options.ts';
import { placeFor, readPlace, writePlace } from './window-place.ts';

/** A page that dies more often than this within a minute stays down: reloading would only burn the machine. */
const reloadsPerMinute = 3;

/** Makes the window and starts loading its page; it shows itself with its first frame. */
export function openStudioWindow(options: { preload: string; userData: string; log: Log }): BrowserWindow {
  const placeFile = join(options.userData, 'window-place.json');
  const remembered = readPlace(placeFile);
  const screens = screen.getAllDisplays().map((d) => d.workArea);
  const window = new BrowserWindow({
    ...studioWindowOptions(options.preload, nativeTheme.shouldUseDarkColors, process.platform),
    ...placeFor(remembered, screens),
  });
  if (remembered?.maximized) window.maximize();

  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    try {
      writePlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      options.log.warn('window-place-not-written', { reason: String(error) });
    }
  });

  let reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log.warn('page-gone', { reason: details.reason, exitCode: details.exitCode });
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    reloads = [...reloads.filter((at) => now - at < 60_000), now];
    if (reloads.length <= reloadsPerMinute) window.webContents.reload();
  });

  void window.loadURL(appUrl);
  return window;
}
