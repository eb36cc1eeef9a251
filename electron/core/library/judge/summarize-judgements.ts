// Counts the judgements of several videos, which may be the whole library. The event loop runs between two batches.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { JudgementSummary } from '../../../../shared/ipc.ts';
import { maxRating } from '../../../../shared/judgement/judgement.ts';
import type { Tables } from '../../../db/tables/tables.ts';

/** The number of videos counted per turn of the event loop; this takes about 8 ms. */
const videosPerTurn = 2_000;

type Counts = Map<number, number>;

function addCounts(counts: Counts, rows: readonly { readonly id: number; readonly n: number }[]): void {
  for (const { id, n } of rows) counts.set(id, (counts.get(id) ?? 0) + n);
}

const withNames = (counts: Counts, rows: readonly { readonly id: number; readonly name: string; readonly foldedName: string }[]) =>
  rows
    .filter(({ id }) => counts.has(id))
    .sort((a, b) => (a.foldedName < b.foldedName ? -1 : 1))
    .map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 }));

/**
 * Counts the judgements. A concurrent change may or may not be counted. If `isStopped` returns true, the database is closed and counting
 * ends.
 */
export async function summarizeJudgements(tables: Tables, resultIds: Float64Array, isStopped: () => boolean): Promise<JudgementSummary> {
  const ids = [...new Set(resultIds)];
  const tags: Counts = new Map();
  const collections: Counts = new Map();
  const ratingCounts = Array.from({ length: maxRating + 1 }, () => 0);
  const total = { videoCount: 0, pickCount: 0, rejectCount: 0, favouriteCount: 0 };
  for (let offset = 0; offset < ids.length && !isStopped(); offset += videosPerTurn) {
    if (offset > 0) await yieldToEventLoop();
    if (isStopped()) break;
    const batchIds = [...tables.judgements.filterVideos(ids.slice(offset, offset + videosPerTurn))];
    total.videoCount += batchIds.length;
    ratingCounts[0] = (ratingCounts[0] ?? 0) + batchIds.length;
    for (const { rating, flag, favourite, n } of tables.judgementCounts.judgements(batchIds)) {
      ratingCounts[0] -= n;
      ratingCounts[rating] = (ratingCounts[rating] ?? 0) + n;
      if (flag === 'pick') total.pickCount += n;
      if (flag === 'reject') total.rejectCount += n;
      if (favourite === 1) total.favouriteCount += n;
    }
    addCounts(tags, tables.judgementCounts.tags(batchIds));
    addCounts(collections, tables.judgementCounts.collections(batchIds));
  }
  if (isStopped()) return { ...total, ratingCounts, tags: [], collections: [] };
  return {
    ...total,
    ratingCounts,
    tags: withNames(tags, tables.tags.list()),
    collections: withNames(collections, tables.collections.list()),
  };
}
