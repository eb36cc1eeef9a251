// Files that the request does not contain yet, or not in their final form. Generate waits for them.
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { useComposer } from '../composer-store.ts';
import { useFixing } from '../fixing/fixing-store.ts';

/** `adding`: a file is being added to the request. `changing`: a picture in the request is being fixed. */
export type PendingFiles = 'none' | 'adding' | 'changing';

/** `additionIds`: the additions in progress. `busyIds`: the references that are being changed. Pure. */
function pendingFilesOf(request: GenerationRequest, additionIds: readonly number[], busyIds: readonly number[]): PendingFiles {
  if (additionIds.length > 0) return 'adding';
  return request.references.some(({ referenceId }) => busyIds.includes(referenceId)) ? 'changing' : 'none';
}

/** Returns which files are pending now, for code outside of components. */
export const currentPendingFiles = (): PendingFiles => {
  const { request, additionIds } = useComposer.getState();
  return pendingFilesOf(request, additionIds, useFixing.getState().busyIds);
};

/** Returns which files are pending now; renders again when that changes. */
export function usePendingFiles(): PendingFiles {
  const busyIds = useFixing((s) => s.busyIds);
  return useComposer(({ request, additionIds }) => pendingFilesOf(request, additionIds, busyIds));
}
