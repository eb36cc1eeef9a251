// State and actions for a profile's files at EvoLink. Nothing is requested before `show`.
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
export type FilesNews =
  | { readonly kind: 'uploaded'; readonly file: CallOutput<'files.upload'> }
  | { readonly kind: 'upload-stopped' }
  | { readonly kind: 'removed'; readonly name: string }
  | { readonly kind: 'failed'; readonly action: 'upload'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly action: 'remove'; readonly file: ServiceFile; readonly error: AppError };

/** The state that `FilesBox` renders. */
interface FilesState {
  /** null: never requested, or refused without an earlier page. */
  readonly page: FilesPage | null;
  /** null like `page`. */
  readonly quota: Quota | null;
  /** Why the last page, or the last quota, could not be loaded; null if it could. */
  readonly listError: AppError | null;
  readonly quotaError: AppError | null;
  /** null until something was done, and while the next action runs. */
  readonly news: FilesNews | null;
  readonly isLoading: boolean;
  readonly isUploading: boolean;
  /** Id of the file that is being deleted; null if none is. */
  readonly removing: string | null;
}

const nothing: FilesState = {
  page: null,
  quota: null,
  listError: null,
  quotaError: null,
  news: null,
  isLoading: false,
  isUploading: false,
  removing: null,
};

/** State and actions of the files box. The actions never reject; failures are in the state. */
interface Files extends FilesState {
  /** Loads a page (from 1) and the quota. The old ones stay visible until the answers arrive. */
  show(page: number): Promise<void>;
  /** Opens the system's file dialog, uploads the chosen file, then shows the first page. */
  upload(): Promise<void>;
  /** Cancels the upload in progress. Resolves to the answer, for `useCall`. */
  stopUpload(): Promise<CallResult>;
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
  const [state, setState] = useState(nothing);
  /** Number of the latest request. Responses to older ones are ignored, and all responses after the box is unmounted. */
  const lastRequest = useRef(0);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      lastRequest.current += 1;
    };
  }, []);
  const change = (part: Partial<FilesState>): void => {
    if (alive.current) setState((now) => ({ ...now, ...part }));
  };

  const show = async (wanted: number): Promise<void> => {
    lastRequest.current += 1;
    const request = lastRequest.current;
    change({ isLoading: true });
    const [listed, quota] = await Promise.all([call('files.list', { profileId, page: wanted }), call('files.quota', { profileId })]);
    if (request !== lastRequest.current) return;
    // The only file of the last page was deleted, so the previous page is the last one now.
    if (listed.ok && listed.value.files.length === 0 && wanted > 1 && listed.value.total > 0) {
      return show(Math.min(wanted - 1, Math.ceil(listed.value.total / listed.value.pageSize)));
    }
    change(afterLoading(listed, quota));
  };

  return {
    ...state,
    show,
    async upload() {
      change({ isUploading: true, news: null });
      const answer = await call('files.upload', { profileId });
      if (answer.ok) change({ isUploading: false, news: { kind: 'uploaded', file: answer.value } });
      // Closing the system's dialog is not a failure.
      else if (answer.error.kind === 'cancelled-by-user') change({ isUploading: false });
      else change({ isUploading: false, news: { kind: 'failed', action: 'upload', error: answer.error } });
      if (alive.current && answer.ok) await show(1);
    },
    async stopUpload() {
      change({ news: { kind: 'upload-stopped' } });
      const answer = await call('files.cancelUpload', { profileId });
      if (!answer.ok) change({ news: null });
      return answer;
    },
    async remove(file) {
      const { fileId, name } = file;
      change({ removing: fileId, news: null });
      const answer = await call('files.delete', { profileId, fileId });
      change({
        removing: null,
        news: answer.ok ? { kind: 'removed', name } : { kind: 'failed', action: 'remove', file, error: answer.error },
      });
      if (alive.current) await show(state.page?.page ?? 1);
    },
  };
}
