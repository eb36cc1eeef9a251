// `npm run package`: packages the studio for this platform as a folder in dist/, with the shipping fuses. electron-builder itself
// makes installers from the same configuration (see electron-builder.yml).
//
// With the stand-in Electron, the result is for tests only. A line of output and a marker file in the folder say so.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { electronDist, electronVersion, isStandIn, nodePath, projectRoot } from './runtime.mjs';

const markerFile = 'NOT-FOR-SHIPPING.txt';
const output = join(projectRoot, 'dist');

async function buildFolder() {
  const builder = join(projectRoot, 'node_modules', 'electron-builder', 'cli.js');
  // Uses the Electron of the set-up instead of downloading it again.
  const electron = [`--config.electronDist=${electronDist()}`, `--config.electronVersion=${electronVersion()}`];
  const args = [builder, '--dir', '--publish', 'never', ...electron];
  return runInForeground(nodePath(), args, { cwd: projectRoot });
}

/** Returns the folder that electron-builder has just made. Its name depends on platform and architecture. */
function packagedFolder() {
  const name = existsSync(output) ? readdirSync(output).find((entry) => entry.endsWith('-unpacked') || /^mac/.test(entry)) : undefined;
  if (!name) throw new Error('electron-builder left no folder in dist/.');
  return join(output, name);
}

try {
  await ensureBuilt();
  rmSync(output, { recursive: true, force: true });
  const code = await buildFolder();
  if (code !== 0) process.exit(code);
  const folder = packagedFolder();
  console.log(`package: ${folder}`);
  if (isStandIn()) {
    const why = `Built on Electron ${electronVersion()} from npm, because the official one could not be downloaded here. For tests only: not for shipping.\n`;
    writeFileSync(join(folder, markerFile), why);
    console.log(`package: NOT FOR SHIPPING. ${why.trim()}`);
  }
} catch (error) {
  console.error(`package: ${error.message}`);
  process.exitCode = 1;
}
