// A lock that lets only one set-up at a time change this checkout: `npm start` and `npm test` may run at once in two terminals.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../runtime.mjs';
import { printLine } from './print.mjs';

const lockFile = join(cacheFolder, 'setup.lock');

/**
 * Waits for the lock of the checkout without a time limit, then runs `work` and releases the lock. Resolves with the result of `work`. A lock whose
 * process no longer runs is removed.
 */
export async function withLock(work) {
  mkdirSync(cacheFolder, { recursive: true });
  let waiting = false;
  while (!tryLock()) {
    if (!waiting) printLine(`waiting for the set-up that is already running (process ${lockOwner()})`);
    waiting = true;
    await sleep(500);
  }
  const release = () => rmSync(lockFile, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // A set-up that was killed leaves its lock behind.
    if (!isRunning(lockOwner())) rmSync(lockFile, { force: true });
    return false;
  }
}

/** Returns the id of the process that has the lock; 0 if the lock file is missing. */
function lockOwner() {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

function isRunning(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
