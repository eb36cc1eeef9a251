// Runs one action at a time. No action sees the partial result of another, and undo reverses the actions in a defined order.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ActionKind } from '../../../shared/actions/action.ts';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock } from '../ports.ts';

/** An action with at most this many items shows no progress. */
const maxItemsWithoutProgress = 500;
const notifyEveryMs = 250;

/** The progress of the running action. */
export interface ActionProgress {
  readonly kind: ActionKind;
  readonly done: number;
  readonly total: number;
}

/** Lets the code that performs an action report its progress and check for cancellation. */
export interface RunningAction {
  /** Names the action; `total` is the number of its items. */
  begin(kind: ActionKind, total: number): void;
  /** Call it between two slices, after `done` items. It lets the event loop run, and returns false if the action must end now. */
  canContinue(done: number): Promise<boolean>;
}

/** Performs an action. */
type ActionWork<T> = (action: RunningAction) => Result<T, AppError> | Promise<Result<T, AppError>>;

/** The queue of all actions that are recorded in the undo log. */
export interface ActionQueue {
  /**
   * Runs `work` after all earlier work has ended; if there is none, it runs at once and synchronously. Fails with `not-allowed-in-state`
   * after `stop`.
   */
  run<T>(work: ActionWork<T>): Promise<Result<T, AppError>>;
  /** Ends the running action after its current slice. */
  cancel(): void;
  /** The progress of the running action if it has many items; null otherwise. */
  progress(): ActionProgress | null;
  /** Whether `stop` was called: the database may be closed. */
  isStopped(): boolean;
  /** Ends the running action after its current slice, and refuses all waiting actions. */
  stop(): Promise<void>;
}

/** Called once by `core/compose/`. */
export function createActionQueue({ clock, statusChanged }: { readonly clock: Clock; statusChanged(): void }): ActionQueue {
  const waitingStarts: (() => void)[] = [];
  let isBusy = false;
  let progress: ActionProgress | null = null;
  let notifiedAtMs = 0;
  let isCancelled = false;
  let isStopped = false;

  const action: RunningAction = {
    begin(kind, total) {
      if (total <= maxItemsWithoutProgress) return;
      progress = { kind, done: 0, total };
      notifiedAtMs = clock.monotonicMs();
      statusChanged();
    },
    async canContinue(done) {
      if (progress !== null) progress = { ...progress, done };
      if (progress !== null && clock.monotonicMs() - notifiedAtMs >= notifyEveryMs) {
        notifiedAtMs = clock.monotonicMs();
        statusChanged();
      }
      await yieldToEventLoop();
      return !isCancelled && !isStopped;
    },
  };

  async function run<T>(work: ActionWork<T>): Promise<Result<T, AppError>> {
    if (isBusy) await new Promise<void>((resolve) => waitingStarts.push(resolve));
    isBusy = true;
    isCancelled = false;
    try {
      return isStopped ? fail({ kind: 'not-allowed-in-state', action: 'actions', state: 'stopping' }) : await work(action);
    } finally {
      progress = null;
      const next = waitingStarts.shift();
      // `isBusy` stays true for the next action, so that a new action cannot overtake the waiting ones.
      if (next === undefined) isBusy = false;
      else next();
      if (!isStopped) statusChanged();
    }
  }

  return {
    run,
    cancel() {
      isCancelled = true;
    },
    progress: () => progress,
    isStopped: () => isStopped,
    async stop() {
      isStopped = true;
      if (isBusy) await run(() => ok(null));
    },
  };
}
