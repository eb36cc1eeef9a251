import { expect, test } from 'vitest';
import { changesEntries } from '../../../../electron/core/compose/changes-entries.ts';
import type { StudioEvent } from '../../../../shared/ipc.ts';

// Which events change entries of the search index.

type Delta = Extract<StudioEvent, { readonly type: 'delta' }>;
const delta: Delta = {
  type: 'delta',
  boot: 'a',
  revision: 1,
  status: null,
  changed: [],
  removed: [],
  library: { changed: [], added: [], removed: [] },
};

test.each<readonly [string, Partial<Delta>, boolean]>([
  ['only a changed status', { status: {} as Delta['status'] }, false],
  ['a task that is live', { changed: [{}] as never }, true],
  ['a task that is no longer live', { removed: [1] }, true],
  ['a video that was added', { library: { ...delta.library, added: [{ resultId: 1, storedAtMs: 1 }] } }, true],
  ['a record that changed', { library: { ...delta.library, changed: [1] } }, true],
  ['a video that was removed', { library: { ...delta.library, removed: [1] } }, true],
])('an event changes entries only if it concerns a task or a video: %s', (_, change, isChange) => {
  expect(changesEntries({ ...delta, ...change })).toBe(isChange);
});
