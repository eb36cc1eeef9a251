// `npm run demo -- --prompt "…" --out DIR`: drives the built studio, on the machine's display or a virtual one. See tests/demo/demo.ts.
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { nodePath, projectRoot } from './runtime.mjs';
import { runWithDisplay } from './with-display.mjs';

try {
  await ensureBuilt();
  process.exitCode = await runWithDisplay(nodePath(), [join(projectRoot, 'tests/demo/demo.ts'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
}
