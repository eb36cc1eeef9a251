// Two projects: `unit` needs nothing but Node, `contract` speaks HTTP on loopback and draws clips in the built clip page.
// The limits only end what hangs: on a busy machine everything takes a multiple of its time.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Unit tests that need modules of their own: the window's stores are modules, and what replaces a module or a global would do so for others. */
const ownModules = ['tests/unit/renderer/**/*.test.ts', 'tests/unit/batch/wrong-files.test.ts'];

/** `expect.poll` waits for a state; Vitest's own limit of one second is too short beside other work. */
const waitsForStates = { poll: { timeout: 90_000 } };

export default defineConfig({
  test: {
    // Tests wait for sockets, files and child processes more than half of their time. Vitest's own choice is one worker fewer than cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      // Tests of what keeps nothing in a module share one: loading each file's modules anew cost a third of the stage.
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
