// Provides the database addon of this checkout. The official Electron uses better-sqlite3's prebuilt file. The stand-in cannot load
// that file and uses a compiled one.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isStandIn, projectRoot } from '../runtime.mjs';
import { addonKey, compileAddon, compiledAddon, tryAddon } from '../stand-in/database-addon.mjs';
import { printLine } from './print.mjs';

/** better-sqlite3 searches this folder before its prebuilt files. */
const placedFolder = join(projectRoot, 'node_modules', 'better-sqlite3', 'build');
const placedFile = join(placedFolder, 'Release', 'better_sqlite3.node');
const placedStamp = join(placedFolder, 'made-by-setup.json');

function placedAddonKey() {
  try {
    return existsSync(placedFile) ? JSON.parse(readFileSync(placedStamp, 'utf8')).key : null;
  } catch {
    return null;
  }
}

/** True when the addon for the chosen Electron is in place. Cheap: reads a few files. */
export function databaseAddonIsReady() {
  return isStandIn() ? placedAddonKey() === addonKey() : !existsSync(placedStamp);
}

/** True when the set-up will compile the addon: for the stand-in, unless a compiled file exists. */
export function databaseAddonNeedsCompiler() {
  return isStandIn() && placedAddonKey() !== addonKey() && !existsSync(compiledAddon());
}

/**
 * Places the addon for the chosen Electron, compiled when necessary, and tries to load it. Throws `SetupFailure` or the compiler's failure.
 */
export async function provideDatabaseAddon() {
  if (databaseAddonIsReady()) return;
  rmSync(placedFolder, { recursive: true, force: true });
  if (!isStandIn()) {
    printLine('database: using the prebuilt better-sqlite3');
    return;
  }
  if (existsSync(compiledAddon())) printLine('database: placing the better-sqlite3 compiled earlier');
  else {
    printLine('database: compiling better-sqlite3 for this Electron (about half a minute, once)');
    await compileAddon();
  }
  mkdirSync(dirname(placedFile), { recursive: true });
  copyFileSync(compiledAddon(), placedFile);
  try {
    await tryAddon();
  } catch (error) {
    rmSync(placedFolder, { recursive: true, force: true });
    throw error;
  }
  writeFileSync(placedStamp, `${JSON.stringify({ key: addonKey() })}\n`);
}
