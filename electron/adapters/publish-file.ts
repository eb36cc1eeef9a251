// Gives a finished file its name in the library: never over another file, whoever makes one in the same moment, and found again after a
// kill at any point.
import { link, lstat, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileErrorCode } from './file-bytes.ts';

/** File systems allow 255 bytes; the rest is for the number and the ending. */
const STEM_LIMIT_BYTES = 230;
const MAX_NUMBER = 9_999;

/** `name.mp4`, `name (2).mp4`, … */
export function* candidateNames(fileName: string): Generator<string> {
  if (fileName === '' || /[/\\\0]/.test(fileName) || fileName === '.' || fileName === '..') throw new Error('not a file name');
  const stem = shortened(fileName);
  yield `${stem}.mp4`;
  for (let number = 2; number <= MAX_NUMBER; number += 1) yield `${stem} (${number}).mp4`;
}

/**
 * Moves `source` to the first free name and returns it. `announce` makes the intended name durable before anything happens, so that a kill
 * in between is noticed on the next start instead of leaving a second copy.
 */
export async function publishFile(
  source: string,
  folder: string,
  fileName: string,
  announce: (name: string) => Promise<void>,
): Promise<string> {
  for (const name of candidateNames(fileName)) {
    const target = join(folder, name);
    if (await exists(target)) continue;
    await announce(name);
    if (await moveWithoutOverwriting(source, target)) return name;
  }
  throw Object.assign(new Error('no free file name'), { code: 'EEXIST' });
}

/** False when the name was taken in the meantime. A hard link fails on an existing name, which a rename does not. */
async function moveWithoutOverwriting(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'EEXIST') return false;
    // FAT, exFAT and some network drives know no hard links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EINVAL', 'UNKNOWN', 'EISDIR'].includes(code)) throw error;
    return await reserveAndRename(source, target);
  }
  await unlink(source);
  return true;
}

/** Takes the name with an empty file of our own, which the rename then replaces. */
async function reserveAndRename(source: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if (fileErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
  await rename(source, target);
  return true;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** At most so many bytes of UTF-8, never half a character. */
function shortened(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > STEM_LIMIT_BYTES) break;
    kept += character;
  }
  return kept.trimEnd();
}
