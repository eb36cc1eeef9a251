// Lets one set-up at a time change things in this checkout: two windows may run `npm start` and `npm test` at once.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../runtime.mjs';
import { say } from './say.mjs';

const lockFile = join(cacheFolder, 'setup.lock');

/**
 * Runs `work` while this process has the lock of the checkout, and waits for the lock without limit. The lock of a killed process is
 * ignored.
 */
export async function withLock(work) {
  mkdirSync(cacheFolder, { recursive: true });
  let waiting = false;
  while (!take()) {
    if (!waiting) say(`waiting for the set-up that is already running (process ${holder()})`);
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

function take() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // A set-up that was killed leaves its lock behind.
    if (!isRunning(holder())) rmSync(lockFile, { force: true });
    return false;
  }
}

function holder() {
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
