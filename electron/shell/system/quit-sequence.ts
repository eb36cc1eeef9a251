// Quits the app: asks once while work is pending, brings the work to a safe point, then lets the app end. Does not ask on a system shutdown
// or a signal. Errors never keep the app from quitting.
import { type App, type BrowserWindow, powerMonitor } from 'electron';
import type { Log } from '../../core/ports.ts';
import type { Signals } from './exit-signals.ts';
import { forceExit, waitForPendingCalls } from './forced-exit.ts';

/** How long the last calls to the file system may take when everything else has ended: on a busy computer ending a thread alone takes most of a second. */
const pendingCallsTimeoutMs = 2_000;

interface QuitSequenceOptions {
  readonly app: App;
  readonly signals: Signals;
  readonly log: Log;
  /** The time limit of `stop`, in milliseconds. */
  readonly stopTimeoutMs: number;
  confirmQuit(): boolean;
  mayQuit(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Controls how the app quits. */
export interface QuitSequence {
  /** Makes closing this window quit the app: the question comes while the window is still open. */
  confirmOnClose(window: BrowserWindow): void;
  /** True once the app is quitting and must not begin anything new. */
  isQuitting(): boolean;
}

/** The state of the sequence, and what it needs. */
interface QuitContext extends QuitSequenceOptions {
  state: 'running' | 'asking' | 'leaving' | 'stopping' | 'stopped';
}

/** Registers the sequence for quit events, shutdown and signals. Call once, before the first window. */
export function createQuitSequence(options: QuitSequenceOptions): QuitSequence {
  const { app, signals } = options;
  const context: QuitContext = { ...options, state: 'running' };

  forceExit(app);
  app.on('before-quit', (event) => {
    if (mustPrevent(context)) event.preventDefault();
  });
  app.on('will-quit', (event) => {
    if (context.state === 'stopped') return;
    event.preventDefault();
    if (context.state === 'stopping') return;
    context.state = 'stopping';
    void drain(context);
  });
  powerMonitor.on('shutdown', () => skipConfirmation(context, 'shutdown'));
  signals.onSignal((signal) => {
    skipConfirmation(context, signal);
    quitSoon(context);
  });
  return {
    isQuitting: () => context.state !== 'running' && context.state !== 'asking',
    confirmOnClose(window) {
      window.on('close', (event) => {
        if (mustPrevent(context)) event.preventDefault();
      });
      // Windows only: the session ends, even if the app objects.
      window.on('session-end', () => skipConfirmation(context, 'session-end'));
    },
  };
}

/** Quits in a later turn: Electron resets its "quitting" only after the event, and ignores a quit until then. */
function quitSoon({ app }: QuitContext): void {
  setImmediate(() => app.quit());
}

async function ask(context: QuitContext): Promise<void> {
  context.state = 'asking';
  const mayQuit = await context.mayQuit().catch((error: unknown) => {
    context.log.incident(error, 'asking before the quit');
    return true;
  });
  // The system may have begun to end the app meanwhile.
  if (stateOf(context) !== 'asking') return;
  context.state = mayQuit ? 'leaving' : 'running';
  if (mayQuit) quitSoon(context);
}

/** Reads the state anew: TypeScript would keep the type that an assignment before an `await` had. */
const stateOf = (context: QuitContext): QuitContext['state'] => context.state;

/** True when the event must be prevented. */
function mustPrevent(context: QuitContext): boolean {
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
  const { log, stop, stopTimeoutMs } = context;
  const timeLimit = new Promise<void>((resolve) => setTimeout(resolve, stopTimeoutMs + 1_000));
  await Promise.race([stop(), timeLimit]).catch((error: unknown) => log.incident(error, 'quit'));
  // Gives pending calls time to end normally.
  if (!(await waitForPendingCalls(pendingCallsTimeoutMs))) log.warn('quit-forced');
  context.state = 'stopped';
  quitSoon(context);
}

function skipConfirmation(context: QuitContext, reason: string): void {
  context.log.info('system-ending', { reason });
  if (context.state === 'running' || context.state === 'asking') context.state = 'leaving';
}
