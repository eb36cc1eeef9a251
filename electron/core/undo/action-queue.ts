// Runs actions one after another: the next one starts when the one before has ended, so that none sees another's partial result, and undo reverses them
// in a defined order.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ActionKind } from '../../../shared/actions/action.ts';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock } from '../ports.ts';

/** Actions of up to this many items show no progress. */
const maxItemsWithoutProgress = 500;
const notifyEveryMs = 250;

/** The progress of the running action. */
export interface ActionProgress {
  readonly kind: ActionKind;
  readonly done: number;
  readonly total: number;
}

/** The action that runs, for the code that performs it. */
export interface RunningAction {
  /** Names the action; `total` is the number of its items. */
  begin(kind: ActionKind, total: number): void;
  /** Called between two slices, after `done` items: lets the event loop run; false when the action must end here. */
  canContinue(done: number): Promise<boolean>;
}

/** Performs an action. */
type ActionWork<T> = (action: RunningAction) => Result<T, AppError> | Promise<Result<T, AppError>>;

/** The queue of all actions that are recorded in the undo log. */
export interface ActionQueue {
  /**
   * Runs `work` when all earlier work has ended: at once and without a turn of the event loop where none runs. After `stop` it fails with
   * `not-allowed-in-state`.
   */
  run<T>(work: ActionWork<T>): Promise<Result<T, AppError>>;
  /** Ends the running action after its current slice. */
  cancel(): void;
  /** The progress of an action of many items; null where none runs. */
  progress(): ActionProgress | null;
  /** Whether `stop` was called: the database may be closed. */
  isStopped(): boolean;
  /** Ends the running action after its slice, and refuses all waiting ones. */
  stop(): Promise<void>;
}

/** Built once by `core/compose/`. */
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
      // `isBusy` stays set for the next one, so that no new action overtakes those that wait.
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
