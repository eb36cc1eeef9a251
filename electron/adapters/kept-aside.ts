// A complete transfer that never verified: its bytes are put aside, and stored as they are only when the person says so.
import { lstat, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Library, StoredFile } from '../core/ports.ts';
import { fileErrorCode, readAt } from './file-bytes.ts';
import { fileTypeOf, SNIFF_BYTES } from './file-type.ts';
import { folderError, incomingPath, syncFolder } from './library-folder.ts';
import { lstatIfThere, namesIn } from './optional-files.ts';
import { isNoteOf, notePath, type PartOf, partPath, readNoteAt, removeFile, removePart } from './part-file.ts';
import { mayBeOwn, ownPath, parsePartName, partName } from './part-name.ts';
import { hashOfFile } from './place-file.ts';
import { publishFile } from './publish-file.ts';
import { moveToStrays, straysPath } from './stray-files.ts';

/** Takes the part out of the way of the next try; the largest of a result is kept. How many bytes that has. */
export async function putAside(of: PartOf): Promise<number> {
  const aside = ownPath(of, 'aside');
  const note = await readNoteAt(ownPath(of, 'aside.json'));
  const before = await lstatIfThere(aside);
  if (before !== null && note !== null && isNoteOf(note, of)) {
    if (before.size >= (await lstat(partPath(of))).size) {
      // A short answer, such as an error text, is worth less than what came before it.
      await removePart(of);
      return before.size;
    }
  } else if (before !== null) {
    // Under the same name, but of something else.
    await moveToStrays(of.folder, partName({ databaseId: of.owner.id, resultId: of.resultId, kind: 'aside' }));
  }
  await rename(partPath(of), aside);
  if ((await lstatIfThere(notePath(of))) !== null) await rename(notePath(of), ownPath(of, 'aside.json'));
  await removePart(of);
  await syncFolder(incomingPath(of.folder));
  return (await lstat(aside)).size;
}

/** Something right came after all. */
export async function forgetAside(of: PartOf): Promise<void> {
  for (const { path } of await asidesOf({ ...of, bytes: null })) {
    await removeFile(path);
    await removeFile(`${path}.json`);
  }
}

/**
 * What was put aside for a result, in `.incoming` or among the strays, whatever its database was called then; the largest first. Told by its
 * note; one of an earlier studio, which wrote none, by its number and size, where `bytes` is known.
 */
async function asidesOf(
  of: Pick<PartOf, 'folder' | 'owner' | 'resultId' | 'of'> & { readonly url?: string; readonly bytes: number | null },
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const found: { readonly path: string; readonly bytes: number }[] = [];
  for (const folder of [incomingPath(of.folder), straysPath(of.folder)]) {
    for (const name of await namesIn(folder)) {
      const parsed = parsePartName(name);
      if (parsed === null || parsed.kind !== 'aside' || !mayBeOwn(parsed, of.owner)) continue;
      const [path, note] = [join(folder, name), await readNoteAt(join(folder, `${name}.json`))];
      const bytes = (await lstatIfThere(path))?.size;
      const isSame = note !== null ? note.of === of.of : parsed.resultId === of.resultId && bytes === of.bytes;
      if (isSame && bytes !== undefined) found.push({ path, bytes });
    }
  }
  return found.sort((one, other) => other.bytes - one.bytes);
}

/** See `Library.keepAside`. */
export async function keepAside(job: Parameters<Library['keepAside']>[0]): Promise<Result<StoredFile, AppError>> {
  const { folder, fileName } = job;
  try {
    const source = (await asidesOf(job))[0]?.path;
    if (source === undefined) return fail({ kind: 'file-gone' });
    const sha256 = await hashOfFile(source);
    if (sha256 === null) throw new Error('hashing without a signal ends');
    const name = await publishFile(source, folder, { stem: fileName, extension: await extensionOf(source) }, async () => undefined);
    await removeFile(`${source}.json`);
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

/** By its content, so that another program knows what to do with it. */
async function extensionOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const type = fileTypeOf(await readAt(handle, 0, SNIFF_BYTES));
    return type?.kind === 'video' ? type.extension : 'mp4';
  } finally {
    await handle.close();
  }
}
