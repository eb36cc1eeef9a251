// `npm run bench [-- --only NAME] [--json FILE]`: measures the built studio. See tests/bench/bench.ts.
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { nodePath, projectRoot } from './runtime.mjs';
import { runWithDisplay } from './with-display.mjs';

try {
  await ensureBuilt();
  process.exitCode = await runWithDisplay(nodePath(), [join(projectRoot, 'tests/bench/bench.ts'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
