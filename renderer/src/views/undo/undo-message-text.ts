// The sentence about an undo, a redo or a finished action.
import { shownUndoKeys } from '../../../../shared/menu-commands.ts';
import { messages } from '../../messages.ts';
import { isMac } from '../../platform.ts';
import type { UndoMessage } from './undo-message.ts';

const keys = shownUndoKeys(isMac);

/** The text of a message. Where none of the videos could be changed, it does not say that the action was undone. */
export function undoMessageText(message: Exclude<UndoMessage, { kind: 'failed' }>): string {
  const { actions, judging, format } = messages;
  switch (message.kind) {
    case 'done':
      return actions.done(message.action);
    case 'only-top':
      return messages.takes.stack.onlyTop(message.takes);
    case 'nothing':
      return message.direction === 'undo' ? actions.nothingToUndo : actions.nothingToRedo;
    case 'not-next':
      return message.direction === 'undo' ? actions.notNextToUndo(keys.undo) : actions.notNextToRedo(keys.redo);
    case 'undone':
    case 'redone': {
      const { videos, tags, collections, tasks, unreadable } = message.missing;
      const isTakenBack = message.kind === 'undone' && message.action.kind === 'discard-tasks' && tasks < message.action.count;
      const hasChanged = message.action.count === 0 || videos < message.action.count;
      const said = message.kind === 'undone' ? actions.undone(message.action) : actions.redone(message.action);
      return format.sentences([
        ...(hasChanged ? [said] : []),
        ...(isTakenBack ? [actions.tasksHeld] : []),
        ...(message.isCancelled ? [judging.cancelled] : []),
        ...(videos > 0 ? [actions.missing.videos(videos)] : []),
        ...(tags > 0 ? [actions.missing.tags(tags)] : []),
        ...(collections > 0 ? [actions.missing.collections(collections)] : []),
        ...(tasks > 0 ? [actions.missing.tasks(tasks)] : []),
        ...(unreadable > 0 ? [actions.missing.unreadable(unreadable)] : []),
      ]);
    }
  }
}
