// Tells main what Undo and Redo apply to, for the Edit menu of macOS. Other systems have no menu.
import type { UndoTarget } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { isMac } from '../../platform.ts';
import { undoTargetOf } from './undo.ts';

/** Reports the target now, and again when the focus moves to a place with another one. Called once, at the start of the window. */
export function reportUndoTarget(): void {
  if (!isMac) return;
  let reported: UndoTarget | null = null;
  const report = (): void => {
    const target = undoTargetOf(document.activeElement);
    if (target === reported) return;
    reported = target;
    void call('actions.reportTarget', { target });
  };
  window.addEventListener('focusin', report);
  // `focusout` comes before the focus has moved, or has gone to nothing.
  window.addEventListener('focusout', () => queueMicrotask(report));
  report();
}
