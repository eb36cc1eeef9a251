// Records deletions and restores in the undo log. Each slice is one part. Undo moves the files back to exactly the places where they were.
import { z } from 'zod';
import { ok } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import { nothingMissing, type ReplayDirection, type Replayer } from '../../undo/replay.ts';
import type { TrashAction, TrashDeps, TrashPlace } from './trash-deps.ts';
import type { PreparedSlice, RecordedPlaces, SliceOutcome } from './trash-slice.ts';

/** Within this time, undo and redo also restore the time at which a video was moved to the trash. */
const exactTimeMs = 86_400_000;

const id = z.number().int();
/** A video: its id, `libraryPath`, `trashPath`, `trashedFrom` and `trashedAtMs`. */
const recordedVideo = z.tuple([id, z.string(), z.string(), z.string().nullable(), z.number().int()]);
const action = z.enum(['trash', 'restore']);
/** Earlier versions recorded only ids. */
const recordedSlice = z.union([z.strictObject({ action, videos: z.array(recordedVideo) }), z.strictObject({ action, ids: z.array(id) })]);

/** Records the changed videos of a slice in the transaction of the slice. All slices of a recorder belong to one action. */
export interface TrashRecorder {
  record(outcomes: readonly SliceOutcome[]): void;
  actionId(): number | null;
}

/** The place of a video that an action has just moved. Its row before or after the action is in the trash. */
function recordedVideoOf(outcome: SliceOutcome): z.infer<typeof recordedVideo> | null {
  if (outcome.error !== null) return null;
  const { row, changedRow } = outcome;
  const [outside, inside] = row.trash === null ? [row, changedRow] : [changedRow, row];
  return [row.id, outside.path ?? '', inside.path ?? '', inside.trashedFrom, inside.trashedAtMs ?? 0];
}

/** Creates a recorder for one action. Deletions for good are not recorded. */
export function createTrashRecorder(log: Pick<ActionLog, 'record' | 'append'>, recordedAction: TrashAction): TrashRecorder {
  let actionId: number | null = null;
  return {
    record(outcomes) {
      if (recordedAction === 'delete') return;
      const videos = outcomes.flatMap((outcome) => {
        const video = recordedVideoOf(outcome);
        return video === null ? [] : [video];
      });
      if (videos.length === 0) return;
      const part = { area: 'trash', changes: { action: recordedAction, videos }, count: videos.length } as const;
      if (actionId === null) actionId = log.record({ kind: recordedAction, subject: '' }, part);
      else log.append(actionId, part);
    },
    actionId: () => actionId,
  };
}

/** The action that undoes or redoes another action. */
const replayedBy = (recorded: 'trash' | 'restore', direction: ReplayDirection): 'trash' | 'restore' =>
  (recorded === 'trash') === (direction === 'redo') ? 'trash' : 'restore';

/** The recorded places. After a day, the days in the trash begin again, so that undo never makes a video due for deletion at once. */
function placesOf(videos: readonly z.infer<typeof recordedVideo>[], nowMs: number): RecordedPlaces {
  return new Map(
    videos.map(([videoId, libraryPath, trashPath, trashedFrom, trashedAtMs]): [number, TrashPlace] => [
      videoId,
      { libraryPath, trashPath, trashedFrom, trashedAtMs: Math.abs(nowMs - trashedAtMs) < exactTimeMs ? trashedAtMs : nowMs },
    ]),
  );
}

/** Undoes or redoes actions of the trash. `prepare` moves the files of the ids to which the action applies. */
export const createTrashReplayer = (
  { tables, clock }: { readonly tables: Pick<Tables, 'results' | 'ifReadable'>; readonly clock: Pick<TrashDeps['clock'], 'now'> },
  prepare: (ids: readonly number[], replayAction: TrashAction, places: RecordedPlaces) => Promise<readonly PreparedSlice[]>,
): Replayer => ({
  async replay(changes, direction, commit) {
    const parsed = recordedSlice.safeParse(changes);
    if (!parsed.success) {
      commit(() => undefined);
      return ok({ ...nothingMissing, unreadable: 1 });
    }
    const places = 'videos' in parsed.data ? placesOf(parsed.data.videos, clock.now()) : new Map<number, TrashPlace>();
    const ids = 'videos' in parsed.data ? [...places.keys()] : parsed.data.ids;
    const isMissing = (videoId: number): boolean => {
      const row = tables.ifReadable(() => tables.results.get(videoId));
      return row === null || row === undefined || row.storedAtMs === null || row.trash === 'deleted';
    };
    const missingCount = ids.filter(isMissing).length;
    const slices = await prepare(ids, replayedBy(parsed.data.action, direction), places);
    const outcomes: SliceOutcome[] = slices.flatMap(({ refused }) => refused);
    commit(() => {
      for (const slice of slices) outcomes.push(...slice.commit());
    });
    return ok({ ...nothingMissing, videos: missingCount + outcomes.filter(({ error }) => error !== null).length });
  },
});
