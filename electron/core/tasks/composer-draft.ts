// What the composer held last, and the task it came from. A task that was taken back for editing is a draft in the database and stands
// nowhere in the queue, so its place there is kept with the composer's request: that is where it comes back to, also after a restart.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { TaskStore } from './task-store.ts';

export interface ComposerDraft {
  /** Keeps what the composer holds, with the key of the press that would send it and the task it was taken from. */
  keep(request: GenerationRequest, key: string, madeFromId: number | null): void;
  /** The task the kept request came from, as the window is told. */
  madeFrom(): StudioStatus['composerMadeFrom'];
  /** Lets the kept task come back to the place it had before the studio was closed. Called once, at the start. */
  restorePlace(): void;
}

export function createComposerDraft({ settings, tasks }: { readonly settings: SettingsStore; readonly tasks: TaskStore }): ComposerDraft {
  const isTakenBack = (taskId: number): boolean => tasks.row(taskId)?.state === 'draft';
  function turnOf(taskId: number): number | null {
    const left = tasks.leftBy(taskId);
    return left === null || left === 'replaced' ? null : left.turn;
  }
  return {
    keep(request, key, madeFromId) {
      const turn = madeFromId !== null && isTakenBack(madeFromId) ? turnOf(madeFromId) : null;
      settings.keepComposer(request, key, madeFromId === null ? null : { taskId: madeFromId, turn });
    },
    madeFrom() {
      const kept = settings.composerMadeFrom();
      if (kept === null || tasks.row(kept.taskId) === undefined) return null;
      return { taskId: kept.taskId, isTakenBack: isTakenBack(kept.taskId) };
    },
    restorePlace() {
      const kept = settings.composerMadeFrom();
      if (kept !== null && kept.turn !== null && isTakenBack(kept.taskId)) tasks.restorePlace(kept.taskId, kept.turn);
    },
  };
}
