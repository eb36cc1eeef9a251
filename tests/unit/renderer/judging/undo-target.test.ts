// The target of Undo depends on the focus.
import { expect, it } from 'vitest';
import { undoTargetOf } from '../../../../renderer/src/views/undo/undo.ts';

/** Creates an element whose `closest` finds these selectors. */
const inside = (...parts: readonly string[]): Element =>
  ({ closest: (selector: string) => (parts.some((part) => selector.includes(part)) ? {} : null) }) as unknown as Element;

it('undo applies to the text of a focused field, to the form on other controls of the composer, and to the log elsewhere', () => {
  expect(undoTargetOf(inside('textarea', '[data-composer]'))).toBe('text');
  expect(undoTargetOf(inside('[data-composer]'))).toBe('form');
  expect(undoTargetOf(inside())).toBe('log');
  expect(undoTargetOf(null)).toBe('log');
});
