// The elements of the active account. They are loaded again when a new one is finished.
import type { AppError } from '../../../../../shared/errors.ts';
import type { AccountElement } from '../../../../../shared/ipc.ts';
import { ok, type Result } from '../../../../../shared/result.ts';
import { call } from '../../../api.ts';
import { type StudioState, selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';
import { loadedFor, useLoadedValue } from '../../../use-loaded-value.ts';

const noElements: readonly AccountElement[] = [];

/** The number of completed element tasks in the queue. It changes when one is finished. */
function finishedElementCount(state: StudioState): number {
  let count = 0;
  for (const task of selectTasks(state).values()) {
    if (task.state === 'completed' && task.results.some(({ kind }) => kind === 'element')) count += 1;
  }
  return count;
}

async function listElements(profileId: number | null): Promise<Result<readonly AccountElement[], AppError>> {
  if (profileId === null) return ok(noElements);
  const result = await call('elements.list', { profileId });
  return result.ok ? ok(result.value.elements) : result;
}

/**
 * Returns the elements of the active profile; empty until they are loaded, and without a profile. Main has the list. It is loaded again
 * after each new element.
 */
export function useAccountElements(): readonly AccountElement[] {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const finishedCount = useStudio(finishedElementCount);
  return loadedFor(useLoadedValue(listElements, profileId, finishedCount), profileId) ?? noElements;
}
