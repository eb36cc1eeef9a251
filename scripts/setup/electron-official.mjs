// Downloads Electron's own binary. Every machine tries this first. Where a stand-in exists, a failing download must not take long.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { electronExecutable } from '../runtime.mjs';
import { lastLines, run } from './run.mjs';

const speedWindowMs = 20_000;
/** Fewer bytes in 20 s would mean several minutes for the whole binary, or a broken connection. */
const worthWaitingBytes = 8_000_000;

/** Returns the version of the official Electron in node_modules; null where it is not installed. */
export function installedOfficial(projectRoot) {
  const dist = join(projectRoot, 'node_modules', 'electron', 'dist');
  try {
    statSync(join(dist, electronExecutable()));
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/**
 * Creates a `stopWhen` for `run`. It stops the download at the end of a period of 20 s in which too few bytes arrived. `arrivedBytes` returns the
 * number of bytes so far.
 */
export function createStallLimit(arrivedBytes) {
  let windowEndsMs = speedWindowMs;
  let atWindowStart = 0;
  return (elapsedMs) => {
    if (elapsedMs < windowEndsMs) return false;
    const arrived = arrivedBytes();
    if (arrived - atWindowStart < worthWaitingBytes) return true;
    atWindowStart = arrived;
    windowEndsMs = elapsedMs + speedWindowMs;
    return false;
  };
}

/** Runs Electron's installer. Returns `{installed: true}` or `{installed: false, reason}`. */
export async function installOfficial(projectRoot, node, { patient }) {
  const staging = join(projectRoot, '.cache', 'electron-download');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  // The installer stages its download in the temporary folder. With a separate temporary folder, the downloaded bytes can be counted.
  const env = { TMPDIR: staging, TMP: staging, TEMP: staging };
  const stopWhen = patient ? () => false : createStallLimit(() => folderBytes(staging));
  const installer = join(projectRoot, 'node_modules', 'electron', 'install.js');
  const { code, output, stopped } = await run(node, [installer], { cwd: projectRoot, env, stopWhen });
  rmSync(staging, { recursive: true, force: true });
  if (installedOfficial(projectRoot) !== null && code === 0) return { installed: true };
  return { installed: false, reason: stopped ? 'the download did not move' : lastLines(output, 4) };
}

function folderBytes(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
  } catch {
    // A file has disappeared because the installer is moving it into place.
    return Number.MAX_SAFE_INTEGER;
  }
}
