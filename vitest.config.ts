// Three projects: `unit` and `unit-isolated` need nothing but Node; `contract` sends HTTP requests over loopback and renders clips in the built clip page.
// The time limits are far above the usual times, which a busy machine multiplies: they only end a test that hangs.
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { readDurations } from './scripts/lib/test-durations.mjs';

/** Unit tests that need their own instances of modules: the window's stores are modules, and a test that replaces a module or a global affects others. */
const ownModules = ['tests/unit/renderer/**/*.test.ts', 'tests/unit/batch/wrong-files.test.ts'];

/** `expect.poll` waits for a state; Vitest's own limit of one second is too short beside other work. */
const waitsForStates = { poll: { timeout: 90_000 } };

/** Starts the longest files of a project first, so that no worker is left with one at the end. In a fresh checkout Vitest itself knows only sizes. */
class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const seconds: Readonly<Record<string, number>> = readDurations();
    // A file without a known duration may be long.
    const secondsOf = ({ moduleId }: TestSpecification) => seconds[relative(import.meta.dirname, moduleId)] ?? Number.MAX_VALUE;
    const sorted = await super.sort(specifications);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    return projects.flatMap((name) =>
      sorted.filter(({ project }) => project.name === name).toSorted((a, b) => secondsOf(b) - secondsOf(a)),
    );
  }
}

export default defineConfig({
  test: {
    // Tests wait for sockets, files and child processes more than half of their time. Vitest's own choice is one worker fewer than cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongestFirst },
    projects: [
      // These tests share loaded modules, because the tested code keeps no state in them. Loading the modules for each file took a third of the time.
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          exclude: ownModules,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: waitsForStates,
        },
      },
      { test: { name: 'unit-isolated', include: ownModules, testTimeout: 120_000, hookTimeout: 120_000, expect: waitsForStates } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          expect: waitsForStates,
        },
      },
    ],
  },
});
