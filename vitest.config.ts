// Two projects: `unit` needs nothing but Node, `contract` speaks HTTP on loopback and draws clips in the built clip page.
// The limits are for two slow cores that others use as well; they only end what hangs.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
