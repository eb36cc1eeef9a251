// Makes the studio's window and remembers its place.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Language } from '../../shared/text/language.ts';
import type { Log } from '../core/ports.ts';
import { careForPage, type PageCare } from './page-care.ts';
import { appUrl } from './schemes.ts';
import { listenToWindowKeys } from './window-keys.ts';
import { studioWindowOptions } from './window-options.ts';
import { placeFor, readPlace, writePlace } from './window-place.ts';

/** Makes the window and starts loading its page; it shows itself with its first frame. */
export function openStudioWindow(options: {
  preload: string;
  userData: string;
  log: Log;
  care: PageCare;
  /** Whether the pages come from the development server: then the developer tools have a key. */
  development: boolean;
  language(): Language;
}): BrowserWindow {
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
      writePlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized(), language: options.language() });
    } catch (error) {
      options.log.warn('window-place-not-written', { reason: String(error) });
    }
  });

  careForPage(window, options.care);
  listenToWindowKeys(window, options.development);

  void window.loadURL(`${appUrl}?language=${remembered?.language ?? options.language()}`);
  return window;
}
