import { describe, expect, test } from 'vitest';
import { type ClickedText, contextMenuTemplate } from '../../../../electron/shell/window/context-menu.ts';
import { text } from '../../../../shared/text/index.ts';

const flags = { canUndo: true, canRedo: false, canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
const field: ClickedText = { isEditable: true, selectionText: '', misspelledWord: '', dictionarySuggestions: [], editFlags: flags };
const performedActions: string[] = [];
const actions = {
  replace: (word: string) => performedActions.push(`replace ${word}`),
  addToDictionary: (word: string) => performedActions.push(`learn ${word}`),
};
const itemsOf = (clicked: Partial<ClickedText>, language: 'en' | 'zh' = 'en') =>
  contextMenuTemplate({ ...field, ...clicked }, text(language).shell, actions);
const labels = (items: ReturnType<typeof itemsOf>) =>
  items.map(({ type, label, enabled }) => (type === 'separator' ? '-' : enabled === false ? `(${label})` : label));

describe('the context menu of text', () => {
  test('has undo and redo, cut, copy and paste, and select all in a field', () => {
    expect(labels(itemsOf({}))).toEqual(['Undo', '(Redo)', '-', 'Cut', 'Copy', 'Paste', '-', 'Select all']);
    expect(labels(itemsOf({}, 'zh'))).toEqual(['撤销', '(重做)', '-', '剪切', '复制', '粘贴', '-', '全选']);
  });

  test('allows only what Chromium allows in a key field: no cut and no copy', () => {
    expect(labels(itemsOf({ editFlags: { ...flags, canUndo: false, canCut: false, canCopy: false } }))).toEqual([
      '(Undo)',
      '(Redo)',
      '-',
      '(Cut)',
      '(Copy)',
      'Paste',
      '-',
      'Select all',
    ]);
  });

  test('offers to copy selected read-only text, and does not open without a selection', () => {
    expect(labels(itemsOf({ isEditable: false, selectionText: 'Error 402' }))).toEqual(['Copy', '-', 'Select all']);
    expect(itemsOf({ isEditable: false, selectionText: ' ' })).toEqual([]);
  });

  test('starts with suggestions for a misspelled word, and can add it to the dictionary', () => {
    const items = itemsOf({ misspelledWord: 'snwo', dictionarySuggestions: ['snow', 'R&D'] });
    expect(labels(items).slice(0, 5)).toEqual(['snow', 'R&&D', '-', 'Add to dictionary', '-']);
    for (const at of [0, 1, 3]) (items[at]?.click as (() => void) | undefined)?.();
    expect(performedActions).toEqual(['replace snow', 'replace R&D', 'learn snwo']);
    expect(labels(itemsOf({ misspelledWord: 'snwo' })).slice(0, 2)).toEqual(['(No suggestions)', '-']);
  });

  test.each(['en', 'zh'] as const)('names every item in %s', (language) => {
    const items = itemsOf({ misspelledWord: 'snwo' }, language);
    expect(items.filter(({ type, label }) => type !== 'separator' && !label)).toEqual([]);
  });
});
