// `npm run soak [-- --only NAME] [--seed N] [--runs N] [--json FILE]`: long trials of the studio's promises. See tests/soak/soak.ts.
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { nodePath, projectRoot } from './runtime.mjs';
import { runWithDisplay } from './with-display.mjs';

try {
  await ensureBuilt();
  const soak = [join(projectRoot, 'tests/soak/soak.ts'), ...process.argv.slice(2)];
  process.exitCode = await runWithDisplay(nodePath(), soak, { keyring: true });
} catch (error) {
  console.error(`soak: ${error.message}`);
  process.exitCode = 1;
}
