// Where a collection goes when it is moved by a key, by a menu or by dragging.
import { expect, test } from 'vitest';
import {
  type LinePart,
  linePartAt,
  placeAfterStep,
  placeOfDrop,
  positionAmongSiblings,
} from '../../../../renderer/src/views/library/collections/collection-place.ts';

const [films, drafts, final, winter, best] = [1, 4, 5, 2, 3];

/** Films (with Drafts and Final inside), Winter, Best. */
const list = [
  { id: films, parentId: null },
  { id: drafts, parentId: films },
  { id: final, parentId: films },
  { id: winter, parentId: null },
  { id: best, parentId: null },
];

const drop = (movedId: number, targetId: number | null, part: LinePart) =>
  placeOfDrop(list, movedId, list.find(({ id }) => id === targetId) ?? null, part);

test.each([
  [winter, -1, { parentId: null, beforeId: films }],
  [winter, 1, { parentId: null, beforeId: null }],
  [films, 1, { parentId: null, beforeId: best }],
  [drafts, 1, { parentId: films, beforeId: null }],
  [final, -1, { parentId: films, beforeId: drafts }],
  [films, -1, null],
  [best, 1, null],
  [drafts, -1, null],
  [9, 1, null],
] as const)('collection %i moved by %i stays among its siblings', (id, step, place) => {
  expect(placeAfterStep(list, id, step)).toEqual(place);
});

test.each([
  ['into a collection', best, films, 'into', { parentId: films, beforeId: null }],
  ['before a collection', best, films, 'before', { parentId: null, beforeId: films }],
  ['below a collection with others inside', best, films, 'after', { parentId: films, beforeId: drafts }],
  ['between nested collections', best, drafts, 'after', { parentId: films, beforeId: final }],
  ['after the last nested one', best, final, 'after', { parentId: films, beforeId: null }],
  ['out of its parent, between others', drafts, winter, 'after', { parentId: null, beforeId: best }],
  ['out of its parent, below all lines', drafts, null, 'after', { parentId: null, beforeId: null }],
  ['to the end of its parent', drafts, films, 'into', { parentId: films, beforeId: null }],
  ['with others inside, after another one', films, winter, 'after', { parentId: null, beforeId: best }],
] as const)('a collection is dropped %s', (_, moved, target, part, place) => {
  expect(drop(moved, target, part)).toEqual(place);
});

test.each([
  ['with others inside, into another one', films, winter, 'into'],
  ['with others inside, between those', films, drafts, 'before'],
  ['with others inside, after the last of those', films, final, 'after'],
  ['into a nested one', best, drafts, 'into'],
  ['on itself', winter, winter, 'after'],
  ['where it is: before the next one', winter, best, 'before'],
  ['where it is: at the end', best, null, 'after'],
  ['where it is: last in its parent', final, films, 'into'],
  ['after it was deleted', 9, winter, 'before'],
] as const)('a collection is not dropped %s', (_, moved, target, part) => {
  expect(drop(moved, target, part)).toBeNull();
});

test('a collection with others inside goes after another parent, below the last line of that', () => {
  const other = [...list, { id: 6, parentId: winter }];
  const sorted = [1, 4, 5, 2, 6, 3].flatMap((id) => other.filter((one) => one.id === id));
  const dropped = (part: LinePart, targetId: number) => placeOfDrop(sorted, films, sorted.find(({ id }) => id === targetId) ?? null, part);
  expect([dropped('after', 6), dropped('after', winter), dropped('before', 6)]).toEqual([{ parentId: null, beforeId: best }, null, null]);
});

test('the middle of a line is for nesting', () => {
  expect([0.1, 0.5, 0.9].map((ratio) => linePartAt(ratio, true))).toEqual(['before', 'into', 'after']);
  expect([0.1, 0.6].map((ratio) => linePartAt(ratio, false))).toEqual(['before', 'after']);
});

test('a position is counted among siblings', () => {
  expect([winter, final].map((id) => positionAmongSiblings(list, list.find((one) => one.id === id) ?? { id, parentId: null }))).toEqual([
    { at: 2, of: 3 },
    { at: 2, of: 2 },
  ]);
});
