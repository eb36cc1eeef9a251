// The elements of the active account. They are loaded again when another one is finished.
import { useEffect, useState } from 'react';
import type { AccountElement } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { type StudioState, selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';

const none: readonly AccountElement[] = [];

/** The number of completed element tasks in the queue. It changes when one is finished. */
function finishedElements(state: StudioState): number {
  let count = 0;
  for (const task of selectTasks(state).values()) {
    if (task.state === 'completed' && task.results.some(({ kind }) => kind === 'element')) count += 1;
  }
  return count;
}

/**
 * The elements of the active profile; empty until they are read, and without a profile. Main keeps the list, and this reads it again for
 * each new element.
 */
export function useAccountElements(): readonly AccountElement[] {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const finishedCount = useStudio(finishedElements);
  const [elements, setElements] = useState(none);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another finished element is the reason to read again
  useEffect(() => {
    let isCancelled = false;
    if (profileId === null) return setElements(none);
    void call('elements.list', { profileId }).then((result) => {
      if (result.ok && !isCancelled) setElements(result.value.elements);
    });
    return () => {
      isCancelled = true;
    };
  }, [profileId, finishedCount]);

  return elements;
}
