// `npm run test:e2e [-- FILTER…]`: the tests in the real Electron. All of them are run in parts, as many as there are processors up to three:
// on Linux each part has a display, a session bus and a keyring of its own, so that no test takes the keyboard from another. What is
// filtered, and other systems, run as one. Arguments go to Playwright.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDesktop } from './display/virtual-desktop.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { nodePath, projectRoot, rememberedElectron, runtimeEnvironment } from './runtime.mjs';
import { runWithDisplay } from './with-display.mjs';

const playwright = [join(projectRoot, 'node_modules/@playwright/test/cli.js'), 'test', '-c', 'tests/e2e/playwright.config.ts'];
const given = process.argv.slice(2);

/** Runs one part on a desktop of its own; answers its exit code. */
async function runPart(part, parts) {
  const base = { ...process.env, ...(rememberedElectron() ? runtimeEnvironment() : {}) };
  const desktop = await openDesktop({ display: true, keyring: true }, base);
  try {
    const args = [...playwright, `--shard=${part}/${parts}`, `--output=test-results/part-${part}`];
    const child = spawn(nodePath(), args, { cwd: projectRoot, env: desktop.env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => process.stdout.write(`[${part}/${parts}] ${line}\n`));
    }
    running.add(child);
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    await desktop.close();
  }
}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
  });
}

try {
  await ensureBuilt();
  const parts = process.platform === 'linux' && given.length === 0 ? Math.min(3, availableParallelism()) : 1;
  if (parts === 1) process.exitCode = await runWithDisplay(nodePath(), [...playwright, ...given], { keyring: true });
  else {
    const codes = await Promise.all(Array.from({ length: parts }, (_, n) => runPart(n + 1, parts)));
    process.exitCode = codes.find((code) => code !== 0) ?? 0;
  }
} catch (error) {
  console.error(`e2e: ${error.message}`);
  process.exitCode = 1;
}
