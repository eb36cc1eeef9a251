// Moves videos within the manual order of a collection.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import type { CollectionVideoTable, PlaceRow } from '../../../db/tables/judgement/collection-video-table.ts';
import type { PlannedAction, Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { videosPerSlice, writtenSlice } from './plan-command.ts';
import { positionsBetween } from './positions.ts';

/** The most videos that are moved at once: their neighbours are read in one turn. */
const maxMoved = 2_000;
/** Neighbours that are numbered anew at first where no number is left between two; twice as many while that is not enough. */
const firstWindow = 64;

/** The next places in one direction that are not moved themselves, as far as `limit`. */
function unmoved(read: (limit: number) => PlaceRow[], moved: ReadonlySet<number>, limit: number): PlaceRow[] {
  return read(limit + moved.size)
    .filter(({ resultId }) => !moved.has(resultId))
    .slice(0, limit);
}

/** The place before the target, and `limit` places from the target on; without a target, the end. Moved videos are left out. */
function neighbours(
  table: CollectionVideoTable,
  collectionId: number,
  target: PlaceRow | null,
  moved: ReadonlySet<number>,
  limit: number,
): { readonly before: number | null; readonly following: readonly PlaceRow[] } {
  const end: PlaceRow = target ?? { resultId: Number.MAX_SAFE_INTEGER, position: Number.MAX_VALUE };
  const [before] = unmoved((most) => table.before(collectionId, end, most), moved, 1);
  const rest = target === null ? [] : unmoved((most) => table.after(collectionId, target, most), moved, limit - 1);
  return { before: before?.position ?? null, following: target === null ? [] : [target, ...rest] };
}

/** The new places of the moved videos, and of as many of those that follow as must make room. */
function placesFor(
  table: CollectionVideoTable,
  collectionId: number,
  moved: readonly number[],
  target: PlaceRow | null,
): ReadonlyMap<number, number> {
  const among = new Set(moved);
  for (let window = 0; ; window = Math.max(firstWindow, window * 2)) {
    const { before, following } = neighbours(table, collectionId, target, among, window + 1);
    const shifted = following.slice(0, window).map(({ resultId }) => resultId);
    const ids = [...moved, ...shifted];
    const positions = positionsBetween(before, following[window]?.position ?? null, ids.length);
    if (positions !== null) return new Map(ids.map((id, at) => [id, positions[at] ?? 0]));
  }
}

/** The action that moves the videos before another one, or to the end. Those that are not in the collection are left out. */
export function planReorder(
  context: JudgeContext,
  row: CollectionRow,
  ids: readonly number[],
  beforeResultId: number | null,
): Result<PlannedAction, AppError> {
  const { collectionVideos } = context.tables;
  if (row.kind !== 'manual') return fail({ kind: 'collection-refused', why: 'smart' });
  if (ids.length > maxMoved) return fail({ kind: 'too-many', what: 'moved-videos', max: maxMoved });
  const former = collectionVideos.placesOf(row.id, ids);
  const moved = ids.filter((id) => former.has(id));
  const targetAt = beforeResultId === null ? undefined : collectionVideos.placesOf(row.id, [beforeResultId]).get(beforeResultId);
  if (beforeResultId !== null && (targetAt === undefined || former.has(beforeResultId)))
    return fail({ kind: 'unknown-item', what: 'result' });
  function* slices(): Generator<Slice> {
    const target = beforeResultId === null || targetAt === undefined ? null : { resultId: beforeResultId, position: targetAt };
    const next = moved.length === 0 ? new Map<number, number>() : placesFor(collectionVideos, row.id, moved, target);
    const before = collectionVideos.placesOf(row.id, [...next.keys()]);
    const places = [...next].flatMap(([id, to]): [number, number | null, number][] => {
      const from = before.get(id) ?? null;
      return from === to ? [] : [[id, from, to]];
    });
    for (let at = 0; at < places.length; at += videosPerSlice) {
      const some = places.slice(at, at + videosPerSlice);
      const count = some.filter(([id]) => former.has(id)).length;
      yield writtenSlice(context, [{ kind: 'places', collectionId: row.id, places: some }], count, some.length);
    }
  }
  return ok({ kind: 'reorder-collection', subject: row.name, total: ids.length, slices: slices() });
}
