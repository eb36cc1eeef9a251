import { describe, expect, test } from 'vitest';
import { type PasteTarget, pasteFillsSlots } from '../../../../renderer/src/views/create/references/paste.ts';

describe('a paste', () => {
  test.each([
    ['text of an office program with a picture of it', { text: 'A1\tB1', files: ['bitmap'] }, 'composer', false],
    ['the same without a focused field', { text: 'A1\tB1', files: ['bitmap'] }, 'elsewhere', false],
    ['text alone', { text: 'a fox', files: [] }, 'composer', false],
    ['a screenshot', { text: '', files: ['bitmap'] }, 'composer', true],
    ['an image that a browser copied, its text empty', { text: ' \n', files: ['bitmap'] }, 'elsewhere', true],
    ['a single picture from a document of an office program', { text: '\uFFFC\r\n', files: ['bitmap'] }, 'composer', true],
    ['files of a file manager, with their names as text', { text: '/home/a/fox.png', files: ['file'] }, 'composer', true],
    ['a screenshot in a field outside the composer', { text: '', files: ['bitmap'] }, 'field-elsewhere', false],
    ['a screenshot while a dialog is open', { text: '', files: ['bitmap'] }, 'popup', false],
    ['files while a dialog is open', { text: '', files: ['file'] }, 'popup', false],
  ] as const)('of %s fills slots: %j %s %s', (_what, content, place, fills) => {
    expect(pasteFillsSlots(content, place satisfies PasteTarget)).toBe(fills);
  });
});
