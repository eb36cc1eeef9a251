// The real, built studio in the real Electron. One worker: the tests share one display and its keyboard focus.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // On a machine that nobody watches a test that fails is tried once more; the report then names it as flaky.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: '../../test-results',
});
