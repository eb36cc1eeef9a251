// Replaces the whole prompt as typing would, so that Ctrl+Z restores the old text. If the browser refuses that, the field is
// mounted again and has nothing to undo (`useUndoableText`).
import { writePrompt } from '../create/edit-request.ts';
import { replacePrompt } from '../create/load-request.ts';

function insertText(text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>('textarea#prompt');
  if (field === null) {
    writePrompt(text);
    return;
  }
  field.focus();
  field.select();
  // Deprecated, but the only way to add to the field's own undo history. React receives it like any other input.
  const isInserted = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!isInserted) writePrompt(text);
}

/** Replaces the whole prompt. `as` is `written` when the user wrote some of the text, e.g. the values of a template. */
export function fillPrompt(text: string, as: 'ready-made' | 'written' = 'ready-made'): void {
  replacePrompt(() => insertText(text), as);
}
