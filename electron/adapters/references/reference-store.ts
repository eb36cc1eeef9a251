// Local copies of references behind the `ReferenceStore` port: one file per content, named by its SHA-256, so that a reference outlives the
// file it was dropped from and the same picture is kept (and later uploaded) once.
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type HttpClient,
  HttpFailure,
  type PictureDecoder,
  type PictureSource,
  type ReferenceFile,
  type ReferenceStore,
} from '../../core/ports.ts';
import { fileErrorCode, readAt, readChunks, writeAll } from '../files/file-io.ts';
import { removeFile } from '../files/optional-fs.ts';
import type { Lookup } from '../http/address-policy.ts';
import { dnsLookup } from '../http/dns-lookup.ts';
import { freeBytesOf, syncFolder } from '../library/folder-access.ts';
import { mimeTypeOfExtension } from '../media/file-type.ts';
import { referenceMediaThread } from '../media/media-thread.ts';
import { displayName } from './display-name.ts';
import { fetchReference } from './fetch-reference.ts';
import { checkDecodable, normalizedSource } from './normalize-reference.ts';
import { FILE_LIMIT_BYTES, type ReferenceMetadata } from './reference-metadata.ts';
import { fileChunks, openUserFile, userFileSource } from './user-file.ts';

export interface ReferenceStoreOptions {
  readonly folder: string;
  readonly http: HttpClient;
  /** Decodes pictures: none is taken in that is not whole. */
  readonly pictures: PictureDecoder;
  /** Resolves names before they are fetched; the system's by default. */
  readonly lookup?: Lookup;
  /** For fetching an address as a whole. */
  readonly fetchTimeoutMs?: number;
}

const FETCH_TIMEOUT_MS = 60_000;
const COPY_READ_BYTES = 256 * 1024;
const SHA256 = /^[0-9a-f]{64}$/;

export function createReferenceStore(options: ReferenceStoreOptions): ReferenceStore {
  const { folder, http, pictures, lookup = dnsLookup, fetchTimeoutMs = FETCH_TIMEOUT_MS } = options;

  const locate = async (sha256: string) => {
    if (!SHA256.test(sha256)) return null;
    const shelf = join(folder, sha256.slice(0, 2));
    try {
      const name = (await readdir(shelf)).find((entry) => entry.startsWith(`${sha256}.`));
      if (name === undefined) return null;
      const status = await stat(join(shelf, name));
      return status.isFile() ? { absolutePath: join(shelf, name), bytes: status.size } : null;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error))) return null;
      throw error;
    }
  };

  /** Does something with the open copy of a reference. */
  const withCopy = async <T>(
    sha256: string,
    name: string,
    work: (handle: FileHandle, bytes: number) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> => {
    const place = await locate(sha256);
    if (place === null) return fail({ kind: 'reference-file-missing', name });
    try {
      const handle = await open(place.absolutePath, 'r');
      try {
        return await work(handle, place.bytes);
      } finally {
        await handle.close();
      }
    } catch (error) {
      return fail(await storeError(error, folder, name));
    }
  };

  /** Copies `chunks` in. `isUnchanged` is asked at the end, for sources that can change while they are read. */
  const take = async (
    name: string,
    chunks: AsyncIterable<Uint8Array>,
    isUnchanged: () => Promise<boolean> = async () => true,
  ): Promise<Result<ReferenceFile, AppError>> => {
    const incoming = join(folder, '.incoming');
    const path = join(incoming, randomBytes(12).toString('hex'));
    try {
      await mkdir(incoming, { recursive: true });
      const handle = await open(path, 'wx+', 0o600);
      try {
        const copied = await copyInto(handle, chunks);
        if (copied === null) return fail({ kind: 'reference-too-large', name, bytes: FILE_LIMIT_BYTES + 1, limitBytes: FILE_LIMIT_BYTES });
        if (!(await isUnchanged())) return fail({ kind: 'reference-unreadable', name, detail: 'the file changed while it was read' });
        const known = await factsIn(handle, copied.bytes, name);
        if (!known.ok) return known;
        const { facts } = known.value;
        if (facts.kind === 'image') {
          const whole = await checkDecodable(pictures, { ...facts, name, bytes: copied.bytes }, sourceIn(handle, copied.bytes), neverEnds);
          if (!whole.ok) return whole;
        }
        await handle.sync();
        await handle.close();
        const shelf = join(folder, copied.sha256.slice(0, 2));
        await mkdir(shelf, { recursive: true });
        // The same content under the same name: replacing it changes nothing.
        await rename(path, join(shelf, `${copied.sha256}.${known.value.type.extension}`));
        await syncFolder(shelf);
        return ok({ ...known.value.facts, name, bytes: copied.bytes, sha256: copied.sha256 });
      } finally {
        await handle.close().catch(() => undefined);
        await removeFile(path);
      }
    } catch (error) {
      if (error instanceof HttpFailure) throw error;
      return fail(await storeError(error, folder, name));
    }
  };

  return {
    async addFile(path) {
      const name = displayName(basename(path));
      const opened = await openUserFile(path, name);
      if (!opened.ok) return opened;
      const { handle, bytes, modifiedAtMs } = opened.value;
      try {
        // Refused before a byte is copied: a person may drop anything.
        const known = await factsIn(handle, bytes, name);
        if (!known.ok) return known;
        return await take(name, readChunks(handle, bytes), async () => {
          const after = await handle.stat();
          return after.size === bytes && after.mtimeMs === modifiedAtMs;
        });
      } catch (error) {
        return fail(await storeError(error, folder, name));
      } finally {
        await handle.close();
      }
    },

    async addBytes(name, bytes) {
      const shown = displayName(name);
      if (bytes.byteLength > FILE_LIMIT_BYTES) {
        return fail({ kind: 'reference-too-large', name: shown, bytes: bytes.byteLength, limitBytes: FILE_LIMIT_BYTES });
      }
      return await take(shown, slicesOf(bytes));
    },

    async addAddress(url, reach, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(fetchTimeoutMs)]);
      return await fetchReference({ http, lookup }, url, reach, limit, (name, chunks) => take(name, chunks));
    },

    openFile: userFileSource,

    async inspect(sha256, name, signal) {
      return await withCopy(sha256, name, async (handle, bytes) => {
        const known = await factsIn(handle, bytes, name);
        if (!known.ok) return known;
        const { facts } = known.value;
        const whole =
          facts.kind === 'image' ? await checkDecodable(pictures, { ...facts, name, bytes }, sourceIn(handle, bytes), signal) : ok(null);
        return whole.ok ? ok({ width: facts.width, height: facts.height, normalize: facts.normalize }) : whole;
      });
    },

    async openNormalized(file, signal) {
      return await withCopy(file.sha256, file.name, (handle, bytes) =>
        normalizedSource(pictures, { ...file, bytes }, sourceIn(handle, bytes), signal),
      );
    },

    async open(sha256) {
      const place = await locate(sha256);
      if (place === null) return null;
      const name = basename(place.absolutePath);
      return {
        name,
        mimeType: mimeTypeOfExtension(name.slice(name.lastIndexOf('.') + 1)),
        bytes: place.bytes,
        read: () => fileChunks(place.absolutePath),
      };
    },

    locate,
  };
}

/** Decoding has a limit of its own. */
const neverEnds = new AbortController().signal;

/** What the file is, told by a thread of its own. */
async function factsIn(handle: FileHandle, bytes: number, name: string): Promise<Result<ReferenceMetadata, AppError>> {
  const told = await referenceMediaThread.ask(handle, bytes, { kind: 'reference', name });
  if (told.kind === 'answered') return told.answer;
  return fail({ kind: 'reference-unreadable', name, detail: `its content was too much to read: ${told.detail}`.slice(0, 500) });
}

const sourceIn = (handle: FileHandle, size: number): PictureSource => ({
  size,
  // A copy: a shared buffer of Node may be used again before it was sent.
  read: async (start, end) => Uint8Array.from(await readAt(handle, start, end - start)),
});

/** null when there is more than any reference may have. */
async function copyInto(handle: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string } | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes + chunk.byteLength > FILE_LIMIT_BYTES) return null;
    hash.update(chunk);
    await writeAll(handle, [chunk], bytes);
    bytes += chunk.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A full disk is the disk's; everything else is said of the file. Bugs are thrown on. */
async function storeError(error: unknown, folder: string, name: string): Promise<AppError> {
  const code = fileErrorCode(error);
  if (code === '' || code.startsWith('ERR_')) throw error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full', folder, neededBytes: null, freeBytes: await freeBytesOf(folder) };
  return { kind: 'reference-unreadable', name, detail: error instanceof Error ? error.message.slice(0, 500) : code };
}

async function* slicesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += COPY_READ_BYTES) yield bytes.subarray(at, at + COPY_READ_BYTES);
}
