// The keys for the files of the selected videos. They work wherever the focus is, except in text fields, menus and dialogs.
import { isCtrlLetter } from '../../../input/key-meaning.ts';
import { isPopupOpen } from '../../../input/popup-focus.ts';
import { keyTargetOf } from '../../player/key-target.ts';
import { exportSelection, renameSelection } from './file-actions.ts';

/** Renames the selected videos with F2, and exports them with Ctrl+E. */
export function handleFileKey(event: KeyboardEvent): void {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  const isRename = event.key === 'F2' && !ctrlKey && !metaKey && !altKey && !shiftKey;
  if (event.defaultPrevented || event.repeat || !(isRename || isCtrlLetter(event, 'e'))) return;
  const kind = keyTargetOf(event.target);
  if (kind === 'text' || kind === 'menu' || isPopupOpen()) return;
  event.preventDefault();
  if (isRename) renameSelection();
  else exportSelection();
}
