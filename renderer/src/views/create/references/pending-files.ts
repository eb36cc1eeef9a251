// Files that the request does not hold yet, or not in their final form: an order that left now would be paid for without them.
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { useComposer } from '../composer-store.ts';
import { useFixing } from '../fixing/fixing-store.ts';

/** `adding`: a file is on its way into the request. `changing`: a picture that the request names is being brought into shape. */
export type PendingFiles = 'none' | 'adding' | 'changing';

/** `adding`: ids of the additions under way. `busy`: ids of the references that are worked on. Pure. */
function pendingFilesOf(request: GenerationRequest, adding: readonly number[], busy: readonly number[]): PendingFiles {
  if (adding.length > 0) return 'adding';
  return request.references.some(({ referenceId }) => busy.includes(referenceId)) ? 'changing' : 'none';
}

/** What is pending at this moment. */
export const currentPendingFiles = (): PendingFiles => {
  const { request, adding } = useComposer.getState();
  return pendingFilesOf(request, adding, useFixing.getState().busy);
};

/** The same, followed. */
export function usePendingFiles(): PendingFiles {
  const busy = useFixing((s) => s.busy);
  return useComposer(({ request, adding }) => pendingFilesOf(request, adding, busy));
}
