// The menu for a right click (or the menu key) in a text field or on selected text, as data. `context-menu-popup.ts` shows it.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { MenuRole } from '../../../shared/menu-commands.ts';

/** The labels of the items. */
export interface ContextMenuLabels {
  readonly roles: Readonly<Record<MenuRole, string>>;
  readonly spelling: { readonly noSuggestions: string; readonly addToDictionary: string };
}

/** The part of Electron's description of the click that decides which items the menu has. */
export type ClickedText = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions'> & {
  readonly editFlags: Pick<ContextMenuParams['editFlags'], 'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'>;
};

interface SpellingActions {
  /** Puts this word in place of the misspelled one. */
  replace(word: string): void;
  /** Adds the misspelled word to the user's dictionary. */
  addToDictionary(word: string): void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function spellingItems(
  { misspelledWord, dictionarySuggestions }: ClickedText,
  { spelling }: ContextMenuLabels,
  { replace, addToDictionary }: SpellingActions,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  const suggestions: MenuItemConstructorOptions[] = dictionarySuggestions.map((word) => ({
    label: literal(word),
    click: () => replace(word),
  }));
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: spelling.noSuggestions, enabled: false }]),
    separator,
    { label: spelling.addToDictionary, click: () => addToDictionary(misspelledWord) },
    separator,
  ];
}

/** Escapes `&`, which marks the next letter of a label as its key. */
const literal = (word: string): string => word.replaceAll('&', '&&');

/** Returns the menu for what was clicked; empty where no text command applies. */
export function contextMenuTemplate(
  clicked: ClickedText,
  labels: ContextMenuLabels,
  actions: SpellingActions,
): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, editFlags } = clicked;
  const role = (name: MenuRole, enabled: boolean): MenuItemConstructorOptions => ({ role: name, label: labels.roles[name], enabled });
  if (!isEditable) {
    return selectionText.trim() === '' ? [] : [role('copy', editFlags.canCopy), separator, role('selectAll', editFlags.canSelectAll)];
  }
  return [
    ...spellingItems(clicked, labels, actions),
    role('undo', editFlags.canUndo),
    role('redo', editFlags.canRedo),
    separator,
    role('cut', editFlags.canCut),
    role('copy', editFlags.canCopy),
    role('paste', editFlags.canPaste),
    separator,
    role('selectAll', editFlags.canSelectAll),
  ];
}
