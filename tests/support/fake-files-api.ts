// A fake of the service's file host, without a network: uploads, the list of files, the quota, deletions.
import type { FilesApi } from '../../electron/core/ports.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import { serviceResponse } from './fake-api.ts';
import type { FakeClock } from './fake-clock.ts';

type UploadMethod = 'stream' | 'base64';
type FilesCall = UploadMethod | 'list' | 'quota' | 'remove';

export interface FakeFilesApi extends FilesApi {
  readonly uploads: { readonly method: UploadMethod; readonly name: string }[];
  /** The files at the service, newest first. */
  readonly hostedFiles: { fileId: string; name: string; bytes: number | null; uploadedAtMs: number | null }[];
  /** URLs of files that the host has deleted. */
  readonly deletedUrls: Set<string>;
  /** URLs that were checked for existence. */
  readonly existenceChecks: string[];
  /** The error with which each of these calls fails; other calls succeed. */
  readonly refusals: Map<FilesCall, AppError>;
  /** Uploads end when this resolves. */
  ready: Promise<void>;
}

export function createFakeFilesApi(clock: FakeClock): FakeFilesApi {
  const uploads: { method: UploadMethod; name: string }[] = [];
  const hostedFiles: FakeFilesApi['hostedFiles'] = [];
  const refusals: FakeFilesApi['refusals'] = new Map();
  const refusalOf = (kind: FilesCall) => {
    const refusal = refusals.get(kind);
    return refusal === undefined ? null : fail(refusal);
  };
  const receiveUpload = (method: UploadMethod, name: string, bytes: number | null) => {
    uploads.push({ method, name });
    const refusal = refusalOf(method);
    if (refusal !== null) return refusal;
    const fileId = `file_${uploads.length}`;
    hostedFiles.unshift({ fileId, name, bytes, uploadedAtMs: clock.now() });
    return ok({
      fileId,
      url: `https://files.example/${fileId}`,
      expiresAtMs: clock.now() + 72 * 3_600_000,
      response: { file_id: fileId, file_name: name },
    });
  };
  const api: FakeFilesApi = {
    uploads,
    hostedFiles,
    deletedUrls: new Set(),
    existenceChecks: [],
    refusals,
    ready: Promise.resolve(),
    async uploadStream(_account, file, signal) {
      for await (const _ of file.read());
      const aborted = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
      if (!signal.aborted) await Promise.race([api.ready, aborted]);
      if (signal.aborted) return fail({ kind: 'no-response', reason: 'connection-lost', detail: 'aborted' });
      return receiveUpload('stream', file.name, file.bytes);
    },
    async isDeleted(_account, url) {
      api.existenceChecks.push(url);
      return api.deletedUrls.has(url);
    },
    uploadBase64: async (_account, file) => receiveUpload('base64', file.name, file.bytes),
    list: async (_account, page, pageSize) =>
      refusalOf('list') ?? ok({ total: hostedFiles.length, files: hostedFiles.slice((page - 1) * pageSize, page * pageSize) }),
    quota: async () => refusalOf('quota') ?? ok({ usedFiles: hostedFiles.length, maxFiles: 100, remainingFiles: 100 - hostedFiles.length }),
    async remove(_account, fileId) {
      const refusal = refusalOf('remove');
      if (refusal !== null) return refusal;
      const index = hostedFiles.findIndex((file) => file.fileId === fileId);
      if (index < 0) return fail({ kind: 'not-found', service: serviceResponse(404) });
      hostedFiles.splice(index, 1);
      return ok(null);
    },
  };
  return api;
}
