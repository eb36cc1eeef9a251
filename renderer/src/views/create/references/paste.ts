// What a paste is: text for the field that has the keyboard, or pictures for the composer.
import { pathOf } from '../../../api.ts';
import { isPopupOpen } from '../../../input/popup-focus.ts';
import { addFiles } from './add-references.ts';

/** What of the clipboard decides. */
export interface PastedContent {
  /** The plain text; empty where there is none. */
  readonly text: string;
  /** `bitmap`: a picture without a file, from a screenshot, a browser, or a program that draws what its text looks like. */
  readonly files: readonly ('bitmap' | 'file')[];
}

/** Where the keyboard is. `popup`: a dialog, a list or a menu is open, wherever the keyboard is. */
export type PastePlace = 'composer' | 'field-elsewhere' | 'elsewhere' | 'popup';

/** Text that nobody wrote: spaces, and the sign that stands for a picture in the text of an office program. */
const isBlank = (text: string): boolean => /^[\s\uFFFC]*$/.test(text);

/**
 * Whether a paste fills slots of the composer; otherwise the focused field takes its text. Excel and Word put a picture of the copied text
 * beside it: text is text then. A file manager puts names beside its files: those stay files. A picture that is pasted into a field outside of
 * the composer, or behind an open question, was not meant for the composer.
 */
export function pasteFillsSlots({ text, files }: PastedContent, place: PastePlace): boolean {
  if (files.length === 0 || place === 'popup' || place === 'field-elsewhere') return false;
  return files.includes('file') || isBlank(text);
}

const fields = 'input, textarea, select, [contenteditable="true"]';

function placeOf(target: EventTarget | null): PastePlace {
  if (isPopupOpen()) return 'popup';
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('[data-composer]') !== null) return 'composer';
  return target.closest(fields) === null ? 'elsewhere' : 'field-elsewhere';
}

/** Listens to pastes anywhere in the window. Returns the off-switch. */
export function watchPastes(): () => void {
  const paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const kinds = files.map((file) => (pathOf(file) === '' ? 'bitmap' : 'file'));
    if (!pasteFillsSlots({ text, files: kinds }, placeOf(event.target))) return;
    event.preventDefault();
    void addFiles(files, null);
  };
  document.addEventListener('paste', paste);
  return () => document.removeEventListener('paste', paste);
}
