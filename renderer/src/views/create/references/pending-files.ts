// Files that the request does not contain yet, or not in their final form. Generate waits for them.
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { useComposer } from '../composer-store.ts';
import { useFixing } from '../fixing/fixing-store.ts';

/** `adding`: a file is being added to the request. `changing`: a picture in the request is being fixed. */
export type PendingFiles = 'none' | 'adding' | 'changing';

/** `adding`: ids of the additions in progress. `busy`: ids of the references that are being changed. Pure. */
function pendingFilesOf(request: GenerationRequest, adding: readonly number[], busy: readonly number[]): PendingFiles {
  if (adding.length > 0) return 'adding';
  return request.references.some(({ referenceId }) => busy.includes(referenceId)) ? 'changing' : 'none';
}

/** Returns which files are pending now, for code outside of components. */
export const currentPendingFiles = (): PendingFiles => {
  const { request, adding } = useComposer.getState();
  return pendingFilesOf(request, adding, useFixing.getState().busy);
};

/** Returns which files are pending now; renders again when that changes. */
export function usePendingFiles(): PendingFiles {
  const busy = useFixing((s) => s.busy);
  return useComposer(({ request, adding }) => pendingFilesOf(request, adding, busy));
}
