// Undo and redo. The focus decides what they are about.
import { call } from '../../api.ts';
import { isPopupOpen } from '../../input/popup-focus.ts';
import { showUndoMessage } from './undo-message.ts';

/** `text`: the field has its own history. `log`: the actions of the library and the queue. `none`: nothing to take back there. */
type UndoTarget = 'text' | 'log' | 'none';

/** Fields whose text the browser takes back. */
const textField = 'textarea, [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"])';

/** What undo is about while `focused` has the focus. In the composer a button never takes back an action of the library, which may be out of sight. */
export function undoTargetOf(focused: Element | null): UndoTarget {
  if (focused?.closest(textField) != null) return 'text';
  return focused?.closest('[data-composer]') != null ? 'none' : 'log';
}

/** Takes back the last action, or does it again, and says which. With `actionId` only that one. */
export async function replayAction(direction: 'undo' | 'redo', actionId: number | null = null): Promise<void> {
  const answer = await call(direction === 'undo' ? 'actions.undo' : 'actions.redo', { actionId });
  if (!answer.ok) {
    showUndoMessage({ kind: 'failed', error: answer.error });
    return;
  }
  const replayed = answer.value;
  if (replayed.outcome !== 'done') {
    showUndoMessage({ kind: replayed.outcome, direction });
    return;
  }
  const { action, missing, isCancelled } = replayed;
  showUndoMessage({ kind: direction === 'undo' ? 'undone' : 'redone', action, missing, isCancelled });
}

/** Runs Undo or Redo of the menu or of a key. Returns false where the browser is to handle the key: in a text field. */
export function runUndo(direction: 'undo' | 'redo', by: 'key' | 'menu'): boolean {
  switch (undoTargetOf(document.activeElement)) {
    case 'text':
      if (by === 'key') return false;
      // Deprecated, but the only way to the history of the field.
      document.execCommand(direction);
      return true;
    case 'none':
      return true;
    case 'log':
      if (!isPopupOpen()) void replayAction(direction);
      return true;
  }
}
