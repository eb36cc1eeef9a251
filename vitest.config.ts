// Two projects: `unit` needs nothing but Node, `contract` speaks HTTP on loopback and draws clips in the built clip page.
// The limits are for two slow cores that others use as well; they only end what hangs.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Tests wait for sockets, files and child processes more than half of their time. Vitest's own choice is one worker fewer than cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
