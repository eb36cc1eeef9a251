// Receives an uploaded file from any of the three upload routes: stores its bytes, detects its type by content, checks the quota, and adds its row.
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Service } from '../simulated-service.ts';
import { readAll, type StoredBlob } from '../tables/blob-store.ts';
import type { SimulatedUploadRow } from '../tables/simulated-upload-table.ts';
import { storagePath } from '../tasks/task-lifecycle.ts';
import { headBytes, sniffFileType } from './sniff-upload.ts';
import { probeVideo } from './video-probe.ts';

/** The largest file that the service accepts, in bytes (contract). */
export const maxFileBytes = 100 * 1_024 * 1_024;

/** Why an upload is refused: the HTTP status and the message of the file host's error body. */
export interface FileRefusal {
  readonly status: number;
  readonly message: string;
}

/** The names that come with an upload; null where the request has none. */
export interface UploadNames {
  readonly uploadPath: string | null;
  readonly fileName: string | null;
  readonly originalName: string | null;
  /** The MIME type that the request declares; used only for audio and video whose content is not recognised. */
  readonly declaredType: string | null;
}

/** A file whose bytes are stored and which has no row yet. */
export interface PendingUpload {
  readonly id: string;
  readonly received: StoredBlob;
}

/** Returns how many more files the account may hold now. */
export function remainingQuota(service: Service, account: string): number {
  return service.settings().maxFiles - service.uploads.unexpired(account, service.clock.now()).length;
}

/** Stores the bytes under a new id; refuses a file that is empty or too large. */
export async function receiveFile(service: Service, source: AsyncIterable<Uint8Array>): Promise<Result<PendingUpload, FileRefusal>> {
  const id = `file_${service.randomText(12)}`;
  const received = await service.blobs.receive(id, source, maxFileBytes);
  if (received === 'too-large') return fail({ status: 413, message: 'File too large: the limit is 100MB' });
  if (received.bytes === 0) {
    await service.blobs.remove(id);
    return fail({ status: 400, message: 'File is empty' });
  }
  return ok({ id, received });
}

const cleanName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .slice(0, 200);
const cleanFolder = (path: string): string =>
  path
    .split(/[/\\]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(cleanName)
    .join('/')
    .slice(0, 200);

/** Adds the row of the stored bytes. If the service would refuse such a file, removes the bytes and returns the refusal. */
export async function storeUpload(
  service: Service,
  account: string,
  pending: PendingUpload,
  names: UploadNames,
): Promise<Result<SimulatedUploadRow, FileRefusal>> {
  const { id, received } = pending;
  const reject = async (status: number, message: string): Promise<Result<SimulatedUploadRow, FileRefusal>> => {
    await service.blobs.remove(id);
    return fail({ status, message });
  };
  const readAt = (start: number, end: number): Promise<Buffer> => readAll(service.blobs.read(id, start, Math.min(end, received.bytes)));
  const detected = sniffFileType(await readAt(0, headBytes));
  const declared = names.declaredType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const type =
    detected ?? (/^(audio|video)\//.test(declared) ? { mimeType: declared, extension: declared.split('/')[1] ?? 'bin', size: null } : null);
  if (!type) return await reject(400, 'Unsupported file type: images (JPEG, PNG, GIF, WebP), audio and video are accepted');
  const probe = type.mimeType.startsWith('video/') ? await probeVideo(readAt, received.bytes) : null;
  if (remainingQuota(service, account) <= 0) return await reject(403, 'File quota exceeded: delete files to make room');

  const nowMs = service.clock.now();
  const kind = `${type.mimeType.split('/')[0]}s`;
  const path = storagePath(account, kind, nowMs, `${id} ${service.randomText(16)}`, type.extension);
  const original = cleanName(names.originalName ?? '') || `${id}.${type.extension}`;
  const size = type.size ?? probe?.size ?? null;
  const upload = {
    id,
    account,
    path,
    file_name: cleanName(names.fileName ?? '') || original,
    original_name: original,
    upload_path: cleanFolder(names.uploadPath ?? ''),
    mime_type: type.mimeType,
    bytes: received.bytes,
    sha256: received.sha256,
    width: size?.width ?? null,
    height: size?.height ?? null,
    duration_seconds: probe?.durationSeconds ?? null,
    uploaded_ms: nowMs,
    expires_ms: nowMs + service.settings().uploadLifeMs,
  };
  service.uploads.insert(upload);
  return ok({ ...upload, deleted: 0 });
}
