// The takes of the composer's request that exist already, so that nobody pays for the same video twice without knowing.
import { useEffect, useMemo, useState } from 'react';
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import type { ExistingTakes } from '../../../../../shared/ipc.ts';
import { inProgressStates } from '../../../../../shared/takes/in-progress-states.ts';
import type { Task } from '../../../../../shared/task.ts';
import { call } from '../../../api.ts';
import { selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';

/** The question is asked after the request has not changed for this many milliseconds. */
const quietMs = 250;

const states: ReadonlySet<string> = new Set(inProgressStates);

const likelyKey = ({ model, prompt }: GenerationRequest): string => JSON.stringify([model, prompt]);

/** The ids of the tasks in progress that may be takes of one of the requests: a change of them is a reason to ask again. */
export function likelyTakes(tasks: ReadonlyMap<number, Task>, requests: readonly GenerationRequest[]): string {
  const keys = new Set(requests.map(likelyKey));
  const ids: number[] = [];
  for (const { id, state, request } of tasks.values()) {
    if (states.has(state) && keys.has(likelyKey(request))) ids.push(id);
  }
  return ids.join();
}

/** Returns null while it is not known for exactly this request, and where there is no take. */
export function useExistingTakes(request: GenerationRequest): ExistingTakes | null {
  const [answered, setAnswered] = useState<{ readonly of: GenerationRequest; readonly takes: ExistingTakes } | null>(null);
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const tasks = useStudio(selectTasks);
  const inProgress = useMemo(() => likelyTakes(tasks, [request]), [tasks, request]);
  const resultCount = useStudio((s) => s.index.resultIds.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer depends on the profile, the tasks in progress and the library
  useEffect(() => {
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const answer = await call('takes.existing', { requests: [request] });
      if (isCancelled || !answer.ok) return;
      const [takes] = answer.value.takes;
      setAnswered(takes === undefined ? null : { of: request, takes });
    }, quietMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [request, profileId, inProgress, resultCount]);
  if (answered === null || answered.of !== request) return null;
  return answered.takes.videos + answered.takes.inProgress > 0 ? answered.takes : null;
}
