// Uploads a file that the user chose, unless the file host already has the same content.
import { createHash, type Hash } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { UploadRow } from '../../db/tables/upload-table.ts';
import type { FileSource, UploadedFile } from '../ports.ts';
import { callFileHost, type ServiceFilesDeps } from './service-file-deps.ts';
import { uploadLifeMs, uploadReplyOf } from './service-file-view.ts';

/** The minimum remaining life of a copy that is used again. */
const minLifeMs = 3_600_000;
/** The maximum page size. The largest quota is 500 files, which fit on `searchPages` pages. */
const searchPageSize = 100;
const searchPages = 5;

type UploadResult = Result<CallOutput<'files.upload'>, AppError>;

/** SHA-256 of all bytes, hex. */
async function hashOf(source: FileSource): Promise<Result<string, AppError>> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of source.read()) hash.update(chunk);
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 500) : String(error);
    return fail({ kind: 'reference-unreadable', name: source.name, detail });
  }
  return ok(hash.digest('hex'));
}

/**
 * Wraps a source so that the bytes of each reading are hashed, because the hash must be that of the sent bytes. `digest` returns the
 * hash in hex; call it once.
 */
function hashingSource(source: FileSource): { readonly source: FileSource; digest(): string } {
  let hash: Hash = createHash('sha256');
  return {
    source: {
      ...source,
      async *read() {
        hash = createHash('sha256');
        for await (const chunk of source.read()) {
          hash.update(chunk);
          yield chunk;
        }
      },
    },
    digest: () => hash.digest('hex'),
  };
}

/** Whether the host still lists a file; null if it did not respond. */
async function isListed(deps: ServiceFilesDeps, profileId: number, fileId: string, signal: AbortSignal): Promise<boolean | null> {
  for (let page = 1; page <= searchPages; page += 1) {
    const response = await callFileHost(deps, profileId, (account) => deps.files.list(account, page, searchPageSize, signal));
    if (!response.ok) return null;
    if (response.value.files.some((file) => file.fileId === fileId)) return true;
    if (response.value.files.length === 0 || page * searchPageSize >= response.value.total) return false;
  }
  return false;
}

/** The unexpired upload of this content. The file may have been deleted elsewhere since. */
function findLiveUpload({ tables, clock }: ServiceFilesDeps, profileId: number, sha256: string): UploadRow | null {
  const row = tables.uploads.unexpired(profileId, sha256, clock.now() + minLifeMs);
  // A normalized copy differs from the file that the user chose.
  return row === undefined || row.fileId === '' || row.normalizeReasons !== '[]' ? null : row;
}

/** The existing upload if the host still lists it; null otherwise. Removes the row of an upload that was deleted elsewhere. */
async function findReusableUpload(
  deps: ServiceFilesDeps,
  profileId: number,
  sha256: string,
  signal: AbortSignal,
): Promise<UploadRow | null> {
  const existing = findLiveUpload(deps, profileId, sha256);
  if (existing === null) return null;
  const isStillListed = await isListed(deps, profileId, existing.fileId, signal);
  if (isStillListed === false) deps.tables.uploads.delete(profileId, existing.fileId);
  return isStillListed === true ? existing : null;
}

/** Stores an upload. Returns the time at which it expires, in Unix milliseconds. */
function storeUpload({ tables, clock }: ServiceFilesDeps, profileId: number, sha256: string, file: UploadedFile): number {
  const nowMs = clock.now();
  const expiresAtMs = Math.round(file.expiresAtMs ?? nowMs + uploadLifeMs);
  tables.uploads.store({
    profileId,
    sha256,
    fileId: file.fileId,
    url: file.url,
    uploadedAtMs: nowMs,
    expiresAtMs,
    response: JSON.stringify(file.response),
    normalizeReasons: '[]',
  });
  return expiresAtMs;
}

/**
 * Uploads `source`, unless the file host already has its content. Errors: `reference-unreadable`, and those of the file host. Call it
 * for one file at a time.
 */
export async function uploadServiceFile(
  deps: ServiceFilesDeps,
  profileId: number,
  source: FileSource,
  signal: AbortSignal,
): Promise<UploadResult> {
  const { name } = source;
  const sha256 = await hashOf(source);
  if (!sha256.ok) return sha256;
  const copy = await findReusableUpload(deps, profileId, sha256.value, signal);
  if (copy !== null) return ok({ name, url: copy.url, expiresAtMs: copy.expiresAtMs, wasThere: true, reply: uploadReplyOf(copy) });
  const hashed = hashingSource(source);
  const response = await callFileHost(deps, profileId, (account) => deps.files.uploadStream(account, hashed.source, signal));
  if (!response.ok) return response;
  const expiresAtMs = storeUpload(deps, profileId, hashed.digest(), response.value);
  return ok({ name, url: response.value.url, expiresAtMs, wasThere: false, reply: { ...response.value.response } });
}
