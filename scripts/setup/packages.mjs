// Installs the packages of package-lock.json, but only if the file has changed since the last installation.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { projectRoot } from '../runtime.mjs';
import { runNpm } from './npm.mjs';
import { printLine, SetupFailure } from './print.mjs';

const stampFile = join(projectRoot, 'node_modules', '.setup.json');

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex');
}

function stampedHash() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')).lock;
  } catch {
    return null;
  }
}

/** npm writes this file at the end of every installation: it lists what is in node_modules. */
const npmRecordFile = join(projectRoot, 'node_modules', '.package-lock.json');

/** True when node_modules holds the packages of the lock file. Optional packages may be missing: they are for other platforms. */
export function recordMatchesLock(record, lock) {
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
  const present = new Map(Object.entries(record.packages));
  const lockedPaths = new Set(locked.map(([path]) => path));
  if ([...present.keys()].some((path) => !lockedPaths.has(path))) return false;
  return locked.every(([path, { version, optional, devOptional, peer }]) => {
    const entry = present.get(path);
    return entry ? entry.version === version : Boolean(optional || devOptional || peer);
  });
}

/** Returns why packages must be installed; null when they need not be. `record` returns npm's own record, null without node_modules. */
export function reasonToInstall({ stamped, lockHash: hash, record, lock }) {
  if (record() === null) return 'no node_modules yet';
  if (stamped === hash) return null;
  return recordMatchesLock(record(), lock()) ? null : 'the lock file changed';
}

function reason() {
  const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);
  return reasonToInstall({
    stamped: stampedHash(),
    lockHash: lockHash(),
    record: () => readJson(npmRecordFile),
    lock: () => readJson(join(projectRoot, 'package-lock.json')),
  });
}

/** True when the lock file has the hash that it had at the last installation. Cheap: reads two files. */
export function packagesAreReady() {
  return stampedHash() === lockHash() && existsSync(npmRecordFile);
}

/** Installs the packages of the lock file with npm, if they are not installed yet. Throws `SetupFailure` when npm fails. */
export async function providePackages() {
  const why = reason();
  if (why === null) return stamp();
  printLine(`packages: npm ci (${why})`);
  // Windows cannot delete a running executable, and `npm ci` would delete the Node that may run this script.
  const runsOnOwnNode = process.execPath.includes(`${sep}node_modules${sep}`);
  const command = process.platform === 'win32' && runsOnOwnNode ? 'install' : 'ci';
  // No package here needs its install script; some npm versions would run node-gyp for better-sqlite3, whose addon is prebuilt.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runNpm([command, ...flags], { cwd: projectRoot });
  if (code !== 0) {
    throw new SetupFailure(
      `npm ${command} failed. Check the network and npm's registry setting, then run this again.\n${firstErrors(output)}`,
    );
  }
  stamp();
}

function stamp() {
  if (stampedHash() !== lockHash()) writeFileSync(stampFile, `${JSON.stringify({ lock: lockHash() })}\n`);
}

/** npm says what is wrong in its first error lines and ends with advice about its own options. */
function firstErrors(output) {
  const lines = output.split('\n').filter((line) => /^npm (error|ERR!) \S/.test(line));
  return lines.slice(0, 6).join('\n') || output.trim();
}
