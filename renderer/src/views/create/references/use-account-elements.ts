// The elements of the active account. They are loaded again when a new one is finished.
import { useEffect, useState } from 'react';
import type { AccountElement } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { type StudioState, selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';

const noElements: readonly AccountElement[] = [];

/** The number of completed element tasks in the queue. It changes when one is finished. */
function finishedElementCount(state: StudioState): number {
  let count = 0;
  for (const task of selectTasks(state).values()) {
    if (task.state === 'completed' && task.results.some(({ kind }) => kind === 'element')) count += 1;
  }
  return count;
}

/**
 * Returns the elements of the active profile; empty until they are loaded, and without a profile. Main has the list. It is loaded again
 * after each new element.
 */
export function useAccountElements(): readonly AccountElement[] {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const finishedCount = useStudio(finishedElementCount);
  const [elements, setElements] = useState(noElements);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list changes when another element is finished
  useEffect(() => {
    let isCancelled = false;
    if (profileId === null) return setElements(noElements);
    void call('elements.list', { profileId }).then((result) => {
      if (result.ok && !isCancelled) setElements(result.value.elements);
    });
    return () => {
      isCancelled = true;
    };
  }, [profileId, finishedCount]);

  return elements;
}
