// The progress of a rebuild.
import { expect, test } from 'vitest';
import { initialProgress, withFileCounted } from '../../../../electron/core/library/rebuild/rebuild-progress.ts';

test('a rebuild starts in its folder with nothing found', () => {
  const { state, folder, error, ...counts } = initialProgress('/videos');
  expect({ state, folder, error }).toEqual({ state: 'running', folder: '/videos', error: null });
  expect(new Set(Object.values(counts))).toEqual(new Set([0]));
});

test('counting a file changes only one counter', () => {
  const before = initialProgress('/videos');
  expect(withFileCounted(withFileCounted(before, 'known'), 'known')).toEqual({ ...before, known: 2 });
});
