// Handlers of the calls about takes.

import type { GenerationRequest } from '../../../shared/generation.ts';
import type { Relatives } from '../../../shared/ipc.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { StackTops } from '../library/journal/stack-tops.ts';
import type { SettingsStore } from '../settings-store.ts';
import { takeKeyOf } from '../takes/take-key.ts';
import type { HandlersOf } from './handler-types.ts';

/** Dependencies of these calls. */
interface TakeHandlerDeps {
  readonly tables: Tables;
  readonly accounts: Pick<AccountGate, 'isSimulated'>;
  readonly settings: Pick<SettingsStore, 'activeProfileId'>;
  readonly stackTops: StackTops;
}

/** Maximum number of videos returned for a request that was made before. More would not be useful as a selection in the library. */
const newestVideosMax = 100;

const relativesMax = 50;

/** The stored videos from which the references of this request were taken. */
function sourceVideosOf({ references, results, ifReadable }: Tables, request: GenerationRequest): number[] {
  const sources = request.references.flatMap(({ referenceId }) => ifReadable(() => references.get(referenceId))?.sourceResultId ?? []);
  return sources.filter((id) => {
    const row = ifReadable(() => results.get(id));
    return row !== undefined && row !== null && row.storedAtMs !== null && row.trash === null;
  });
}

/** The relatives of a video; null if there is no such video, or if its task does not parse. */
function relativesOf(tables: Tables, resultId: number): Relatives | null {
  const { relatives, results, tasks, ifReadable } = tables;
  const result = ifReadable(() => results.get(resultId));
  const task = result ? ifReadable(() => tasks.get(result.taskId)) : null;
  if (!task) return null;
  const others = (ids: readonly number[]): number[] => [...new Set(ids)].filter((id) => id !== resultId).slice(0, relativesMax);
  return {
    takes: others(relatives.takesOf(task.id, relativesMax + 1)),
    madeFrom: others([...sourceVideosOf(tables, task.request), ...relatives.sourceVideos(task.id, relativesMax)]),
    became: others(relatives.derivedVideos({ taskId: task.id, resultId }, relativesMax + 1)),
    sameContent: relatives.sameContent(resultId, relativesMax),
  };
}

/** Creates the handlers. Called once by `core/compose/`. */
export function takeHandlers({ tables, accounts, settings, stackTops }: TakeHandlerDeps): HandlersOf<'takes'> {
  const { stacks } = tables;
  return {
    'takes.existing': ({ requests }) => {
      const activeId = settings.activeProfileId();
      const isSimulated = activeId !== null && accounts.isSimulated(activeId);
      const takes = requests.map((request) => {
        const key = takeKeyOf(tables, request, isSimulated);
        const counts = stacks.counts(key);
        return { ...counts, resultIds: counts.videos === 0 ? [] : stacks.newestVideos(key, newestVideosMax) };
      });
      return ok({ takes });
    },
    'takes.relatives': ({ resultId }) => {
      const relatives = relativesOf(tables, resultId);
      return relatives === null ? fail({ kind: 'unknown-item', what: 'result' }) : ok(relatives);
    },
    'takes.stacks': ({ ids }) => {
      const memberships = new Map(stacks.memberships(ids).map((membership) => [membership.resultId, membership]));
      return ok({
        stackIds: ids.map((id) => memberships.get(id)?.stackId ?? 0),
        topIds: ids.filter((id) => memberships.get(id)?.isTop === 1),
      });
    },
    'takes.putOnTop': ({ resultId }) => (stackTops.put(resultId) ? ok({}) : fail({ kind: 'unknown-item', what: 'result' })),
  };
}
