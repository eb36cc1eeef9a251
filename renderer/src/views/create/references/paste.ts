// Decides whether a paste is text for the focused field, or pictures for the composer.
import { pathOf } from '../../../api.ts';
import { isPopupOpen } from '../../../input/popup-focus.ts';
import { addFiles } from './add-references.ts';

/** The parts of the clipboard that matter. */
interface PastedContent {
  /** The plain text; empty if there is none. */
  readonly text: string;
  /** `bitmap`: a picture without a file, from a screenshot, a browser, or a program that renders its text. */
  readonly files: readonly ('bitmap' | 'file')[];
}

/** The area that has the focus. `popup`: a dialog, a list or a menu is open, wherever the focus is. */
export type PasteTarget = 'composer' | 'field-elsewhere' | 'elsewhere' | 'popup';

/** True for text without content: spaces, and the character that represents a picture in the text of an office program. */
const isBlank = (text: string): boolean => /^[\s\uFFFC]*$/.test(text);

/**
 * True when a paste fills slots of the composer; otherwise the focused field gets its text. Excel and Word add a picture of the copied
 * text, and such a paste counts as text. A file manager adds the names of its files, and such a paste counts as files. A picture that is
 * pasted into a field outside the composer, or while a popup is open, is not meant for the composer.
 */
export function pasteFillsSlots({ text, files }: PastedContent, target: PasteTarget): boolean {
  if (files.length === 0 || target === 'popup' || target === 'field-elsewhere') return false;
  return files.includes('file') || isBlank(text);
}

const fieldSelector = 'input, textarea, select, [contenteditable="true"]';

function pasteTargetOf(target: EventTarget | null): PasteTarget {
  if (isPopupOpen()) return 'popup';
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('[data-composer]') !== null) return 'composer';
  return target.closest(fieldSelector) === null ? 'elsewhere' : 'field-elsewhere';
}

/** Listens for pastes anywhere in the window. Returns the function that removes the listener. */
export function watchPastes(): () => void {
  const handlePaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const kinds = files.map((file) => (pathOf(file) === '' ? 'bitmap' : 'file'));
    if (!pasteFillsSlots({ text, files: kinds }, pasteTargetOf(event.target))) return;
    event.preventDefault();
    void addFiles(files, null);
  };
  document.addEventListener('paste', handlePaste);
  return () => document.removeEventListener('paste', handlePaste);
}
