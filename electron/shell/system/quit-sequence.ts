// The way out: asks once while work is in hand, then brings work to a safe point, then lets go. The system's own end (a shutdown, a signal) is
// never asked about. Fails open: neither a question nor a drain may wedge the app.
import { type App, type BrowserWindow, powerMonitor } from 'electron';
import type { Log } from '../../core/ports.ts';
import type { Signals } from './exit-signals.ts';
import { forceExit, waitForPendingCalls } from './forced-exit.ts';

/** How long the last calls to the file system may take once everything else has ended: on a busy computer a thread alone takes most of a second. */
const finalResponseMs = 2_000;

export interface QuitSequenceOptions {
  readonly app: App;
  readonly signals: Signals;
  readonly log: Log;
  /** How long `stop` takes at most. */
  readonly stopWithinMs: number;
  confirmQuit(): boolean;
  mayQuit(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface QuitSequence {
  /** A closed window is a quit: it is asked about while the window still stands. */
  confirmOnClose(window: BrowserWindow): void;
  /** True once nothing new is to begin. */
  isQuitting(): boolean;
}

export function createQuitSequence({ app, signals, log, stopWithinMs, confirmQuit, mayQuit, stop }: QuitSequenceOptions): QuitSequence {
  let state: 'running' | 'asking' | 'leaving' | 'stopping' | 'stopped' = 'running';
  // Not in the same turn: Electron takes back its "quitting" only after the event, and ignores a quit until then.
  const quitSoon = () => setImmediate(() => app.quit());

  async function ask(): Promise<void> {
    state = 'asking';
    const may = await mayQuit().catch((error: unknown) => {
      log.incident(error, 'asking before the quit');
      return true;
    });
    // Meanwhile the system may have ended us.
    if (state !== 'asking') return;
    state = may ? 'leaving' : 'running';
    if (may) quitSoon();
  }
  /** True when the event must be held back. */
  function isHeld(): boolean {
    if (state === 'asking') return true;
    if (state !== 'running') return false;
    if (confirmQuit()) {
      void ask();
      return true;
    }
    state = 'leaving';
    return false;
  }
  async function drain(): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, stopWithinMs + 1_000));
    await Promise.race([stop(), limit]).catch((error: unknown) => log.incident(error, 'quit'));
    // What is about to be answered ends in order.
    if (!(await waitForPendingCalls(finalResponseMs))) log.warn('files do not answer, the process ends by force');
    state = 'stopped';
    quitSoon();
  }
  const endOfSystem = (reason: string) => {
    log.info('the system ends', { reason });
    if (state === 'running' || state === 'asking') state = 'leaving';
  };

  forceExit(app);
  app.on('before-quit', (event) => {
    if (isHeld()) event.preventDefault();
  });
  app.on('will-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void drain();
  });
  powerMonitor.on('shutdown', () => endOfSystem('shutdown'));
  signals.onSignal((signal) => {
    endOfSystem(signal);
    quitSoon();
  });
  return {
    isQuitting: () => state !== 'running' && state !== 'asking',
    confirmOnClose(window) {
      window.on('close', (event) => {
        if (isHeld()) event.preventDefault();
      });
      // Windows only: the session ends whatever we say.
      window.on('session-end', () => endOfSystem('session-end'));
    },
  };
}
