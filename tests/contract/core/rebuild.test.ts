// A rebuild from real files distinguishes files as the service sent them from copies that another program has changed.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { databaseOf, folder, hasStored, serve, sharedFolderPerTest, start, statusOf } from './shared-folder.ts';

sharedFolderPerTest();

test.each(['0-edited.mp4', 'z-edited.mp4'])('an edited copy called %s does not replace the video', async (copy) => {
  const { origin } = await serve(() => ({ bytes: mp4(60_000) }));
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-1', `${origin}/1.mp4`));
  const first = start('a');
  expect(await hasStored(first, 1)).toBe(true);
  await first.studio.stop({ withinMs: 0 });
  const [name = ''] = readdirSync(folder).filter((entry) => entry.endsWith('.mp4'));
  const bytes = readFileSync(join(folder, name));
  renameSync(join(folder, name), join(folder, 'original.mp4'));
  bytes[30_000] = (bytes[30_000] ?? 0) ^ 0xff;
  writeFileSync(join(folder, copy), bytes);
  const second = start('b');
  await second.must('library.rebuild', {});
  expect(await waitFor(async () => (await statusOf(second)).rebuild?.state === 'done')).toBe(true);
  const { resultIds } = await second.must('library.index', {});
  const { items } = await second.must('library.records', { resultIds });
  expect(items.map(({ fileName, verification }) => [fileName, verification]).sort()).toEqual(
    [
      [copy, 'modified-copy'],
      ['original.mp4', 'verified'],
    ].sort(),
  );
});
