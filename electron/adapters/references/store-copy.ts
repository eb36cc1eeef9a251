// Copies the content of a reference into the store, checks it, and stores it under its hash.
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { HttpFailure, type PictureDecoder, type PictureSource, type ReferenceFile } from '../../core/ports.ts';
import { readAt, writeAll } from '../files/file-io.ts';
import { removeFile } from '../files/optional-fs.ts';
import { syncFolder } from '../library/folder-access.ts';
import { referenceMediaThread } from '../media/media-thread.ts';
import { checkDecodable } from './normalize-reference.ts';
import { fileLimitBytes, type ReferenceMetadata } from './reference-metadata.ts';
import { storeError } from './stored-copy.ts';

/** The folder of the copies, and the decoder that checks pictures. */
export interface StoreCopyContext {
  readonly folder: string;
  /** Decodes each picture; an incomplete picture is refused. */
  readonly pictures: PictureDecoder;
}

/** A signal that is never aborted: decoding has its own time limit. */
const neverAborted = new AbortController().signal;

/** Copies `chunks` into the store. `isUnchanged` is called at the end, for sources that can change while they are read. */
export async function storeCopy(
  { folder, pictures }: StoreCopyContext,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  isUnchanged: () => Promise<boolean> = async () => true,
): Promise<Result<ReferenceFile, AppError>> {
  const incoming = join(folder, '.incoming');
  const path = join(incoming, randomBytes(12).toString('hex'));
  try {
    await mkdir(incoming, { recursive: true });
    const handle = await open(path, 'wx+', 0o600);
    try {
      const copied = await copyInto(handle, chunks);
      if (copied === null) return fail({ kind: 'reference-too-large', name, bytes: fileLimitBytes + 1, limitBytes: fileLimitBytes });
      if (!(await isUnchanged())) return fail({ kind: 'reference-unreadable', name, detail: 'the file changed while it was read' });
      const reading = await metadataIn(handle, copied.bytes, name);
      if (!reading.ok) return reading;
      const { metadata } = reading.value;
      if (metadata.kind === 'image') {
        const decodable = await checkDecodable(
          pictures,
          { ...metadata, name, bytes: copied.bytes },
          sourceIn(handle, copied.bytes),
          neverAborted,
        );
        if (!decodable.ok) return decodable;
      }
      await handle.sync();
      await handle.close();
      const subfolder = join(folder, copied.sha256.slice(0, 2));
      await mkdir(subfolder, { recursive: true });
      // An existing file with this name has the same content, so replacing it changes nothing.
      await rename(path, join(subfolder, `${copied.sha256}.${reading.value.type.extension}`));
      await syncFolder(subfolder);
      return ok({ ...reading.value.metadata, name, bytes: copied.bytes, sha256: copied.sha256 });
    } finally {
      await handle.close().catch(() => undefined);
      await removeFile(path);
    }
  } catch (error) {
    if (error instanceof HttpFailure) throw error;
    return fail(await storeError(error, folder, name));
  }
}

/** Reads the type and metadata of a file in the media thread. */
export async function metadataIn(handle: FileHandle, bytes: number, name: string): Promise<Result<ReferenceMetadata, AppError>> {
  const outcome = await referenceMediaThread.ask(handle, bytes, { kind: 'reference', name });
  if (outcome.kind === 'response') return outcome.response;
  return fail({ kind: 'reference-unreadable', name, detail: `its content was too much to read: ${outcome.detail}`.slice(0, 500) });
}

/** Returns an open file as the source of a picture's bytes. */
export const sourceIn = (handle: FileHandle, size: number): PictureSource => ({
  size,
  // Copies the bytes, because Node may reuse a shared buffer before it is sent.
  read: async (start, end) => Uint8Array.from(await readAt(handle, start, end - start)),
});

/** Copies the chunks; null if together they are larger than a reference may be. */
async function copyInto(handle: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string } | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes + chunk.byteLength > fileLimitBytes) return null;
    hash.update(chunk);
    await writeAll(handle, [chunk], bytes);
    bytes += chunk.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}
