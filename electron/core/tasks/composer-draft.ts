// What the composer held last, and the task it came from. A task that was taken back for editing is a draft in the database and stands
// nowhere in the queue, so its place there is kept with the composer's request: that is where it comes back to, also after a restart.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { TaskStore } from './task-store.ts';

/** The request in the composer, kept between starts. */
export interface ComposerDraft {
  /** Keeps what the composer holds, with the key of the press that would send it and the task it was taken from. */
  save(request: GenerationRequest, key: string, sourceTaskId: number | null): void;
  /** The task that the kept request came from, for the window. */
  source(): StudioStatus['composerSource'];
  /** Lets the kept task come back to the place it had before the studio was closed. Called once, at the start. */
  restoreUndoPosition(): void;
}

/** Built once by the composition. */
export function createComposerDraft({ settings, tasks }: { readonly settings: SettingsStore; readonly tasks: TaskStore }): ComposerDraft {
  const isBeingEdited = (taskId: number): boolean => tasks.readableRow(taskId)?.state === 'draft';
  function queuePositionOf(taskId: number): number | null {
    const left = tasks.undoStateOf(taskId);
    return left === null || left === 'replaced' ? null : left.queuePosition;
  }
  return {
    save(request, key, sourceTaskId) {
      const queuePosition = sourceTaskId !== null && isBeingEdited(sourceTaskId) ? queuePositionOf(sourceTaskId) : null;
      settings.saveComposer(request, key, sourceTaskId === null ? null : { taskId: sourceTaskId, queuePosition });
    },
    source() {
      const kept = settings.composerSource();
      if (kept === null || tasks.readableRow(kept.taskId) === null) return null;
      return { taskId: kept.taskId, isEdit: isBeingEdited(kept.taskId) };
    },
    restoreUndoPosition() {
      const kept = settings.composerSource();
      if (kept !== null && kept.queuePosition !== null && isBeingEdited(kept.taskId))
        tasks.restoreUndoPosition(kept.taskId, kept.queuePosition);
    },
  };
}
