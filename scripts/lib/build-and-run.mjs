// The common part of the npm commands that run a program of tests/ against the built studio.
import { join } from 'node:path';
import { ensureBuilt } from '../ensure-built.mjs';
import { nodePath, projectRoot } from '../runtime.mjs';
import { runWithDisplay } from '../with-display.mjs';

/**
 * Builds the studio if needed, then runs `file` (relative to the project root) in Node with the arguments of this command, on the machine's display
 * or a virtual one. Sets `process.exitCode`. `name` is the command's name, printed before an error; `options` are those of `runWithDisplay`.
 */
export async function buildAndRun(name, file, options) {
  try {
    await ensureBuilt();
    process.exitCode = await runWithDisplay(nodePath(), [join(projectRoot, file), ...process.argv.slice(2)], options);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
