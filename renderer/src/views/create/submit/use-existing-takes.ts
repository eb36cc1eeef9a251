// The takes of the composer's request that exist already, so that nobody pays for the same video twice without knowing.
import { useEffect, useMemo, useState } from 'react';
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import type { ExistingTakes } from '../../../../../shared/ipc.ts';
import { inProgressStates } from '../../../../../shared/takes/in-progress-states.ts';
import type { Task } from '../../../../../shared/task.ts';
import { call } from '../../../api.ts';
import { selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';

/** The takes are loaded after the request has not changed for this many milliseconds. */
const debounceMs = 250;

const states: ReadonlySet<string> = new Set(inProgressStates);

const modelAndPrompt = ({ model, prompt }: GenerationRequest): string => JSON.stringify([model, prompt]);

/** The ids of the tasks in progress that may be takes of one of the requests. When they change, the takes must be loaded again. */
export function likelyTakes(tasks: ReadonlyMap<number, Task>, requests: readonly GenerationRequest[]): string {
  const keys = new Set(requests.map(modelAndPrompt));
  const ids: number[] = [];
  for (const { id, state, request } of tasks.values()) {
    if (states.has(state) && keys.has(modelAndPrompt(request))) ids.push(id);
  }
  return ids.join();
}

/** The takes of this request; null until they are loaded, and if there are none. */
export function useExistingTakes(request: GenerationRequest): ExistingTakes | null {
  const [loaded, setLoaded] = useState<{ readonly request: GenerationRequest; readonly takes: ExistingTakes } | null>(null);
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const tasks = useStudio(selectTasks);
  const likelyTakeIds = useMemo(() => likelyTakes(tasks, [request]), [tasks, request]);
  const resultCount = useStudio((s) => s.index.resultIds.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the takes depend on the profile, the tasks in progress and the library
  useEffect(() => {
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const result = await call('takes.existing', { requests: [request] });
      if (isCancelled || !result.ok) return;
      const [takes] = result.value.takes;
      setLoaded(takes === undefined ? null : { request, takes });
    }, debounceMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [request, profileId, likelyTakeIds, resultCount]);
  if (loaded === null || loaded.request !== request) return null;
  return loaded.takes.videoCount + loaded.takes.inProgressCount > 0 ? loaded.takes : null;
}
