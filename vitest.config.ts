// Two projects: `unit` needs nothing but Node, `contract` speaks HTTP on loopback. Neither starts Electron.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 15_000 } },
    ],
  },
});
