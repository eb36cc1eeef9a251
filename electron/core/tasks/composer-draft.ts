// Stores the last request in the composer and the task that it came from. A task that was taken back for editing is a draft without a
// queue position. Its former position is stored with the request, so that the task can return to that position, even after a restart.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { TaskStore } from './task-store.ts';

/** The request in the composer, stored between starts. */
export interface ComposerDraft {
  /** Stores the request in the composer, the id of the action that would submit it, and the task that it came from. */
  save(request: GenerationRequest, actionId: string, sourceTaskId: number | null): void;
  /** The task that the stored request came from, for the window. */
  source(): StudioStatus['composerSource'];
  /** Restores the undo position of the stored task from the previous run. Called once, at start-up. */
  restoreUndoPosition(): void;
}

/** Called once by `core/compose/`. */
export function createComposerDraft({ settings, tasks }: { readonly settings: SettingsStore; readonly tasks: TaskStore }): ComposerDraft {
  const isBeingEdited = (taskId: number): boolean => tasks.readableRow(taskId)?.state === 'draft';
  function queuePositionOf(taskId: number): number | null {
    const undoState = tasks.undoStateOf(taskId);
    return undoState === null || undoState === 'replaced' ? null : undoState.queuePosition;
  }
  return {
    save(request, actionId, sourceTaskId) {
      const queuePosition = sourceTaskId !== null && isBeingEdited(sourceTaskId) ? queuePositionOf(sourceTaskId) : null;
      settings.saveComposer(request, actionId, sourceTaskId === null ? null : { taskId: sourceTaskId, queuePosition });
    },
    source() {
      const source = settings.composerSource();
      if (source === null || tasks.readableRow(source.taskId) === null) return null;
      return { taskId: source.taskId, isEdit: isBeingEdited(source.taskId) };
    },
    restoreUndoPosition() {
      const source = settings.composerSource();
      if (source !== null && source.queuePosition !== null && isBeingEdited(source.taskId))
        tasks.restoreUndoPosition(source.taskId, source.queuePosition);
    },
  };
}
