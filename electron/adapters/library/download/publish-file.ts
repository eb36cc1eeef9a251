// Gives a finished file its name in the library: never replaces another file, even if it was created at the same moment. After a kill at
// any point, the next start finds the file.
import { link, lstat, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { fileErrorCode } from '../../files/file-io.ts';
import { exists, removeFile } from '../../files/optional-fs.ts';
import { copyBytes } from '../../files/verified-copy.ts';
import { syncFolder } from '../folder-access.ts';

/** The two file calls that fail with EXDEV between volumes. */
export interface VolumeCalls {
  link(source: string, target: string): Promise<void>;
  rename(source: string, target: string): Promise<void>;
}

/** The functions of Node; tests replace them. */
export const systemCalls: VolumeCalls = { link, rename };

/** The prefix of hidden copies from another volume. */
export const temporaryPrefix = '.evolink-copy-';

/** Maximum length of a stem. File systems allow 255 bytes per name; the rest is for the number and the extension. */
const stemLimitBytes = 230;
const maxNumber = 9_999;

/** A name without its number. */
export interface PreferredName {
  /** Without the extension; a number is appended if the name is taken. */
  readonly stem: string;
  /** Without the dot. */
  readonly extension: string;
}

/** Splits the name of an existing file into its parts. The user may have renamed the file to anything. */
export function preferredNameOf(path: string): PreferredName {
  const name = posix.basename(path);
  const parts = /^(.+)\.([a-z0-9]{1,8})$/i.exec(name);
  return parts === null ? { stem: name || 'video', extension: 'mp4' } : { stem: parts[1] ?? 'video', extension: parts[2] ?? 'mp4' };
}

/** `name.mp4`, `name (2).mp4`, … */
export function* candidateNames(preferred: PreferredName): Generator<string> {
  const { extension } = preferred;
  if (preferred.stem === '' || /[/\\\0]/.test(preferred.stem) || preferred.stem === '.' || preferred.stem === '..')
    throw new Error('not a file name');
  if (!/^[a-z0-9]{1,8}$/i.test(extension)) throw new Error('not a file name extension');
  const stem = shortenName(preferred.stem);
  yield `${stem}.${extension}`;
  for (let number = 2; number <= maxNumber; number += 1) yield `${stem} (${number}).${extension}`;
}

/**
 * Moves `source` to the first free name and returns that name. `.incoming` may be on another volume than its folder. `announce` first makes
 * the intended name durable, so that after a kill the next start finds the file and leaves no second copy.
 */
export async function publishFile(
  source: string,
  folder: string,
  preferred: PreferredName,
  announce: (name: string) => Promise<void>,
  calls: VolumeCalls = systemCalls,
): Promise<string> {
  for (const name of candidateNames(preferred)) {
    const target = join(folder, name);
    if (await exists(target)) continue;
    await announce(name);
    if (await moveWithoutOverwriting(source, target, calls)) return name;
  }
  throw Object.assign(new Error('no free file name'), { code: 'EEXIST' });
}

/** Moves `source` to `target`, on this volume or another. Returns false if the name was taken meanwhile. */
async function moveWithoutOverwriting(source: string, target: string, calls: VolumeCalls): Promise<boolean> {
  try {
    return await moveWithinVolume(source, target, calls);
  } catch (error) {
    if (fileErrorCode(error) !== 'EXDEV') throw error;
    return await moveAcrossVolumes(source, target, calls);
  }
}

/** Uses a hard link, which fails if the name exists; a rename would replace the file. Returns false if the name is taken. */
export async function moveWithinVolume(source: string, target: string, calls: VolumeCalls): Promise<boolean> {
  try {
    await calls.link(source, target);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'EEXIST') return false;
    if (!hasNoHardLinks(code)) throw error;
    return await reserveAndRename(source, target, calls);
  }
  await unlink(source);
  return true;
}

const codesWithoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EINVAL', 'UNKNOWN', 'EISDIR'];
/** True for the error of a file system without hard links: FAT, exFAT and some network drives. */
export const hasNoHardLinks = (code: string): boolean => codesWithoutLinks.includes(code);

/** Reserves the name with an empty file, which the rename then replaces. Returns false if the name is taken. */
export async function reserveAndRename(source: string, target: string, calls: VolumeCalls): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if (fileErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await calls.rename(source, target);
  } catch (error) {
    await removeReservation(target);
    throw error;
  }
  return true;
}

/** Removes the reservation if it is still empty: another program may have written into it since. */
async function removeReservation(target: string): Promise<void> {
  if ((await lstat(target)).size === 0) await unlink(target);
}

/**
 * Copies to a hidden name beside `target`, verifies the copy, renames it and removes the source last. A kill leaves the source, the renamed copy, or
 * both; the next attempt overwrites the hidden copy, and `removeLeftoverCopy` removes it.
 */
async function moveAcrossVolumes(source: string, target: string, calls: VolumeCalls): Promise<boolean> {
  const folder = dirname(target);
  const copy = copyPathOf(source, folder);
  try {
    await copyFile(source, copy);
    if (!(await moveWithinVolume(copy, target, calls))) return false;
    await syncFolder(folder);
  } finally {
    await removeLeftoverCopy(source, folder);
  }
  await unlink(source);
  return true;
}

async function copyFile(source: string, copy: string): Promise<void> {
  const from = await open(source, 'r');
  try {
    await removeFile(copy);
    const to = await open(copy, 'wx+');
    try {
      const outcome = await copyBytes(from, to, (await from.stat()).size);
      if (outcome.kind !== 'copied') throw Object.assign(new Error(`the copy in the folder: ${outcome.kind}`), { code: 'EIO' });
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

const copyPathOf = (source: string, folder: string): string => join(folder, `${temporaryPrefix}${basename(source)}`);

/** Removes the hidden copy that a kill has left while `source` was copied into `folder`. */
export async function removeLeftoverCopy(source: string, folder: string): Promise<void> {
  await removeFile(copyPathOf(source, folder));
}

/** Cuts a name to the limit in UTF-8 bytes, never within a character. */
function shortenName(name: string): string {
  let bytes = 0;
  let shortened = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > stemLimitBytes) break;
    shortened += character;
  }
  return shortened.trimEnd();
}
