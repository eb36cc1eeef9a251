// Masks are computed once per key and version of the entries, and the least recently used ones are evicted.
import { expect, test } from 'vitest';
import { createMaskCache } from '../../../../electron/db/search/querying/mask-cache.ts';

/** Creates a cache over `count` entries and records the keys whose masks are computed. */
function startCache(count: number) {
  const columns = { count, version: 1 };
  const computedKeys: string[] = [];
  const cache = createMaskCache(columns);
  const get = (key: string) =>
    cache.get(key, () => {
      computedKeys.push(key);
      return new Uint32Array(Math.ceil(columns.count / 32));
    });
  return { columns, computedKeys, get };
}

test('a mask is computed once, and again after the entries change', () => {
  const { columns, computedKeys, get } = startCache(10);
  expect(get('fox')).toBe(get('fox'));
  columns.version += 1;
  get('fox');
  expect(computedKeys).toEqual(['fox', 'fox']);
});

test('a large library keeps only a few masks: the most recently used ones', () => {
  const { computedKeys, get } = startCache(16_000_000);
  for (const key of ['a', 'b', 'c', 'd', 'a', 'e', 'a', 'b']) get(key);
  expect(computedKeys).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
});
