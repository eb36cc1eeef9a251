// What several videos have: counted in slices, with turns of the event loop, since they may be a whole library.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { JudgementSummary } from '../../../../shared/ipc.ts';
import { maxRating } from '../../../../shared/judgement/judgement.ts';
import type { Tables } from '../../../db/tables/tables.ts';

/** Videos that are counted before the event loop gets a turn: about 8 ms. */
const countedPerTurn = 2_000;

type Counts = Map<number, number>;

function add(counts: Counts, rows: readonly { readonly id: number; readonly n: number }[]): void {
  for (const { id, n } of rows) counts.set(id, (counts.get(id) ?? 0) + n);
}

const named = (counts: Counts, rows: readonly { readonly id: number; readonly name: string; readonly foldedName: string }[]) =>
  rows
    .filter(({ id }) => counts.has(id))
    .sort((a, b) => (a.foldedName < b.foldedName ? -1 : 1))
    .map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 }));

/** Counts what the videos have. What changes meanwhile may be counted as it was or as it is. `isStopped`: the database is closed, so the rest is left out. */
export async function summarizeJudgements(tables: Tables, resultIds: Float64Array, isStopped: () => boolean): Promise<JudgementSummary> {
  const ids = [...new Set(resultIds)];
  const tags: Counts = new Map();
  const collections: Counts = new Map();
  const ratings = Array.from({ length: maxRating + 1 }, () => 0);
  const total = { videos: 0, picks: 0, rejects: 0, favourites: 0 };
  for (let at = 0; at < ids.length && !isStopped(); at += countedPerTurn) {
    if (at > 0) await yieldToEventLoop();
    if (isStopped()) break;
    const some = [...tables.judgements.filterVideos(ids.slice(at, at + countedPerTurn))];
    total.videos += some.length;
    ratings[0] = (ratings[0] ?? 0) + some.length;
    for (const { rating, flag, favourite, n } of tables.judgementCounts.judgements(some)) {
      ratings[0] -= n;
      ratings[rating] = (ratings[rating] ?? 0) + n;
      if (flag === 'pick') total.picks += n;
      if (flag === 'reject') total.rejects += n;
      if (favourite === 1) total.favourites += n;
    }
    add(tags, tables.judgementCounts.tags(some));
    add(collections, tables.judgementCounts.collections(some));
  }
  if (isStopped()) return { ...total, ratings, tags: [], collections: [] };
  return { ...total, ratings, tags: named(tags, tables.tags.list()), collections: named(collections, tables.collections.list()) };
}
