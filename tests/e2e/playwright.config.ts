// Tests the real, built studio in the real Electron. Each worker has its own desktop, because tests on one desktop would share its keyboard
// focus.
import { defineConfig } from '@playwright/test';

// `scripts/e2e.mjs` opens a desktop (display, session bus, keyring) for each worker. Each worker loads this file before its first test.
const { E2E_DESKTOPS: desktops, TEST_PARALLEL_INDEX: worker } = process.env;
if (desktops !== undefined && worker !== undefined)
  Object.assign(process.env, (JSON.parse(desktops) as readonly Record<string, string>[])[Number(worker)]);

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  // The time limits only end hanging tests. They are generous because the workers share the processors.
  timeout: 600_000,
  expect: { timeout: 90_000, toPass: { timeout: 90_000 } },
  workers: 1,
  // A test that passes only on a retry counts as failed.
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: '../../test-results',
});
