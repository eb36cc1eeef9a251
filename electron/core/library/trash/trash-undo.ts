// Records actions of the trash in the undo log. Each slice is one part. Undoing a deletion restores the videos. A video that is no longer
// in the trash is skipped and counted.
import { z } from 'zod';
import { ok } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import { nothingMissing, type ReplayDirection, type Replayer } from '../../undo/replay.ts';
import type { TrashAction } from './trash-deps.ts';
import type { PreparedSlice, SliceOutcome } from './trash-slice.ts';

const recordedSlice = z.strictObject({ action: z.enum(['trash', 'restore']), ids: z.array(z.number().int()) });

/** Records the changed videos of a slice in the transaction of the slice. All slices of a recorder belong to one action. */
export interface TrashRecorder {
  record(ids: readonly number[]): void;
  actionId(): number | null;
}

/** Creates a recorder for one action. Deletions for good are not recorded. */
export function createTrashRecorder(log: Pick<ActionLog, 'record' | 'append'>, action: TrashAction): TrashRecorder {
  let actionId: number | null = null;
  return {
    record(ids) {
      if (action === 'delete' || ids.length === 0) return;
      const part = { area: 'trash', changes: { action, ids: [...ids] }, count: ids.length } as const;
      if (actionId === null) actionId = log.record({ kind: action, subject: '' }, part);
      else log.append(actionId, part);
    },
    actionId: () => actionId,
  };
}

/** The action that undoes or redoes another action. */
const replayedBy = (action: 'trash' | 'restore', direction: ReplayDirection): 'trash' | 'restore' =>
  (action === 'trash') === (direction === 'redo') ? 'trash' : 'restore';

/** Undoes or redoes actions of the trash. `prepare` moves the files of the ids to which the action applies. */
export const createTrashReplayer = (
  tables: Pick<Tables, 'results' | 'ifReadable'>,
  prepare: (ids: readonly number[], action: TrashAction) => Promise<readonly PreparedSlice[]>,
): Replayer => ({
  async replay(changes, direction, commit) {
    const parsed = recordedSlice.safeParse(changes);
    if (!parsed.success) {
      commit(() => undefined);
      return ok({ ...nothingMissing, unreadable: 1 });
    }
    const { action, ids } = parsed.data;
    const isMissing = (id: number): boolean => {
      const row = tables.ifReadable(() => tables.results.get(id));
      return row === null || row === undefined || row.storedAtMs === null || row.trash === 'deleted';
    };
    const missingCount = ids.filter(isMissing).length;
    const slices = await prepare(ids, replayedBy(action, direction));
    const outcomes: SliceOutcome[] = slices.flatMap(({ refused }) => refused);
    commit(() => {
      for (const slice of slices) outcomes.push(...slice.commit());
    });
    return ok({ ...nothingMissing, videos: missingCount + outcomes.filter(({ error }) => error !== null).length });
  },
});
