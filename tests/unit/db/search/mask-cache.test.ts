// Masks are made once per key and state of the entries, and the least used ones are forgotten.
import { expect, test } from 'vitest';
import { createMaskCache } from '../../../../electron/db/search/querying/mask-cache.ts';

/** A cache over so many entries, which counts what it makes. */
function startCache(count: number) {
  const columns = { count, version: 1 };
  const made: string[] = [];
  const cache = createMaskCache(columns);
  const get = (key: string) =>
    cache.get(key, () => {
      made.push(key);
      return new Uint8Array(columns.count);
    });
  return { columns, made, get };
}

test('a mask is made once, and again after entries changed', () => {
  const { columns, made, get } = startCache(10);
  expect(get('fox')).toBe(get('fox'));
  columns.version += 1;
  get('fox');
  expect(made).toEqual(['fox', 'fox']);
});

test('of a large library few masks are kept, those that were used last', () => {
  const { made, get } = startCache(2_000_000);
  for (const key of ['a', 'b', 'c', 'd', 'a', 'e', 'a', 'b']) get(key);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
});
