// Lists, deletes and uploads the files of a profile at EvoLink for the user, with the studio's own data about them.
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { listServiceFiles } from './list-service-files.ts';
import { callFileHost, type ServiceFilesDeps } from './service-file-deps.ts';
import { uploadServiceFile } from './upload-service-file.ts';

/** Operations on the files of a profile, for the handlers. Members also fail with the errors of the account and of the file host. */
export interface ServiceFiles {
  /** A page of the files, starting with page 1. */
  list(profileId: number, page: number): Promise<Result<CallOutput<'files.list'>, AppError>>;
  /** The number of files on the host and its limit. */
  quota(profileId: number): Promise<Result<CallOutput<'files.quota'>, AppError>>;
  /**
   * Deletes a file on the host. Its row in the table of uploads is removed if the file no longer exists, or if the host did not respond.
   */
  remove(profileId: number, fileId: string): Promise<Result<Record<string, never>, AppError>>;
  /**
   * Asks the user for a file and uploads it, one file at a time per profile. Errors: `cancelled-by-user`, `reference-unreadable`, and
   * `not-allowed-in-state` while another file is uploaded.
   */
  upload(profileId: number): Promise<Result<CallOutput<'files.upload'>, AppError>>;
  /** Cancels the upload of this profile. Fails with `not-allowed-in-state` if there is none. */
  cancelUpload(profileId: number): Result<Record<string, never>, AppError>;
}

/** Running uploads, by profile. */
type RunningUploads = Map<number, AbortController>;

/** Whether the error means that the file does not exist. The file host has two forms of this error. */
const isMissingFile = (error: AppError): boolean =>
  error.kind === 'not-found' || (error.kind === 'file-host-refused' && error.service.code === '404');

async function remove(deps: ServiceFilesDeps, profileId: number, fileId: string): Promise<Result<Record<string, never>, AppError>> {
  const response = await callFileHost(deps, profileId, (account) => deps.files.remove(account, fileId, deps.signal));
  // Without a response, the file may have been deleted. Uploading it again is better than submitting a task with a dead URL.
  if (response.ok || isMissingFile(response.error) || response.error.kind === 'no-response') deps.tables.uploads.delete(profileId, fileId);
  return response.ok ? ok({}) : response;
}

async function upload(
  deps: ServiceFilesDeps,
  runningUploads: RunningUploads,
  profileId: number,
): Promise<Result<CallOutput<'files.upload'>, AppError>> {
  const { accounts, desktop, store, signal } = deps;
  if (runningUploads.has(profileId)) return fail({ kind: 'not-allowed-in-state', action: 'upload', state: 'uploading' });
  const controller = new AbortController();
  const cancellation = () => fail({ kind: 'cancelled-by-user' as const });
  runningUploads.set(profileId, controller);
  try {
    const path = await desktop.chooseUpload();
    if (path === null || controller.signal.aborted) return cancellation();
    const account = accounts.account(profileId);
    if (!account.ok) return account;
    const source = await store.openFile(path);
    if (!source.ok) return source;
    const response = await uploadServiceFile(deps, profileId, source.value, AbortSignal.any([signal, controller.signal]));
    return response.ok || !controller.signal.aborted ? response : cancellation();
  } finally {
    runningUploads.delete(profileId);
  }
}

/** Called once by `core/compose/`. */
export function createServiceFiles(deps: ServiceFilesDeps): ServiceFiles {
  const runningUploads: RunningUploads = new Map();
  return {
    list: (profileId, page) => listServiceFiles(deps, profileId, page),
    quota: (profileId) => callFileHost(deps, profileId, (account) => deps.files.quota(account, deps.signal)),
    remove: (profileId, fileId) => remove(deps, profileId, fileId),
    upload: (profileId) => upload(deps, runningUploads, profileId),
    cancelUpload(profileId) {
      const controller = runningUploads.get(profileId);
      if (controller === undefined) return fail({ kind: 'not-allowed-in-state', action: 'cancelUpload', state: 'not uploading' });
      controller.abort();
      return ok({});
    },
  };
}
