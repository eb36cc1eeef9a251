// Inserts text into the field that the user was last writing in: the prompt, or one of the shots.

let lastField: HTMLTextAreaElement | null = null;

/** Remembers the field that has the focus. Passed to `onFocus` of every field that holds prompt text. */
export function rememberPromptField({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }): void {
  lastField = currentTarget;
}

/** Inserts at the caret as typing would, so Undo removes it again. If no field was used yet, inserts at the end of the prompt. */
export function insertIntoPrompt(text: string): void {
  const field = lastField?.isConnected ? lastField : document.querySelector<HTMLTextAreaElement>('#prompt');
  if (field === null) return;
  if (field !== lastField) field.setSelectionRange(field.value.length, field.value.length);
  const textBefore = field.value.slice(0, field.selectionStart);
  field.focus();
  const space = textBefore === '' || /\s$/.test(textBefore) ? '' : ' ';
  // Deprecated, but the only way to insert text that keeps the undo history of the field.
  document.execCommand('insertText', false, `${space}${text}`);
}
