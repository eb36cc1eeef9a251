// A folder on disk for each test of a file, and studios with a database in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { SwapCalls } from '../../electron/db/backup/restore-backup.ts';
import type { SearchThreadFactory } from '../../electron/db/search/search-port.ts';
import { type Bench, createWorld, startBench, type World } from './studio-bench.ts';
import { viewOf } from './view-of.ts';

/**
 * Gives each test of the file an empty folder, whose name begins with `prefix`, and removes the folder after the test. Returns a function
 * that joins names to a path in the folder. Without names the function returns the path of the folder.
 */
export function folderPerTest(prefix: string): (...names: string[]) => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), prefix));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return (...names) => join(folder, ...names);
}

/** The folder of the running test, and the studios that the test has started. */
export interface StudioFolder {
  /** The world of all studios of the test. */
  readonly world: World;
  /** Returns the path of `names` in the folder; without names, the path of the folder. */
  at(...names: string[]): string;
  /**
   * The path of the database that the next start uses: `studio.sqlite` in the folder, or the path named by the last start that named one.
   */
  databasePath(): string;
  /** Starts a studio, which is stopped after the test. Later starts use the same `databasePath`. */
  start(options?: { readonly databasePath?: string; readonly swapCalls?: SwapCalls; readonly searchThread?: SearchThreadFactory }): Bench;
  /** Leaves a studio running after the test, for studios with a request that never ends: stopping them would take forever. */
  abandon(bench: Bench): void;
}

/**
 * Gives each test of the file a folder and a world. Stops the studios after the test. The test fails if a studio has logged an incident.
 */
export function studioFolderPerTest(prefix: string): StudioFolder {
  const at = folderPerTest(prefix);
  const benches = new Set<Bench>();
  let world: World;
  let databasePath = '';
  beforeEach(() => {
    world = createWorld();
    databasePath = at('studio.sqlite');
  });
  afterEach(async () => {
    for (const bench of benches) await bench.studio.stop({ withinMs: 0 });
    benches.clear();
    expect(world.log.incidents).toEqual([]);
  });
  return {
    world: viewOf(() => world),
    at,
    databasePath: () => databasePath,
    start(options = {}) {
      databasePath = options.databasePath ?? databasePath;
      const bench = startBench({ world, ...options, databasePath });
      benches.add(bench);
      return bench;
    },
    abandon: (bench) => benches.delete(bench),
  };
}
