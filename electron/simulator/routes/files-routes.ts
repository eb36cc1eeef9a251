// The files host without uploads: list, quota, delete, and serving uploads and results.

import { profilePicture } from '../media/character-picture.ts';
import { remainingQuota } from '../media/receive-upload.ts';
import type { Service } from '../simulated-service.ts';
import type { SimulatedUploadRow } from '../tables/simulated-upload-table.ts';
import { accountOf } from './api-key-access.ts';
import { beijingTime, filesErrorReply } from './file-host-reply.ts';
import { type IncomingRequest, json, type Reply, type Route } from './http-reply.ts';
import { type StoredFile, serveFile } from './serve-range.ts';

const toStoredFile = (row: SimulatedUploadRow): StoredFile => ({
  blob: row.id,
  bytes: row.bytes,
  sha256: row.sha256,
  modifiedMs: row.uploaded_ms,
  contentType: row.mime_type,
});

/** Every route of the files host but uploads; the first that matches handles a request. */
export function createFilesRoutes(service: Service): readonly Route[] {
  const withService =
    (handle: (service: Service, incoming: IncomingRequest) => Reply): Route['handle'] =>
    (incoming) =>
      handle(service, incoming);
  return [
    {
      method: 'GET',
      pattern: /^\/api\/v1\/files\/list$/,
      endpoint: 'list-files',
      handle: forAccount(service, 'list-files', (incoming, account) => list(service, incoming, account)),
    },
    {
      method: 'GET',
      pattern: /^\/api\/v1\/files\/quota$/,
      endpoint: 'quota',
      handle: forAccount(service, 'quota', (_, account) => quota(service, account)),
    },
    {
      method: 'DELETE',
      pattern: /^\/api\/v1\/files\/([^/]+)$/,
      endpoint: 'delete-file',
      handle: forAccount(service, 'delete-file', (incoming, account) => remove(service, incoming, account)),
    },
    { method: 'GET', pattern: /^\/api\/v1\/files\/download\/([^/]+)$/, endpoint: 'download', handle: withService(download) },
    { method: 'GET', pattern: /^\/002[A-Z0-9]+\/videos\//, endpoint: 'result', handle: withService(serve) },
    { method: 'GET', pattern: /^\/002[A-Z0-9]+\//, endpoint: 'file', handle: withService(serve) },
  ];
}

function refuse(service: Service, endpoint: string, status: number, message: string, code: string | null = null): Reply {
  return filesErrorReply(service.settings(), endpoint, status, code, message);
}

/** Wraps a handler that needs an account: refuses requests without a valid key. */
function forAccount(
  service: Service,
  endpoint: string,
  handle: (incoming: IncomingRequest, account: string) => Reply | Promise<Reply>,
): Route['handle'] {
  return async (incoming) => {
    const account = accountOf(incoming.headers);
    return account.ok ? await handle(incoming, account.value) : refuse(service, endpoint, account.error.status, account.error.message);
  };
}

function list(service: Service, incoming: IncomingRequest, account: string): Reply {
  const page = Math.max(1, Number(incoming.query.get('page')) || 1);
  const pageSize = Math.min(100, Math.max(1, Number(incoming.query.get('pageSize')) || 20));
  const live = service.uploads.unexpired(account, service.clock.now());
  const files = live
    .slice((page - 1) * pageSize, page * pageSize)
    .map((row) => ({ file_id: row.id, file_name: row.file_name, file_size: row.bytes, upload_time: beijingTime(row.uploaded_ms) }));
  return json(200, { success: true, code: 200, msg: 'success', data: { total: live.length, files } });
}

function quota(service: Service, account: string): Reply {
  const { maxFiles } = service.settings();
  const remainingFiles = remainingQuota(service, account);
  const data = {
    user_group: 'default',
    used_files: maxFiles - remainingFiles,
    max_files: maxFiles,
    remain_files: Math.max(0, remainingFiles),
    is_custom: false,
    // The service fills in the reason for a custom quota only.
    quota_reason: '',
  };
  return json(200, { success: true, code: 200, data });
}

async function remove(service: Service, incoming: IncomingRequest, account: string): Promise<Reply> {
  const row = service.uploads.byId(account, incoming.params[0] ?? '', service.clock.now());
  if (!row) return refuse(service, 'delete-file', 404, 'File not found');
  service.uploads.delete(row.id);
  await service.blobs.remove(row.id);
  return json(200, { success: true, code: 200, msg: 'File deleted successfully' });
}

function download(service: Service, incoming: IncomingRequest): Reply {
  const row = service.uploads.byId(null, incoming.params[0] ?? '', service.clock.now());
  if (!row) return refuse(service, 'download', 404, 'File not found');
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(row.file_name)}`;
  return serveFile(service.blobs, toStoredFile(row), incoming, { 'content-disposition': disposition });
}

function noSuchKey(service: Service): Reply {
  return refuse(service, 'file', 404, 'The specified key does not exist.', 'NoSuchKey');
}

/** Serves an upload or a result; their paths have the same shape. An expired result always gets 403. An expired upload no longer exists. */
function serve(service: Service, incoming: IncomingRequest): Reply {
  const link = service.tasks.link(incoming.path);
  if (!link) {
    const row = service.uploads.byPath(incoming.path, service.clock.now());
    return row ? serveFile(service.blobs, toStoredFile(row), incoming) : noSuchKey(service);
  }
  if (link.expires_ms <= service.clock.now()) return refuse(service, 'result', 403, 'Request has expired', 'AccessDenied');
  const clip = service.tasks.clip(link.task_id, link.result_index);
  if (clip) {
    const file = { blob: clip.blob, bytes: clip.bytes, sha256: clip.sha256, modifiedMs: clip.made_ms, contentType: clip.content_type };
    return serveFile(service.blobs, file, incoming);
  }
  return service.tasks.find(link.task_id)?.output === 'character' ? profilePicture(link.task_id) : noSuchKey(service);
}
