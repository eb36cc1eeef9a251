// The only window: opened at the start and on request, brought to the front when it is open already.
import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../../core/ports.ts';
import type { Deferred } from '../system/deferred.ts';
import type { QuitSequence } from '../system/quit-sequence.ts';
import type { PageRecoveryOptions } from '../window/page-recovery.ts';
import { openStudioWindow } from '../window/studio-window.ts';
import type { Environment } from './environment.ts';
import type { StudioMenu } from './studio-menu.ts';

/** Opens and shows the window. When the user closes it, the slot becomes empty. */
export interface WindowLifecycle {
  /** Creates the window and starts loading its page. */
  open(): void;
  /** Opens the window where there is none. */
  openIfClosed(): void;
  /** Brings the window to the front; opens one first if there is none. */
  show(): void;
}

interface WindowLifecycleOptions {
  readonly environment: Environment;
  readonly log: Log;
  readonly menu: Pick<StudioMenu, 'messages' | 'language'>;
  readonly quitting: Pick<QuitSequence, 'confirmOnClose'>;
  /** Steps of the start that the window resolves. Each is also resolved when the page fails to load or the window is closed, so that nothing waits forever. */
  readonly startupSteps: readonly Deferred[];
  /** Holds the open window for the other parts. */
  readonly slot: WindowSlot;
}

/** The open window; null while there is none. */
export interface WindowSlot {
  window: BrowserWindow | null;
}

/** Creates the lifecycle without a window; `open` makes the first one. */
export function createWindowLifecycle(parts: WindowLifecycleOptions): WindowLifecycle {
  const { slot } = parts;
  const open = () => {
    slot.window = openWindow(parts);
  };
  const openIfClosed = () => {
    if (slot.window === null) open();
  };
  return {
    open,
    openIfClosed,
    show() {
      openIfClosed();
      if (slot.window?.isMinimized()) slot.window.restore();
      slot.window?.focus();
    },
  };
}

function openWindow({ environment, log, menu, quitting, startupSteps, slot }: WindowLifecycleOptions): BrowserWindow {
  const recovery: PageRecoveryOptions = {
    log,
    messages: () => menu.messages().quitting,
    ask: async (over, options) => (await dialog.showMessageBox(over, options)).response,
    quit: () => app.quit(),
  };
  const window = openStudioWindow({
    preload: environment.paths.preload,
    userData: environment.userData,
    log,
    recovery,
    development: environment.development !== null,
    language: menu.language,
    messages: menu.messages,
  });
  quitting.confirmOnClose(window);
  for (const step of startupSteps) {
    window.webContents.once('did-fail-load', step.resolve);
    window.on('closed', step.resolve);
  }
  window.on('closed', () => {
    slot.window = null;
  });
  return window;
}
