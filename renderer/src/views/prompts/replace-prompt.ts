// Puts a text in place of the whole prompt the way typing does, so that Ctrl+Z brings back what stood there. Where the field cannot take it
// that way, the field is made anew and has nothing to undo (`useUndoableText`).
import { replacePrompt, writePrompt } from '../create/composer-store.ts';

function write(text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>('textarea#prompt');
  if (field === null) {
    writePrompt(text);
    return;
  }
  field.focus();
  field.select();
  // Old, but the only way into the field's own history of changes; React hears of it as of every other input.
  const typed = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!typed) writePrompt(text);
}

/** Replaces the whole prompt. `as` is `written` where the person gave some of the words, e.g. the values of a template. */
export function fillPrompt(text: string, as: 'ready-made' | 'written' = 'ready-made'): void {
  replacePrompt(() => write(text), as);
}
