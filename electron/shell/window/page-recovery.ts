// Reloads the window's page when its process dies, and asks the user when it hangs or keeps dying. The core does not notice.
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import type { Text } from '../../../shared/text/index.ts';
import type { Log } from '../../core/ports.ts';

/** A page that dies more often than this within a minute is not reloaded automatically, because it would probably keep dying. */
const reloadsPerMinute = 3;

/** Dependencies of the recovery. */
export interface PageRecoveryOptions {
  readonly log: Log;
  /** The sentences of the current language. */
  messages(): Text['quitting'];
  /** Shows a message box over the window. Returns the index of the chosen button, also when the signal closed the box. */
  ask(window: BrowserWindow, options: MessageBoxOptions): Promise<number>;
  quit(): void;
}

/** Registers the recovery of a window's page, for as long as the window lives. */
export function recoverPage(window: BrowserWindow, { log, messages, ask, quit }: PageRecoveryOptions): void {
  const { webContents } = window;
  let reloads: number[] = [];
  let openQuestion: AbortController | null = null;

  async function askAfterRepeatedCrashes(): Promise<void> {
    const { title, detail, again: retryLabel, quit: quitLabel } = messages().repeatedCrashes;
    const choice = await ask(window, {
      type: 'error',
      message: title,
      detail,
      buttons: [retryLabel, quitLabel],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (choice === 1) quit();
    else if (!window.isDestroyed()) webContents.reload();
  }

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.warn('page-gone', { reason, exitCode });
    openQuestion?.abort();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    reloads = [...reloads.filter((at) => now - at < 60_000), now];
    if (reloads.length <= reloadsPerMinute) webContents.reload();
    else void askAfterRepeatedCrashes().catch((error: unknown) => log.incident(error, 'page that keeps dying'));
  });

  async function askWhileUnresponsive(signal: AbortSignal): Promise<void> {
    const { title, detail, wait, reload } = messages().unresponsive;
    const buttons = [wait, reload];
    const choice = await ask(window, { type: 'warning', message: title, detail, buttons, defaultId: 0, cancelId: 0, noLink: true, signal });
    // The process no longer responds. Its end fires `render-process-gone`, which reloads the page.
    if (choice === 1 && !signal.aborted && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
  }
  window.on('unresponsive', () => {
    log.warn('page-hangs');
    if (openQuestion !== null) return;
    const question = new AbortController();
    openQuestion = question;
    askWhileUnresponsive(question.signal)
      .catch((error: unknown) => log.incident(error, 'page that hangs'))
      .finally(() => {
        openQuestion = null;
      });
  });
  window.on('responsive', () => openQuestion?.abort());
}
