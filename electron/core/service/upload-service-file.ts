// Uploads a file that the user picks, unless the same content is on the file host already.
import { createHash, type Hash } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { UploadRow } from '../../db/tables/upload-table.ts';
import type { FileSource, UploadedFile } from '../ports.ts';
import { callFileHost, type ServiceFilesDeps } from './service-file-deps.ts';
import { uploadLifeMs, uploadReplyOf } from './service-file-view.ts';

/** A copy that dies within the hour is of no use to anybody. */
const marginMs = 3_600_000;
/** The most a page may hold, and as many pages as the largest quota (500) fills. */
const searchPageSize = 100;
const searchPages = 5;

type Uploaded = Result<CallOutput<'files.upload'>, AppError>;

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

/** The same source, hashed once more whenever it is read to its end: what counts is what was sent. `digest`: hex, called once. */
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

/** Whether the host still lists a file; null where it did not answer. */
async function isListed(deps: ServiceFilesDeps, profileId: number, fileId: string, signal: AbortSignal): Promise<boolean | null> {
  for (let page = 1; page <= searchPages; page += 1) {
    const listed = await callFileHost(deps, profileId, (account) => deps.files.list(account, page, searchPageSize, signal));
    if (!listed.ok) return null;
    if (listed.value.files.some((file) => file.fileId === fileId)) return true;
    if (listed.value.files.length === 0 || page * searchPageSize >= listed.value.total) return false;
  }
  return false;
}

/** The copy of this content that was uploaded and has not expired; it may have been deleted elsewhere. */
function knownCopy({ tables, clock }: ServiceFilesDeps, profileId: number, sha256: string): UploadRow | null {
  const row = tables.uploads.live(profileId, sha256, clock.now() + marginMs);
  // A normalized copy is not the file that is to be uploaded.
  return row === undefined || row.fileId === '' || row.normalizeReasons !== '[]' ? null : row;
}

/** Takes the copy that is there, by the host's own list; null where there is none. One that was deleted elsewhere is forgotten. */
async function takeCopy(deps: ServiceFilesDeps, profileId: number, sha256: string, signal: AbortSignal): Promise<UploadRow | null> {
  const known = knownCopy(deps, profileId, sha256);
  if (known === null) return null;
  const isThere = await isListed(deps, profileId, known.fileId, signal);
  if (isThere === false) deps.tables.uploads.delete(profileId, known.fileId);
  return isThere === true ? known : null;
}

/** Writes down an upload. Answers when the copy expires, Unix milliseconds. */
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

/** Uploads `source`, unless its content is there. Errors: `reference-unreadable`, and those of the file host. Called with one file at a time. */
export async function uploadServiceFile(
  deps: ServiceFilesDeps,
  profileId: number,
  source: FileSource,
  signal: AbortSignal,
): Promise<Uploaded> {
  const { name } = source;
  const sha256 = await hashOf(source);
  if (!sha256.ok) return sha256;
  const copy = await takeCopy(deps, profileId, sha256.value, signal);
  if (copy !== null) return ok({ name, url: copy.url, expiresAtMs: copy.expiresAtMs, wasThere: true, reply: uploadReplyOf(copy) });
  const hashed = hashingSource(source);
  const sent = await callFileHost(deps, profileId, (account) => deps.files.uploadStream(account, hashed.source, signal));
  if (!sent.ok) return sent;
  const expiresAtMs = storeUpload(deps, profileId, hashed.digest(), sent.value);
  return ok({ name, url: sent.value.url, expiresAtMs, wasThere: false, reply: { ...sent.value.response } });
}
