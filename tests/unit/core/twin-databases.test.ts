// A database that was copied: it and its copy may run at once, on two computers, over one library folder.
import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { identityOf } from '../../../electron/core/database-identity.ts';
import type { PartOwner } from '../../../electron/core/ports.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { withTables } from '../../support/seeded-results.ts';
import { createWorld, startBench } from '../../support/studio-bench.ts';

// No id is made twice.
const random = createFakeRandom();

/** Who a database says it is, after a start in its place. */
async function ownerIn(databasePath: string): Promise<PartOwner> {
  await startBench({ world: { ...createWorld(), random }, databasePath }).studio.stop({ withinMs: 0 });
  return withTables(databasePath, (tables) => identityOf(tables, random));
}

test('a copy gets an identity of its own and remembers the former one; a restart in the same place keeps it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twin-databases-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const [original, copy] = [join(directory, 'studio.sqlite'), join(directory, 'copy.sqlite')];
  const first = await ownerIn(original);
  expect(await ownerIn(original)).toEqual(first);
  copyFileSync(original, copy);
  const twin = await ownerIn(copy);
  expect(twin.id).not.toBe(first.id);
  expect(twin.formerIds).toEqual([first.id]);
  expect(await ownerIn(copy)).toEqual(twin);
  expect(await ownerIn(original)).toEqual(first);
});

test('a copy under the very same path, as on another computer, gets an identity of its own', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twin-databases-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'studio.sqlite');
  const first = await ownerIn(path);
  copyFileSync(path, `${path}.copy`);
  renameSync(`${path}.copy`, path);
  const twin = await ownerIn(path);
  expect([twin.id === first.id, twin.formerIds]).toEqual([false, [first.id]]);
});
