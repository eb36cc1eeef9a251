// Whether a folder is the one that is meant, decided from its marker and from what is known to be in it.
import { expect, test } from 'vitest';
import { statusByMarker, unavailableError } from '../../../../electron/core/library/folder-identity.ts';
import { startBench } from '../../../support/studio-bench.ts';

test.each([
  ['absent', { kind: 'absent' }, 'a', null],
  ['unmarked', { kind: 'unmarked' }, 'a', null],
  ['marked as remembered', { kind: 'marked', libraryId: 'a' }, 'a', 'here'],
  ['marked as another', { kind: 'marked', libraryId: 'b' }, 'a', null],
  ['marked, and none remembered', { kind: 'marked', libraryId: 'b' }, null, null],
] as const)('%s', (_name, mark, remembered, standing) => {
  expect(statusByMarker(mark, remembered)).toBe(standing);
});

test('why a folder is not the one that is meant is told apart', () => {
  expect(
    [{ kind: 'absent' }, { kind: 'unmarked' }, { kind: 'marked', libraryId: 'b' }].map((mark) => unavailableError('/v', mark as never)),
  ).toEqual([
    { kind: 'library-missing', folder: '/v' },
    { kind: 'library-unavailable', folder: '/v', found: 'no-library' },
    { kind: 'library-unavailable', folder: '/v', found: 'other-library' },
  ]);
});

test('the usual folder is made at the first start and marked; after that it is never made again', async () => {
  const first = startBench();
  await first.clock.settle();
  expect([first.library.created, first.library.marks.size]).toEqual([['/videos'], 1]);
  await first.connect();
  const [id = 0] = await first.submit();
  first.api.finish((await first.taskIn(id, 'pending')).taskId);
  await first.clock.advance(60_000);
  await first.taskIn(id, 'completed');
  first.library.absent.add('/videos');
  first.studio.wake('resume');
  await first.clock.advance(600_000);
  await first.submit();
  first.api.finish(first.api.lastTaskId());
  await first.clock.advance(600_000);
  expect(first.library.created).toEqual(['/videos']);
  const { library } = (await first.must('studio.snapshot', {})).status;
  expect(library.error).toEqual({ kind: 'library-missing', folder: '/videos' });
});
