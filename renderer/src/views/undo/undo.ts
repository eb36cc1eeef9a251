// Undo and redo. The focus decides what they apply to.
import type { UndoTarget } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { isPopupOpen } from '../../input/popup-focus.ts';
import { undoForm } from '../create/undo-form.ts';
import { showUndoMessage } from './undo-message.ts';

/** Fields in which the browser undoes typing. */
const textField = 'textarea, [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"])';

/**
 * Returns the target of undo while `focused` has the focus. A button of the composer never undoes an action of the library, because the
 * changed videos may be out of sight.
 */
export function undoTargetOf(focused: Element | null): UndoTarget {
  if (focused?.closest(textField) != null) return 'text';
  return focused?.closest('[data-composer]') != null ? 'form' : 'log';
}

/** Undoes or redoes the last action, and shows which one. With `actionId`, does so only if the last action has that id. */
export async function replayAction(direction: 'undo' | 'redo', actionId: number | null = null): Promise<void> {
  const result = await call(direction === 'undo' ? 'actions.undo' : 'actions.redo', { actionId });
  if (!result.ok) {
    showUndoMessage({ kind: 'failed', error: result.error });
    return;
  }
  const replayed = result.value;
  if (replayed.outcome !== 'done') {
    showUndoMessage({ kind: replayed.outcome, direction });
    return;
  }
  const { action, missing, isCancelled } = replayed;
  showUndoMessage({ kind: direction === 'undo' ? 'undone' : 'redone', action, missing, isCancelled });
}

/** Runs Undo or Redo for the menu or a key. Returns false for a key in a text field, where the browser handles it. */
export function runUndo(direction: 'undo' | 'redo', by: 'key' | 'menu'): boolean {
  switch (undoTargetOf(document.activeElement)) {
    case 'text':
      if (by === 'key') return false;
      // Deprecated, but the only way to use the undo history of the field.
      document.execCommand(direction);
      return true;
    case 'form':
      if (!isPopupOpen() && !undoForm(direction)) showUndoMessage({ kind: 'nothing', direction });
      return true;
    case 'log':
      if (!isPopupOpen()) void replayAction(direction);
      return true;
  }
}
