// Brings the window's page back when its process dies, and asks where it hangs or keeps dying. The core does not notice.
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import type { Text } from '../../../shared/text/index.ts';
import type { Log } from '../../core/ports.ts';

/** A page that dies more often than this within a minute is not loaded again by itself: that would only burn the machine. */
const reloadsPerMinute = 3;

export interface PageRecoveryOptions {
  readonly log: Log;
  words(): Text['leaving'];
  /** Shows a message box over the window; the number of the button, also where the signal closed it. */
  ask(window: BrowserWindow, options: MessageBoxOptions): Promise<number>;
  quit(): void;
}

export function recoverPage(window: BrowserWindow, { log, words, ask, quit }: PageRecoveryOptions): void {
  const { webContents } = window;
  let reloads: number[] = [];
  let hanging: AbortController | null = null;

  async function keepsDying(): Promise<void> {
    const { title, detail, again, quit: leave } = words().dying;
    const answer = await ask(window, {
      type: 'error',
      message: title,
      detail,
      buttons: [again, leave],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (answer === 1) quit();
    else if (!window.isDestroyed()) webContents.reload();
  }

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.warn('page-gone', { reason, exitCode });
    hanging?.abort();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    reloads = [...reloads.filter((at) => now - at < 60_000), now];
    if (reloads.length <= reloadsPerMinute) webContents.reload();
    else void keepsDying().catch((error: unknown) => log.incident(error, 'page that keeps dying'));
  });

  async function hangs(signal: AbortSignal): Promise<void> {
    const { title, detail, wait, reload } = words().hanging;
    const buttons = [wait, reload];
    const answer = await ask(window, { type: 'warning', message: title, detail, buttons, defaultId: 0, cancelId: 0, noLink: true, signal });
    // Its process answers nothing any more; its end brings a fresh one.
    if (answer === 1 && !signal.aborted && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
  }
  window.on('unresponsive', () => {
    log.warn('page-hangs');
    if (hanging !== null) return;
    const closing = new AbortController();
    hanging = closing;
    hangs(closing.signal)
      .catch((error: unknown) => log.incident(error, 'page that hangs'))
      .finally(() => {
        hanging = null;
      });
  });
  window.on('responsive', () => hanging?.abort());
}
