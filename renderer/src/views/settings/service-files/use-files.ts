// What the window knows of a profile's files at EvoLink, and everything that can be done with them. Nothing is asked before `show`.
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallOutput, ServiceFile } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import type { CallResult } from '../../../components/errors/use-call.ts';

export type FilesPage = CallOutput<'files.list'>;
export type Quota = CallOutput<'files.quota'>;

/** What was just done, to be said once. */
export type FilesNews =
  | { readonly kind: 'uploaded'; readonly file: CallOutput<'files.upload'> }
  | { readonly kind: 'upload-stopped' }
  | { readonly kind: 'removed'; readonly name: string }
  | { readonly kind: 'failed'; readonly doing: 'upload'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly doing: 'remove'; readonly file: ServiceFile; readonly error: AppError };

export interface FilesState {
  /** null: never asked, or refused and nothing older is known. */
  readonly page: FilesPage | null;
  readonly quota: Quota | null;
  readonly listError: AppError | null;
  readonly quotaError: AppError | null;
  readonly news: FilesNews | null;
  readonly isLoading: boolean;
  readonly isUploading: boolean;
  /** The file that is being deleted. */
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

export interface Files extends FilesState {
  /** Asks for a page, and how many files fit. What is shown stays until the answers are there. */
  show(page: number): Promise<void>;
  upload(): Promise<void>;
  stopUpload(): Promise<CallResult>;
  remove(file: ServiceFile): Promise<void>;
}

export function useFiles(profileId: number): Files {
  const [state, setState] = useState(nothing);
  /** Answers to an older question are not listened to, nor is any after the box is gone. */
  const asked = useRef(0);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      asked.current += 1;
    };
  }, []);
  const change = (part: Partial<FilesState>): void => {
    if (alive.current) setState((now) => ({ ...now, ...part }));
  };

  const show = async (wanted: number): Promise<void> => {
    asked.current += 1;
    const question = asked.current;
    change({ isLoading: true });
    const [listed, quota] = await Promise.all([call('files.list', { profileId, page: wanted }), call('files.quota', { profileId })]);
    if (question !== asked.current) return;
    // The last file of the last page is gone: the page before it is the last one now.
    if (listed.ok && listed.value.files.length === 0 && wanted > 1 && listed.value.total > 0) {
      return show(Math.min(wanted - 1, Math.ceil(listed.value.total / listed.value.pageSize)));
    }
    change({
      isLoading: false,
      ...(listed.ok ? { page: listed.value, listError: null } : { listError: listed.error }),
      ...(quota.ok ? { quota: quota.value, quotaError: null } : { quotaError: quota.error }),
    });
  };

  return {
    ...state,
    show,
    async upload() {
      change({ isUploading: true, news: null });
      const answer = await call('files.upload', { profileId });
      if (answer.ok) change({ isUploading: false, news: { kind: 'uploaded', file: answer.value } });
      // Closing the system's dialog is an answer, not a failure.
      else if (answer.error.kind === 'cancelled-by-user') change({ isUploading: false });
      else change({ isUploading: false, news: { kind: 'failed', doing: 'upload', error: answer.error } });
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
        news: answer.ok ? { kind: 'removed', name } : { kind: 'failed', doing: 'remove', file, error: answer.error },
      });
      if (alive.current) await show(state.page?.page ?? 1);
    },
  };
}
