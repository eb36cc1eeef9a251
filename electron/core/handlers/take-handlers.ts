// Handlers of the calls about takes.

import type { GenerationRequest } from '../../../shared/generation.ts';
import type { CallInput, Relatives } from '../../../shared/ipc.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { Judge } from '../library/judge/judge.ts';
import type { SettingsStore } from '../settings-store.ts';
import { takeKeyOf } from '../takes/take-key.ts';
import type { HandlersOf } from './handler-types.ts';

/** Dependencies of these calls. */
interface TakeHandlerDeps {
  readonly tables: Tables;
  readonly accounts: Pick<AccountGate, 'isSimulated'>;
  readonly settings: Pick<SettingsStore, 'activeProfileId'>;
  readonly putOnTop: Judge['putOnTop'];
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

/** No video has this id. */
const noVideo = 0;

/** The relatives of a video or of a task; null if there is none with this id, or if the task does not parse. */
function relativesOf(tables: Tables, { kind, id }: CallInput<'takes.relatives'>['of']): Relatives | null {
  const { relatives, results, tasks, ifReadable } = tables;
  const resultId = kind === 'task' ? noVideo : id;
  const taskId = kind === 'task' ? id : ifReadable(() => results.get(id))?.taskId;
  const task = taskId === undefined ? null : ifReadable(() => tasks.get(taskId));
  if (!task) return null;
  const others = (ids: readonly number[]): number[] => [...new Set(ids)].filter((id) => id !== resultId).slice(0, relativesMax);
  return {
    takes: others(relatives.takesOf(task.id, relativesMax + 1)),
    sourceVideos: others([...sourceVideosOf(tables, task.request), ...relatives.sourceVideos(task.id, relativesMax)]),
    derivedVideos: others(relatives.derivedVideos({ taskId: task.id, resultId }, relativesMax + 1)),
    sameContent: relatives.sameContent(resultId, relativesMax),
  };
}

/** Creates the handlers. Called once by `core/compose/`. */
export function takeHandlers({ tables, accounts, settings, putOnTop }: TakeHandlerDeps): HandlersOf<'takes'> {
  const { stacks } = tables;
  return {
    'takes.existing': ({ requests }) => {
      const activeId = settings.activeProfileId();
      const isSimulated = activeId !== null && accounts.isSimulated(activeId);
      const takes = requests.map((request) => {
        const key = takeKeyOf(tables, request, isSimulated);
        const counts = stacks.counts(key);
        return { ...counts, resultIds: counts.videoCount === 0 ? [] : stacks.newestVideos(key, newestVideosMax) };
      });
      return ok({ takes });
    },
    'takes.relatives': ({ of }) => {
      const relatives = relativesOf(tables, of);
      return relatives === null ? fail({ kind: 'unknown-item', what: of.kind === 'task' ? 'task' : 'result' }) : ok(relatives);
    },
    'takes.stacks': ({ ids }) => {
      const memberships = new Map(stacks.memberships(ids).map((membership) => [membership.resultId, membership]));
      return ok({
        stackIds: ids.map((id) => memberships.get(id)?.stackId ?? 0),
        topIds: ids.filter((id) => memberships.get(id)?.isTop === 1),
      });
    },
    'takes.putOnTop': ({ resultId }) => putOnTop(resultId),
  };
}
