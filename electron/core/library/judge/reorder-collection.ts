// Moves videos within the manual order of a collection.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import type { CollectionVideoTable, PlaceRow } from '../../../db/tables/judgement/collection-video-table.ts';
import type { PlannedAction, Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { writeSlice } from './plan-command.ts';
import { positionsBetween } from './positions-between.ts';
import { videosPerSlice } from './video-slices.ts';

/** Maximum number of videos moved at once, because their neighbours are read without a turn of the event loop. */
const maxMovedVideos = 2_000;
/** The number of neighbours to renumber if no number is free between two of them. It is doubled until a gap is found. */
const firstWindowSize = 64;

/** Up to `limit` following places in one direction, without the moved videos. */
function readUnmoved(read: (limit: number) => PlaceRow[], moved: ReadonlySet<number>, limit: number): PlaceRow[] {
  return read(limit + moved.size)
    .filter(({ resultId }) => !moved.has(resultId))
    .slice(0, limit);
}

/**
 * The place before the target, and `limit` places from the target on, without the moved videos. If there is no target, the target is the
 * end.
 */
function neighbours(
  table: CollectionVideoTable,
  collectionId: number,
  target: PlaceRow | null,
  moved: ReadonlySet<number>,
  limit: number,
): { readonly before: number | null; readonly following: readonly PlaceRow[] } {
  const end: PlaceRow = target ?? { resultId: Number.MAX_SAFE_INTEGER, position: Number.MAX_VALUE };
  const [before] = readUnmoved((rowLimit) => table.before(collectionId, end, rowLimit), moved, 1);
  const rest = target === null ? [] : readUnmoved((rowLimit) => table.after(collectionId, target, rowLimit), moved, limit - 1);
  return { before: before?.position ?? null, following: target === null ? [] : [target, ...rest] };
}

/** The new positions of the moved videos, and of the following videos that make room for them. */
function newPositionsFor(
  table: CollectionVideoTable,
  collectionId: number,
  moved: readonly number[],
  target: PlaceRow | null,
): ReadonlyMap<number, number> {
  const movedIds = new Set(moved);
  for (let windowSize = 0; ; windowSize = Math.max(firstWindowSize, windowSize * 2)) {
    const { before, following } = neighbours(table, collectionId, target, movedIds, windowSize + 1);
    const shifted = following.slice(0, windowSize).map(({ resultId }) => resultId);
    const ids = [...moved, ...shifted];
    const positions = positionsBetween(before, following[windowSize]?.position ?? null, ids.length);
    if (positions !== null) return new Map(ids.map((id, index) => [id, positions[index] ?? 0]));
  }
}

/** Plans the action that moves videos before another one, or to the end. Skips videos that are not in the collection. */
export function planReorder(
  context: JudgeContext,
  row: CollectionRow,
  ids: readonly number[],
  beforeResultId: number | null,
): Result<PlannedAction, AppError> {
  const { collectionVideos } = context.tables;
  if (row.kind !== 'manual') return fail({ kind: 'collection-refused', why: 'smart' });
  if (ids.length > maxMovedVideos) return fail({ kind: 'too-many', what: 'moved-videos', max: maxMovedVideos });
  const formerPositions = collectionVideos.placesOf(row.id, ids);
  const moved = ids.filter((id) => formerPositions.has(id));
  const targetPosition = beforeResultId === null ? undefined : collectionVideos.placesOf(row.id, [beforeResultId]).get(beforeResultId);
  if (beforeResultId !== null && (targetPosition === undefined || formerPositions.has(beforeResultId)))
    return fail({ kind: 'unknown-item', what: 'result' });
  function* slices(): Generator<Slice> {
    const target = beforeResultId === null || targetPosition === undefined ? null : { resultId: beforeResultId, position: targetPosition };
    const newPositions = moved.length === 0 ? new Map<number, number>() : newPositionsFor(collectionVideos, row.id, moved, target);
    const before = collectionVideos.placesOf(row.id, [...newPositions.keys()]);
    const places = [...newPositions].flatMap(([id, to]): [number, number | null, number][] => {
      const from = before.get(id) ?? null;
      return from === to ? [] : [[id, from, to]];
    });
    for (let index = 0; index < places.length; index += videosPerSlice) {
      const slicePlaces = places.slice(index, index + videosPerSlice);
      const count = slicePlaces.filter(([id]) => formerPositions.has(id)).length;
      yield writeSlice(context, [{ kind: 'places', collectionId: row.id, places: slicePlaces }], count, slicePlaces.length);
    }
  }
  return ok({ kind: 'reorder-collection', subject: row.name, total: ids.length, slices: slices() });
}
