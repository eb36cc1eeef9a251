// Creates the studio's window and remembers its bounds.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Language, Text } from '../../../shared/text/index.ts';
import type { Log } from '../../core/ports.ts';
import { appUrl } from '../protocols/schemes.ts';
import { showContextMenus } from './context-menu-popup.ts';
import { type PageRecoveryOptions, recoverPage } from './page-recovery.ts';
import { boundsFor, minimumFor, readBounds, refitFor, type ScreenArea, writeBounds } from './window-bounds.ts';
import { listenToWindowKeys } from './window-keys.ts';
import { studioWindowOptions } from './window-options.ts';

/** The part of each screen that no task bar or dock covers, in CSS pixels, the primary screen first: Electron promises no order. */
function workAreas(): readonly ScreenArea[] {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
}

/**
 * Keeps the window usable when a screen is added, removed, or gets another resolution, scale or task bar. A window that is maximized, full-screen or
 * minimized is fitted when it leaves that state.
 */
function followScreens(window: BrowserWindow): void {
  const fitWindow = (): void => {
    const screens = workAreas();
    const minimum = minimumFor(screens);
    window.setMinimumSize(minimum.width, minimum.height);
    if (window.isMaximized() || window.isFullScreen() || window.isMinimized()) return;
    const change = refitFor(window.getBounds(), screens);
    switch (change.kind) {
      case 'stay':
        return;
      case 'centre':
        window.setSize(change.width, change.height);
        window.center();
        return;
      case 'move':
        window.setBounds({ x: change.x, y: change.y, width: change.width, height: change.height });
    }
  };
  // The screens may have changed while the window was maximized, minimized or full-screen.
  window.on('unmaximize', fitWindow);
  window.on('restore', fitWindow);
  window.on('leave-full-screen', fitWindow);
  screen.on('display-added', fitWindow);
  screen.on('display-removed', fitWindow);
  screen.on('display-metrics-changed', fitWindow);
  window.once('closed', () => {
    screen.off('display-added', fitWindow);
    screen.off('display-removed', fitWindow);
    screen.off('display-metrics-changed', fitWindow);
  });
}

/** Creates the window and starts loading its page; it appears with its first frame. */
export function openStudioWindow(options: {
  preload: string;
  userData: string;
  log: Log;
  recovery: PageRecoveryOptions;
  /** Whether the pages come from the development server. Only then does a keyboard shortcut open the developer tools. */
  development: boolean;
  language(): Language;
  messages(): Text;
}): BrowserWindow {
  const boundsFile = join(options.userData, 'window-place.json');
  const remembered = readBounds(boundsFile);
  const screens = workAreas();
  const minimum = minimumFor(screens);
  const window = new BrowserWindow({
    ...studioWindowOptions(options.preload, nativeTheme.shouldUseDarkColors, process.platform),
    minWidth: minimum.width,
    minHeight: minimum.height,
    ...boundsFor(remembered, screens),
  });
  if (remembered?.maximized) window.maximize();

  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    try {
      writeBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized(), language: options.language() });
    } catch (error) {
      options.log.warn('window-bounds-not-written', { reason: String(error) });
    }
  });

  followScreens(window);
  recoverPage(window, options.recovery);
  listenToWindowKeys(window, options.development);
  showContextMenus(window, () => options.messages().shell);

  void window.loadURL(`${appUrl}?language=${remembered?.language ?? options.language()}`);
  return window;
}
