// The marker file of a library folder contains the id of the library. Without it, the empty mount point of an unmounted drive would look
// like an empty library, and another drive that is mounted there would look like the library.

import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FolderMarker } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { syncFolder } from './folder-access.ts';

const markerName = '.evolink-studio-library.json';
const about = 'Evolink Studio knows this folder by this file. Without it the studio cannot tell the folder from an empty mount point.';

const marker = z.object({ libraryId: z.string().regex(/^[a-z0-9]{1,64}$/) });

/** See `VideoLibrary.readMarker`. */
export async function readMarker(folder: string): Promise<FolderMarker> {
  try {
    if (!(await stat(folder)).isDirectory()) return { kind: 'absent' };
    const parsed = marker.safeParse(JSON.parse(await readFile(join(folder, markerName), 'utf8')));
    return parsed.success ? { kind: 'marked', libraryId: parsed.data.libraryId } : { kind: 'unmarked' };
  } catch (error) {
    // A marker that a power cut has truncated counts as no marker.
    if (error instanceof SyntaxError) return { kind: 'unmarked' };
    const code = fileErrorCode(error);
    if (code === '') throw error;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES' || code === 'EPERM') return await markerOfFolder(folder);
    // An unreachable network drive, an unplugged stick.
    return { kind: 'absent' };
  }
}

async function markerOfFolder(folder: string): Promise<FolderMarker> {
  try {
    return { kind: (await stat(folder)).isDirectory() ? 'unmarked' : 'absent' };
  } catch (error) {
    if (fileErrorCode(error) === '') throw error;
    return { kind: 'absent' };
  }
}

/** See `VideoLibrary.writeMarker`. If two installations write a marker at once, the first marker stays. */
export async function writeMarker(folder: string, libraryId: string): Promise<string | null> {
  const existing = await readMarker(folder);
  if (existing.kind === 'absent') return null;
  if (existing.kind === 'marked') return existing.libraryId;
  const path = join(folder, markerName);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(`${JSON.stringify({ libraryId, about }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await publishDraft(draft, path);
    await syncFolder(folder);
  } catch (error) {
    // On a full disk the draft may exist without its content.
    await removeIfPossible(draft);
    // The folder may be read-only. Then the studio recognises the folder by its videos.
    if (fileErrorCode(error) === '') throw error;
  }
  const current = await readMarker(folder);
  return current.kind === 'marked' ? current.libraryId : null;
}

/** Gives the draft the name of the marker. Never replaces a marker that was written meanwhile, unless that marker cannot be read. */
async function publishDraft(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    const alreadyExists = fileErrorCode(error) === 'EEXIST';
    if (alreadyExists && (await isReadable(path))) return await unlink(draft);
    // FAT, exFAT and some network drives have no hard links; a truncated marker is replaced.
    return await rename(draft, path);
  }
  await unlink(draft);
}

/** Removes the draft. Ignores errors of the file system. The draft then stays, because the folder is not writable. */
async function removeIfPossible(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (fileErrorCode(error) === '') throw error;
  }
}

async function isReadable(path: string): Promise<boolean> {
  try {
    return marker.safeParse(JSON.parse(await readFile(path, 'utf8'))).success;
  } catch (error) {
    if (error instanceof SyntaxError || fileErrorCode(error) !== '') return false;
    throw error;
  }
}
