// Reads a library folder: its videos, and the tag record of each video. Never writes.
import { type FileHandle, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FolderError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { trashFolderName } from '../../../shared/trash.ts';
import type { SizedFile, VideoLibrary } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty } from '../files/optional-fs.ts';
import { libraryMediaThread, referenceMediaThread } from '../media/media-thread.ts';
import { displayName } from '../references/display-name.ts';
import { openUserFile } from '../references/user-file.ts';
import { mayBelongTo, parsePartName } from './download/partial-file-name.ts';
import { folderError, incomingPath } from './folder-access.ts';

/** Limits of a scan, far beyond any library, in case the folder is a whole disk by mistake. */
const maxDepth = 12;
const maxEntries = 2_000_000;
/** Names of files that can contain the studio's tag record. */
const taggedExtensionPattern = /\.(mp4|m4v|mov|3gp)$/i;
/** Names of all kinds of videos that are stored; see `VideoExtension`. */
const videoExtensionPattern = /\.(mp4|m4v|mov|3gp|webm|mkv|ts)$/i;

/** True if a library folder contains a trash folder. A link to a folder does not count. */
async function hasTrash(folder: string): Promise<boolean> {
  try {
    return (await lstatOrNull(join(folder, trashFolderName)))?.isDirectory() ?? false;
  } catch (error) {
    if (fileErrorCode(error) === '') throw error;
    return false;
  }
}

/** Yields the files in a folder and its subfolders whose names match. The files in the subfolder `lastFolder` come last. */
async function* filesIn(
  folder: string,
  namePattern: RegExp,
  signal: AbortSignal,
  lastFolder: string | null = null,
): AsyncGenerator<Result<string, FolderError>> {
  let remainingEntries = maxEntries;
  const folders: { readonly path: string; readonly depth: number }[] = [
    ...(lastFolder === null ? [] : [{ path: lastFolder, depth: 1 }]),
    { path: '', depth: 0 },
  ];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    try {
      for await (const entry of await opendir(join(folder, next.path), { bufferSize: 256 })) {
        remainingEntries -= 1;
        if (signal.aborted || remainingEntries < 0) return;
        if (entry.name.startsWith('.')) continue;
        const path = next.path === '' ? entry.name : `${next.path}/${entry.name}`;
        if (entry.isDirectory() && next.depth < maxDepth) folders.push({ path, depth: next.depth + 1 });
        else if (entry.isFile() && namePattern.test(entry.name)) yield ok(path);
      }
    } catch (error) {
      // A subfolder that cannot be read hides only its own files.
      const reason = await folderError(error, folder, null);
      if (next.depth === 0) yield fail(reason);
    }
  }
}

/** Number of files whose sizes are read at once. */
const filesAtOnce = 64;

/** Returns the file at a path; null if its size is not one of these sizes, or if it is gone. */
async function sizedFile(folder: string, path: string, sizes: ReadonlySet<number>): Promise<SizedFile | null> {
  try {
    const status = await lstatOrNull(join(folder, path));
    if (status === null || !status.isFile() || !sizes.has(status.size)) return null;
    return { path, bytes: status.size, modifiedAtMs: Math.round(status.mtimeMs) };
  } catch (error) {
    if (fileErrorCode(error) === '') throw error;
    return null;
  }
}

/** See `VideoLibrary.videosOfSizes`. */
async function* videosOfSizes(folder: string, sizes: ReadonlySet<number>, signal: AbortSignal): ReturnType<VideoLibrary['videosOfSizes']> {
  let paths: string[] = [];
  const slice = async (): Promise<{ examinedCount: number; files: readonly SizedFile[] }> => {
    const examinedPaths = paths;
    paths = [];
    const files = await Promise.all(examinedPaths.map((path) => sizedFile(folder, path, sizes)));
    return { examinedCount: examinedPaths.length, files: files.filter((file) => file !== null) };
  };
  for await (const path of filesIn(folder, videoExtensionPattern, signal)) {
    if (!path.ok) {
      yield path;
      return;
    }
    paths.push(path.value);
    if (paths.length === filesAtOnce) yield ok(await slice());
  }
  if (paths.length > 0 && !signal.aborted) yield ok(await slice());
}

/**
 * The part of the `VideoLibrary` port that only reads. Files and folders that cannot be read are skipped or reported as the port specifies.
 */
export const libraryReading: Pick<
  VideoLibrary,
  'videosIn' | 'videosOfSizes' | 'containsVideo' | 'containsPartialFile' | 'readVideo' | 'readTagRecord'
> = {
  videosOfSizes,

  async *videosIn(folder, signal) {
    yield* filesIn(folder, taggedExtensionPattern, signal, (await hasTrash(folder)) ? trashFolderName : null);
  },

  async containsVideo(folder, signal) {
    for await (const video of filesIn(folder, videoExtensionPattern, signal)) return video.ok;
    return false;
  },

  async containsPartialFile(folder, owner, resultIds) {
    try {
      return (await readdirOrEmpty(incomingPath(folder))).some((name) => {
        const part = parsePartName(name);
        const isContent = part?.kind === 'part' || part?.kind === 'aside';
        return part !== null && isContent && mayBelongTo(part, owner) && resultIds.includes(part.resultId);
      });
    } catch (error) {
      // A folder that cannot be read cannot be recognised.
      if (fileErrorCode(error) === '') throw error;
      return false;
    }
  },

  async readVideo(folder, path) {
    return await withFile(join(folder, path), async (handle, bytes, modifiedAtMs) => {
      const outcome = await libraryMediaThread.ask(handle, bytes, { kind: 'read' });
      if (outcome.kind === 'gave-up' || outcome.response === null) return null;
      const { metadata, record } = outcome.response;
      return { bytes, modifiedAtMs: Math.round(modifiedAtMs), metadata, record };
    });
  },

  // Uses the thread for the user's files, because a dropped file is not a video of this library yet.
  readTagRecord: (absolutePath) =>
    withFile(absolutePath, async (handle, bytes) => {
      const outcome = await referenceMediaThread.ask(handle, bytes, { kind: 'record' });
      return outcome.kind === 'response' ? outcome.response : null;
    }),
};

/** Opens a file for one task; null if there is no readable file. */
async function withFile<T>(
  path: string,
  work: (handle: FileHandle, bytes: number, modifiedAtMs: number) => Promise<T | null>,
): Promise<T | null> {
  const opened = await openUserFile(path, displayName(basename(path)));
  if (!opened.ok) return null;
  const { handle, bytes, modifiedAtMs } = opened.value;
  try {
    return await work(handle, bytes, modifiedAtMs);
  } catch (error) {
    // A bad sector or an unplugged drive counts as a missing file.
    if (fileErrorCode(error) === '') throw error;
    return null;
  } finally {
    await handle.close();
  }
}
