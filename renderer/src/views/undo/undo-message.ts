// The message about the last action, undo or redo. It disappears after a while.
import { create } from 'zustand';
import type { ActionSummary } from '../../../../shared/actions/action.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { ReplayOutcome } from '../../../../shared/ipc.ts';

type DoneOutcome = Extract<ReplayOutcome, { outcome: 'done' }>;

/**
 * `done`: an action on several videos, with Undo. `undone` and `redone` offer the other direction. `nothing`: there is nothing to undo or
 * redo. `not-next`: another action must be undone or redone first. `only-top`: only the top take of a closed stack was judged.
 */
export type UndoMessage =
  | { readonly kind: 'done'; readonly action: ActionSummary }
  | {
      readonly kind: 'undone' | 'redone';
      readonly action: ActionSummary;
      readonly missing: DoneOutcome['missing'];
      readonly isCancelled: boolean;
    }
  | { readonly kind: 'nothing' | 'not-next'; readonly direction: 'undo' | 'redo' }
  | { readonly kind: 'only-top'; readonly takes: number }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The store of the shown message; null for none. */
export const useUndoMessage = create<{ readonly message: UndoMessage | null }>(() => ({ message: null }));

/** Shows a message in place of the previous one; null shows none. */
export const showUndoMessage = (message: UndoMessage | null): void => useUndoMessage.setState({ message });

/** Shows that an action was done, with Undo. */
export const showActionMessage = (action: ActionSummary): void => showUndoMessage({ kind: 'done', action });
