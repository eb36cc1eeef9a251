// What Undo is about: the focus decides.
import { expect, it } from 'vitest';
import { undoTargetOf } from '../../../../renderer/src/views/undo/undo.ts';

/** An element that is inside of these selectors, as far as `closest` can tell. */
const inside = (...parts: readonly string[]): Element =>
  ({ closest: (selector: string) => (parts.some((part) => selector.includes(part)) ? {} : null) }) as unknown as Element;

it('is the text of a field, the form for other controls of the composer, and the log elsewhere', () => {
  expect(undoTargetOf(inside('textarea', '[data-composer]'))).toBe('text');
  expect(undoTargetOf(inside('[data-composer]'))).toBe('form');
  expect(undoTargetOf(inside())).toBe('log');
  expect(undoTargetOf(null)).toBe('log');
});
