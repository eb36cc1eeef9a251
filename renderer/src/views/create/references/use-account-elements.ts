// The elements of the account in use, read again when one more is finished.
import { useEffect, useState } from 'react';
import type { AccountElement } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { type StudioState, selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';

const none: readonly AccountElement[] = [];

/** How many elements lie finished in the queue: grows with each. */
function finishedElements(state: StudioState): number {
  let count = 0;
  for (const task of selectTasks(state).values()) {
    if (task.state === 'completed' && task.results.some(({ kind }) => kind === 'element')) count += 1;
  }
  return count;
}

export function useMadeElements(): readonly AccountElement[] {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const finished = useStudio(finishedElements);
  const [made, setMade] = useState(none);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one more finished is the reason to read again
  useEffect(() => {
    let stopped = false;
    if (profileId === null) return setMade(none);
    void call('elements.list', { profileId }).then((answer) => {
      if (answer.ok && !stopped) setMade(answer.value.elements);
    });
    return () => {
      stopped = true;
    };
  }, [profileId, finished]);

  return made;
}
