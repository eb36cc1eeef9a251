// The real, built studio in the real Electron. One worker: the tests share one display and its keyboard focus.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  // The time limits only end what hangs: every wait is for a state, and the parts of a run share the processors.
  timeout: 600_000,
  expect: { timeout: 90_000, toPass: { timeout: 90_000 } },
  workers: 1,
  // A test that passes only when it is repeated is a test that fails.
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: '../../test-results',
});
