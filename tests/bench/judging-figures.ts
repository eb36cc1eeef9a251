// Measures judging in a large library: rating one video, written durably, and adding a tag to 10,000 videos.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { SearchThread } from '../../electron/db/search/search-port.ts';
import { createSearchThread } from '../../electron/db/search/search-thread.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { type Judging, openJudging } from '../support/judging.ts';
import { type Figures, figure, median } from './figures.ts';
import { measureTurns } from './measure-turns.ts';

const verdictCount = 301;
const taggedCount = 10_000;
/** The goal for a rating: at most this many times the duration of two synced writes. */
const verdictGoalRatio = 2.5;
const goals = { tagMs: 400, sliceMs: 16 };
const waitMs = 5;

/** The milliseconds that two synced writes of 4 KB take, the minimum for a durable change. */
function twoSyncedWritesMs(file: number): number {
  const block = Buffer.alloc(4_096, 1);
  const startedAtMs = performance.now();
  for (let write = 0; write < 2; write += 1) {
    writeSync(file, block, 0, block.length, write * block.length);
    fsyncSync(file);
  }
  return performance.now() - startedAtMs;
}

/** Measures ratings and synced writes alternately, so that the state of the disk affects both equally. */
async function measureVerdicts(judging: Judging, folder: string, ids: readonly number[]) {
  const file = openSync(join(folder, 'synced'), 'w');
  const tookMs: number[] = [];
  const syncedWritesMs: number[] = [];
  for (let at = 0; at < verdictCount; at += 1) {
    syncedWritesMs.push(twoSyncedWritesMs(file));
    const startedAtMs = performance.now();
    await judging.must('judgement.change', {
      resultIds: Float64Array.of(ids[at * 7] ?? 1),
      command: { kind: 'rate', rating: 1 + (at % 5) },
    });
    tookMs.push(performance.now() - startedAtMs);
  }
  closeSync(file);
  return { verdictMs: median(tookMs), syncedMs: median(syncedWritesMs) };
}

/** Waits until the journal of the library folder has everything. */
async function journalWritten({ tables }: Judging): Promise<void> {
  while (tables.journalChanges.hasAny() || tables.libraryJournal.unwrittenEntries(1).length > 0) await setTimeout(waitMs);
}

/** The search thread, which runs the checkpoints of the database as it does in the app. Its index is up to date. */
async function startThread(databasePath: string, indexPath: string): Promise<SearchThread> {
  return await new Promise((resolve, reject) => {
    const thread = createSearchThread(
      { databasePath, indexPath, databaseId: 'a' },
      {
        onProgress({ indexedTaskCount, totalTaskCount }) {
          if (indexedTaskCount === totalTaskCount) resolve(thread);
        },
        onReport: ({ kind, detail }) => reject(new Error(`${kind}: ${detail}`)),
      },
    );
    thread.start();
  });
}

/**
 * Measures with the database at `path` and the index at `indexPath`. `yardstick`: the milliseconds that a fixed piece of work took in this
 * run.
 */
export async function judgingFigures(path: string, indexPath: string, yardstick: number): Promise<Figures> {
  // The size of a slice follows the real duration of the one before.
  const judging = openJudging(path, { clock: { ...createFakeClock(), monotonicMs: () => performance.now() } });
  const thread = await startThread(path, indexPath);
  judging.database.deferCheckpoints(() => thread.checkpoint());
  try {
    const ids = judging.tables.results.index().map(({ id }) => id);
    const { verdictMs, syncedMs } = await measureVerdicts(judging, dirname(path), ids);
    await journalWritten(judging);
    const resultIds = Float64Array.from(ids.slice(0, taggedCount));
    const tagged = await measureTurns(() =>
      judging.must('judgement.change', { resultIds, command: { kind: 'add-tag', name: 'bench tag' } }),
    );
    const written = await measureTurns(() => journalWritten(judging));
    const undone = await measureTurns(() => judging.must('actions.undo', { actionId: null }));
    return {
      'library.verdict': figure(verdictMs, 'ms', syncedMs, verdictGoalRatio * syncedMs),
      'library.tag10000': figure(tagged.tookMs, 'ms', yardstick, goals.tagMs),
      'library.tag10000.longestTurn': figure(tagged.longestMs, 'ms', yardstick, goals.sliceMs),
      'library.journalTag10000': figure(written.tookMs, 'ms', yardstick),
      'library.journalTag10000.longestTurn': figure(written.longestMs, 'ms', yardstick, goals.sliceMs),
      'library.undoTag10000': figure(undone.tookMs, 'ms', yardstick),
      'library.undoTag10000.longestTurn': figure(undone.longestMs, 'ms', yardstick, goals.sliceMs),
    };
  } finally {
    await thread.stop();
    await judging.close();
  }
}
