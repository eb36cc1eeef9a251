// Whether a folder is the library folder, decided from its marker file and its content.
import { expect, test } from 'vitest';
import { statusByMarker, unavailableError } from '../../../../electron/core/library/folder-identity.ts';
import { startBench } from '../../../support/studio-bench.ts';

test.each([
  ['a missing folder has no status', { kind: 'absent' }, 'a', null],
  ['a missing marker proves nothing', { kind: 'unmarked' }, 'a', null],
  ['the remembered marker identifies the library', { kind: 'marked', libraryId: 'a' }, 'a', 'marked'],
  ['another marker proves nothing', { kind: 'marked', libraryId: 'b' }, 'a', null],
  ['a marker proves nothing if none is remembered', { kind: 'marked', libraryId: 'b' }, null, null],
] as const)('%s', (_name, marker, rememberedId, status) => {
  expect(statusByMarker(marker, rememberedId)).toBe(status);
});

test('the reasons why a folder is not the library folder are distinguished', () => {
  expect(
    [{ kind: 'absent' }, { kind: 'unmarked' }, { kind: 'marked', libraryId: 'b' }].map((marker) => unavailableError('/v', marker as never)),
  ).toEqual([
    { kind: 'library-missing', folder: '/v' },
    { kind: 'library-unavailable', folder: '/v', found: 'no-library' },
    { kind: 'library-unavailable', folder: '/v', found: 'other-library' },
  ]);
});

test('the default folder is created and marked at the first start, and never created again', async () => {
  const first = startBench();
  await first.clock.settle();
  expect([first.library.created, first.library.markerIds.size]).toEqual([['/videos'], 1]);
  await first.connect();
  const [id = 0] = await first.submit();
  first.api.finish((await first.taskIn(id, 'pending')).serviceTaskId);
  await first.clock.advance(60_000);
  await first.taskIn(id, 'completed');
  first.library.absentFolders.add('/videos');
  first.studio.wake('resume');
  await first.clock.advance(600_000);
  await first.submit();
  first.api.finish(first.api.lastTaskId());
  await first.clock.advance(600_000);
  expect(first.library.created).toEqual(['/videos']);
  const { library } = (await first.must('studio.snapshot', {})).status;
  expect(library.error).toEqual({ kind: 'library-missing', folder: '/videos' });
});
