// Putting words where the person was last writing: the prompt, or one of the shots.

let last: HTMLTextAreaElement | null = null;

/** Remembers a field one writes a prompt in; given to its `onFocus`. */
export function rememberWriting({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }): void {
  last = currentTarget;
}

/** Writes at the place of the caret, as typing would: undo takes it back. Nobody has written yet: at the end of the prompt. */
export function insertIntoPrompt(words: string): void {
  const field = last?.isConnected ? last : document.querySelector<HTMLTextAreaElement>('#prompt');
  if (field === null) return;
  if (field !== last) field.setSelectionRange(field.value.length, field.value.length);
  const before = field.value.slice(0, field.selectionStart);
  field.focus();
  const space = before === '' || /\s$/.test(before) ? '' : ' ';
  // The one way to type into a field from a program that keeps its undo history.
  document.execCommand('insertText', false, `${space}${words}`);
}
