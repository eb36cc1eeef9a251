// A complete transfer that never verified: its bytes are put aside, and stored as they are only when the person says so.
import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StoredFile } from '../core/ports.ts';
import { fileErrorCode } from './file-bytes.ts';
import { folderError, incomingPath, syncFolder } from './library-folder.ts';
import { partPath, removeFile, removePart } from './part-file.ts';
import { hashOfFile } from './place-file.ts';
import { publishFile } from './publish-file.ts';

const asidePath = (folder: string, resultId: number): string => join(incomingPath(folder), `${resultId}.aside`);

/** Takes the part out of the way of the next try; the newest is kept. How many bytes it has. */
export async function putAside(folder: string, resultId: number): Promise<number> {
  await rename(partPath(folder, resultId), asidePath(folder, resultId));
  await removePart(folder, resultId);
  await syncFolder(incomingPath(folder));
  return (await lstat(asidePath(folder, resultId))).size;
}

/** Something right came after all. */
export const forgetAside = (folder: string, resultId: number): Promise<void> => removeFile(asidePath(folder, resultId));

/** See `Library.keepAside`. */
export async function keepAside(folder: string, resultId: number, fileName: string): Promise<Result<StoredFile, AppError>> {
  const source = asidePath(folder, resultId);
  try {
    const sha256 = await hashOfFile(source);
    if (sha256 === null) throw new Error('hashing without a signal ends');
    const name = await publishFile(source, folder, fileName, async () => undefined);
    await syncFolder(folder);
    const { size, mtimeMs } = await lstat(join(folder, name));
    const facts = { width: null, height: null, durationSeconds: null, framesPerSecond: null, hasAudio: false };
    return ok({
      path: name,
      bytes: size,
      modifiedAtMs: Math.round(mtimeMs),
      sha256,
      receivedSha256: sha256,
      untagged: 'unusual',
      ...facts,
    });
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return fail({ kind: 'file-gone' });
    return fail(await folderError(error, folder, null));
  }
}
