// `npm run dev`: the studio with hot reload of the renderer; main and preload are rebuilt and the app restarted on change.
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { electronArguments, nodePath, projectRoot } from './runtime.mjs';
import { runWithDisplay } from './with-display.mjs';

const devServer = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
// When root starts Chromium, it needs `--no-sandbox`; electron-vite sets that for its own option `--noSandbox`. Arguments after `--` go to
// the app, where Chromium also reads its switches.
const sandboxOption = electronArguments().includes('--no-sandbox') ? ['--noSandbox'] : [];

try {
  // Development also reads the hidden page that encodes clips and posters from out/, and nothing else builds that page.
  await ensureBuilt();
  process.exitCode = await runWithDisplay(nodePath(), [devServer, 'dev', '--watch', ...sandboxOption, ...process.argv.slice(2)]);
} catch (error) {
  console.error(`dev: ${error.message}`);
  process.exitCode = 1;
}
