// State and actions for a profile's files at EvoLink. Nothing is requested before `loadPage`.
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallOutput, ServiceFile } from '../../../../../shared/ipc.ts';
import type { Result } from '../../../../../shared/result.ts';
import { call } from '../../../api.ts';
import type { CallResult } from '../../../components/errors/use-call.ts';

/** One page of the service's list, with the total number of files. */
export type FilesPage = CallOutput<'files.list'>;
/** The service's limits; a number that it did not send is null. */
export type Quota = CallOutput<'files.quota'>;

/** The outcome of the last action, to be shown once. */
export type FilesOutcome =
  | { readonly kind: 'uploaded'; readonly file: CallOutput<'files.upload'> }
  | { readonly kind: 'upload-stopped' }
  | { readonly kind: 'removed'; readonly name: string }
  | { readonly kind: 'failed'; readonly action: 'upload'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly action: 'remove'; readonly file: ServiceFile; readonly error: AppError };

/** The state that `FilesBox` renders. */
interface FilesState {
  /** The shown page; null before the first request, and after a refusal without an earlier page. */
  readonly page: FilesPage | null;
  /** The quota; null in the same cases as `page`. */
  readonly quota: Quota | null;
  /** Why the last page, or the last quota, could not be loaded; null if it could. */
  readonly listError: AppError | null;
  readonly quotaError: AppError | null;
  /** null before the first action ends, and while the next one runs. */
  readonly outcome: FilesOutcome | null;
  readonly isLoading: boolean;
  readonly isUploading: boolean;
  /** Id of the file that is being deleted; null if none is. */
  readonly removingId: string | null;
}

const initialState: FilesState = {
  page: null,
  quota: null,
  listError: null,
  quotaError: null,
  outcome: null,
  isLoading: false,
  isUploading: false,
  removingId: null,
};

/** State and actions of the files box. The actions never reject; failures are in the state. */
interface Files extends FilesState {
  /** Loads a page (from 1) and the quota. The old ones stay visible until the new ones arrive. */
  loadPage(page: number): Promise<void>;
  /** Opens the system's file dialog, uploads the chosen file, then shows the first page. */
  upload(): Promise<void>;
  /** Cancels the upload in progress. Resolves to the result, for `useCall`. */
  cancelUpload(): Promise<CallResult>;
  /** Deletes a file at the service, without asking, and loads the page again. */
  remove(file: ServiceFile): Promise<void>;
}

/** The change of the state after a page and the quota were requested. After a refusal, the old page or quota stays. */
const afterLoading = (listed: Result<FilesPage, AppError>, quota: Result<Quota, AppError>): Partial<FilesState> => ({
  isLoading: false,
  ...(listed.ok ? { page: listed.value, listError: null } : { listError: listed.error }),
  ...(quota.ok ? { quota: quota.value, quotaError: null } : { quotaError: quota.error }),
});

/** Holds the files of one profile while the box is mounted. */
export function useFiles(profileId: number): Files {
  const [state, setState] = useState(initialState);
  /** Number of the latest request. Responses to older requests are ignored, and so are all responses after the box is unmounted. */
  const lastRequest = useRef(0);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      lastRequest.current += 1;
    };
  }, []);
  const update = (part: Partial<FilesState>): void => {
    if (isMounted.current) setState((now) => ({ ...now, ...part }));
  };

  const loadPage = async (requestedPage: number): Promise<void> => {
    lastRequest.current += 1;
    const request = lastRequest.current;
    update({ isLoading: true });
    const [listed, quota] = await Promise.all([call('files.list', { profileId, page: requestedPage }), call('files.quota', { profileId })]);
    if (request !== lastRequest.current) return;
    // The only file of the last page was deleted, so the previous page is the last one now.
    if (listed.ok && listed.value.files.length === 0 && requestedPage > 1 && listed.value.total > 0) {
      return loadPage(Math.min(requestedPage - 1, Math.ceil(listed.value.total / listed.value.pageSize)));
    }
    update(afterLoading(listed, quota));
  };

  return {
    ...state,
    loadPage,
    async upload() {
      update({ isUploading: true, outcome: null });
      const result = await call('files.upload', { profileId });
      if (result.ok) update({ isUploading: false, outcome: { kind: 'uploaded', file: result.value } });
      // Closing the system's dialog is not a failure.
      else if (result.error.kind === 'cancelled-by-user') update({ isUploading: false });
      else update({ isUploading: false, outcome: { kind: 'failed', action: 'upload', error: result.error } });
      if (isMounted.current && result.ok) await loadPage(1);
    },
    async cancelUpload() {
      update({ outcome: { kind: 'upload-stopped' } });
      const result = await call('files.cancelUpload', { profileId });
      if (!result.ok) update({ outcome: null });
      return result;
    },
    async remove(file) {
      const { fileId, name } = file;
      update({ removingId: fileId, outcome: null });
      const result = await call('files.delete', { profileId, fileId });
      update({
        removingId: null,
        outcome: result.ok ? { kind: 'removed', name } : { kind: 'failed', action: 'remove', file, error: result.error },
      });
      if (isMounted.current) await loadPage(state.page?.page ?? 1);
    },
  };
}
