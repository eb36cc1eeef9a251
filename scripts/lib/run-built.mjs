// What the npm commands have in common that run a program of tests/ with the built studio.
import { join } from 'node:path';
import { ensureBuilt } from '../ensure-built.mjs';
import { nodePath, projectRoot } from '../runtime.mjs';
import { runWithDisplay } from '../with-display.mjs';

/**
 * Builds the studio where that is needed, then runs a file of the project in Node with the arguments of this command, on the machine's display or a
 * virtual one. Leaves the exit code in `process.exitCode`. `name` is the command, for what is printed when it cannot begin; `options` are those
 * of `runWithDisplay`.
 */
export async function runBuilt(name, file, options) {
  try {
    await ensureBuilt();
    process.exitCode = await runWithDisplay(nodePath(), [join(projectRoot, file), ...process.argv.slice(2)], options);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
