// The way out: asks once while work is in hand, then brings work to a safe point, then lets go. The system's own end (a shutdown, a signal) is
// never asked about. Fails open: neither a question nor a drain may wedge the app.
import { type App, type BrowserWindow, powerMonitor } from 'electron';
import type { Log } from '../../core/ports.ts';
import type { Signals } from './exit-signals.ts';
import { forceExit, waitForPendingCalls } from './forced-exit.ts';

/** How long the last calls to the file system may take once everything else has ended: on a busy computer a thread alone takes most of a second. */
const finalResponseMs = 2_000;

interface QuitSequenceOptions {
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

/** Where the way out stands, and what it needs. */
interface QuitContext extends QuitSequenceOptions {
  state: 'running' | 'asking' | 'leaving' | 'stopping' | 'stopped';
}

export function createQuitSequence(options: QuitSequenceOptions): QuitSequence {
  const { app, signals } = options;
  const context: QuitContext = { ...options, state: 'running' };

  forceExit(app);
  app.on('before-quit', (event) => {
    if (isHeld(context)) event.preventDefault();
  });
  app.on('will-quit', (event) => {
    if (context.state === 'stopped') return;
    event.preventDefault();
    if (context.state === 'stopping') return;
    context.state = 'stopping';
    void drain(context);
  });
  powerMonitor.on('shutdown', () => endOfSystem(context, 'shutdown'));
  signals.onSignal((signal) => {
    endOfSystem(context, signal);
    quitSoon(context);
  });
  return {
    isQuitting: () => context.state !== 'running' && context.state !== 'asking',
    confirmOnClose(window) {
      window.on('close', (event) => {
        if (isHeld(context)) event.preventDefault();
      });
      // Windows only: the session ends whatever we say.
      window.on('session-end', () => endOfSystem(context, 'session-end'));
    },
  };
}

/** Not in the same turn: Electron takes back its "quitting" only after the event, and ignores a quit until then. */
function quitSoon({ app }: QuitContext): void {
  setImmediate(() => app.quit());
}

async function ask(context: QuitContext): Promise<void> {
  context.state = 'asking';
  const may = await context.mayQuit().catch((error: unknown) => {
    context.log.incident(error, 'asking before the quit');
    return true;
  });
  // Meanwhile the system may have ended us.
  if (stateOf(context) !== 'asking') return;
  context.state = may ? 'leaving' : 'running';
  if (may) quitSoon(context);
}

/** As it is by now: what was assigned before a wait proves nothing after it. */
const stateOf = (context: QuitContext): QuitContext['state'] => context.state;

/** True when the event must be held back. */
function isHeld(context: QuitContext): boolean {
  if (context.state === 'asking') return true;
  if (context.state !== 'running') return false;
  if (context.confirmQuit()) {
    void ask(context);
    return true;
  }
  context.state = 'leaving';
  return false;
}

async function drain(context: QuitContext): Promise<void> {
  const { log, stop, stopWithinMs } = context;
  const limit = new Promise<void>((resolve) => setTimeout(resolve, stopWithinMs + 1_000));
  await Promise.race([stop(), limit]).catch((error: unknown) => log.incident(error, 'quit'));
  // What is about to be answered ends in order.
  if (!(await waitForPendingCalls(finalResponseMs))) log.warn('files do not answer, the process ends by force');
  context.state = 'stopped';
  quitSoon(context);
}

function endOfSystem(context: QuitContext, reason: string): void {
  context.log.info('the system ends', { reason });
  if (context.state === 'running' || context.state === 'asking') context.state = 'leaving';
}
