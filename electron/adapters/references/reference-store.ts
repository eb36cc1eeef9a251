// Implements the `ReferenceStore` port: local copies of references, one file per content, named by its SHA-256. A reference outlives the
// file that the user dropped, and the same picture is stored and uploaded only once.
import { basename } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { HttpClient, PictureDecoder, ReferenceFile, ReferenceStore } from '../../core/ports.ts';
import { readChunks } from '../files/file-io.ts';
import type { Lookup } from '../http/address-policy.ts';
import { dnsLookup } from '../http/dns-lookup.ts';
import { mimeTypeOfExtension } from '../media/file-type.ts';
import { displayName } from './display-name.ts';
import { fetchReference } from './fetch-reference.ts';
import { checkDecodable, normalizedSource } from './normalize-reference.ts';
import { fileLimitBytes } from './reference-metadata.ts';
import { metadataIn, type StoreCopyContext, sourceIn, storeCopy } from './store-copy.ts';
import { locateStoredCopy, storeError, withStoredCopy } from './stored-copy.ts';
import { fileChunks, openUserFile, userFileSource } from './user-file.ts';

interface ReferenceStoreOptions {
  readonly folder: string;
  readonly http: HttpClient;
  /** Decodes each picture; an incomplete picture is refused. */
  readonly pictures: PictureDecoder;
  /** Resolves host names before a fetch; the default is the system's resolver. */
  readonly lookup?: Lookup;
  /** The time limit for downloading an address. */
  readonly fetchTimeoutMs?: number;
}

const defaultFetchTimeoutMs = 60_000;
const copyReadBytes = 256 * 1024;

/** Creates the `ReferenceStore` port on a folder. The first file that is added creates the folder. */
export function createReferenceStore(options: ReferenceStoreOptions): ReferenceStore {
  const { folder, http, pictures, lookup = dnsLookup, fetchTimeoutMs = defaultFetchTimeoutMs } = options;
  const context: StoreCopyContext = { folder, pictures };

  return {
    addFile: (path) => addFile(context, path),

    async addBytes(name, bytes) {
      const shortName = displayName(name);
      if (bytes.byteLength > fileLimitBytes) {
        return fail({ kind: 'reference-too-large', name: shortName, bytes: bytes.byteLength, limitBytes: fileLimitBytes });
      }
      return await storeCopy(context, shortName, chunksOf(bytes));
    },

    async addUrl(url, access, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(fetchTimeoutMs)]);
      return await fetchReference({ http, lookup }, url, access, limit, (name, chunks) => storeCopy(context, name, chunks));
    },

    openFile: userFileSource,

    async inspect(sha256, name, signal) {
      return await withStoredCopy(folder, sha256, name, async (handle, bytes) => {
        const reading = await metadataIn(handle, bytes, name);
        if (!reading.ok) return reading;
        const { metadata } = reading.value;
        const decodable =
          metadata.kind === 'image'
            ? await checkDecodable(pictures, { ...metadata, name, bytes }, sourceIn(handle, bytes), signal)
            : ok(null);
        return decodable.ok ? ok({ width: metadata.width, height: metadata.height, normalize: metadata.normalize }) : decodable;
      });
    },

    async openNormalized(file, signal) {
      return await withStoredCopy(folder, file.sha256, file.name, (handle, bytes) =>
        normalizedSource(pictures, { ...file, bytes }, sourceIn(handle, bytes), signal),
      );
    },

    async open(sha256) {
      const storedCopy = await locateStoredCopy(folder, sha256);
      if (storedCopy === null) return null;
      const name = basename(storedCopy.absolutePath);
      return {
        name,
        mimeType: mimeTypeOfExtension(name.slice(name.lastIndexOf('.') + 1)),
        bytes: storedCopy.bytes,
        read: () => fileChunks(storedCopy.absolutePath),
      };
    },

    locate: (sha256) => locateStoredCopy(folder, sha256),
  };
}

/** Copies a file of the user into the store, unless it changes while it is read. */
async function addFile(context: StoreCopyContext, path: string): Promise<Result<ReferenceFile, AppError>> {
  const name = displayName(basename(path));
  const opened = await openUserFile(path, name);
  if (!opened.ok) return opened;
  const { handle, bytes, modifiedAtMs } = opened.value;
  try {
    // Checked before any byte is copied, because the user may drop anything.
    const reading = await metadataIn(handle, bytes, name);
    if (!reading.ok) return reading;
    return await storeCopy(context, name, readChunks(handle, bytes), async () => {
      const after = await handle.stat();
      return after.size === bytes && after.mtimeMs === modifiedAtMs;
    });
  } catch (error) {
    return fail(await storeError(error, context.folder, name));
  } finally {
    await handle.close();
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < bytes.byteLength; position += copyReadBytes) yield bytes.subarray(position, position + copyReadBytes);
}
