// The library folder keeps what the user has decided. A library of judged videos loses its database and is rebuilt; then two installations
// whose clocks are eight hours apart judge the same videos.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { takeKeyOf } from '../../../electron/core/takes/take-key.ts';
import { startFileServer } from '../../contract/adapters/http/file-server.ts';
import { openRealStudio, type RealStudio, waitFor } from '../../support/real-studio.ts';
import { scaledClock } from '../../support/scaled-clock.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { fox } from '../../support/studio-bench.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { judgeAll, judgementLines, judgeOne } from '../rebuilt-judgements/library-judgements.ts';
import { type Condition, exactly, seededRandom, type Trial } from '../trial.ts';

const nowhere = 'http://127.0.0.1:9';
const behindMs = 8 * 3_600_000;
/** Rounds in which both installations judge before they read each other's journals, and judgements of each in a round. */
const rounds = { full: 10, short: 2 } as const;
const judgementsPerRound = 25;

interface Installations {
  readonly directory: string;
  readonly http: ReturnType<typeof createNodeHttpClient>;
}

const folderIn = (directory: string): string => join(directory, 'videos');

/** Opens an installation on the common folder. The clock of `right` is eight hours behind. */
function open({ directory, http }: Installations, name: 'left' | 'right'): RealStudio {
  return openRealStudio({
    directory: join(directory, name),
    libraryFolder: folderIn(directory),
    service: { api: nowhere, files: nowhere },
    clock: scaledClock(1, Date.now() - (name === 'right' ? behindMs : 0)),
    http,
    timings: simulatorTimings,
    checksOutput: true,
  });
}

/** Opens an installation, and closes it after `work`, which writes its journal. */
async function during<T>(installations: Installations, name: 'left' | 'right', work: (studio: RealStudio) => Promise<T>): Promise<T> {
  const studio = open(installations, name);
  try {
    // Reading the journals follows the check of the folder.
    if (!(await waitFor(() => studio.log.lines.some((line) => line.startsWith('partial-files-checked')))))
      throw new Error('the folder is never checked');
    return await work(studio);
  } finally {
    await studio.studio.stop({ withinMs: 0 });
  }
}

async function rebuild(studio: RealStudio): Promise<readonly string[]> {
  await studio.must('library.rebuild', {});
  const isDone = async () => (await studio.must('studio.snapshot', {})).status.library.rebuild?.state === 'done';
  if (!(await waitFor(isDone, 600_000))) throw new Error('the rebuild does not end');
  return await judgementLines(studio);
}

/** Downloads this many videos. */
async function download(installations: Installations, count: number): Promise<void> {
  const server = await startFileServer(() => ({ bytes: mp4(2_000) }));
  mkdirSync(join(installations.directory, 'left'));
  withTables(join(installations.directory, 'left', 'studio.sqlite'), (tables) => {
    for (let at = 0; at < count; at += 1) {
      const id = seedResult(tables, `task-${at}`, `${server.origin}/${at}.mp4`);
      tables.stacks.assign(tables.results.get(id)?.taskId ?? 0, takeKeyOf(tables, fox, false));
    }
  });
  const isStored = async (studio: RealStudio) => (await studio.must('library.index', {})).resultIds.length === count;
  const isComplete = await during(installations, 'left', (studio) => waitFor(() => isStored(studio), 600_000));
  await server.close();
  if (!isComplete) throw new Error('the downloads do not end');
}

/** The number of lines that only one of two lists has. */
function countDifferences(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)];
  return a.filter((line) => !right.has(line)).length + b.filter((line) => !left.has(line)).length;
}

/** Reads the judgements until the condition holds. A start reads the journals in the background. */
async function linesOnce(studio: RealStudio, condition: (lines: readonly string[]) => boolean): Promise<readonly string[]> {
  let lines: readonly string[] = [];
  const read = async () => {
    lines = await judgementLines(studio);
    return condition(lines);
  };
  await waitFor(read, 30_000, 100);
  return lines;
}

/** Lets both installations judge in turn without reading each other, then lets each read. Returns what each has at the end. */
async function judgeApart(installations: Installations, index: (below: number) => number, roundCount: number) {
  for (let round = 0; round < roundCount; round += 1) {
    const [left, right] = [open(installations, 'left'), open(installations, 'right')];
    for (let at = 0; at < judgementsPerRound; at += 1)
      for (const studio of [left, right]) await judgeOne(studio, index, `${studio === left ? 'left' : 'right'} ${round} ${at}`);
    for (const studio of [left, right]) await studio.studio.stop({ withinMs: 0 });
  }
  const ends = { left: [] as readonly string[], right: [] as readonly string[] };
  for (const [name, other] of [
    ['left', 'right'],
    ['right', 'left'],
    ['left', 'right'],
    ['right', 'left'],
  ] as const)
    ends[name] = await during(installations, name, (studio) =>
      linesOnce(studio, (lines) => ends[other].length === 0 || countDifferences(lines, ends[other]) === 0),
    );
  return ends;
}

/** The installation whose clock is behind gives a video its last title. Returns how many installations have it, and the titles in the journals. */
async function lastTitles(installations: Installations, fileName: string) {
  const setTitle = async (studio: RealStudio, title: string) => {
    const { resultIds } = await studio.must('library.index', {});
    for (let at = 0; at < resultIds.length; at += 100) {
      const { items } = await studio.must('library.records', { resultIds: resultIds.slice(at, at + 100) });
      const video = items.find((item) => item.fileName === fileName);
      if (video === undefined) continue;
      const command = { kind: 'set-title', title } as const;
      await studio.must('judgement.change', { resultIds: Float64Array.of(video.resultId), command });
    }
  };
  const has = (title: string) => (lines: readonly string[]) =>
    lines.some((line) => line.includes(JSON.stringify(fileName)) && line.includes(`"title":"${title}"`));
  await during(installations, 'left', (studio) => setTitle(studio, 'earlier'));
  await during(installations, 'right', async (studio) => {
    await linesOnce(studio, has('earlier'));
    await setTitle(studio, 'later');
  });
  const lines = [];
  for (const name of ['left', 'right'] as const) lines.push(await during(installations, name, (studio) => linesOnce(studio, has('later'))));
  const folder = join(folderIn(installations.directory), '.evolink-studio-journal');
  const journals = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const kept = ['earlier', 'later'].filter((text) => journals.some((journal) => journal.includes(`"${text}"`))).length;
  return { read: lines.filter(has('later')).length, kept };
}

/** One run is one video. */
export const rebuiltJudgements: Trial = {
  name: 'rebuilt-judgements',
  promise:
    '1,000 judged videos lose their database: a rebuild restores everything; two installations 8 h apart end with the same judgements',
  runs: { full: 1_000, short: 30 },
  async run({ seed, runs, scale, directory, say }) {
    const random = seededRandom(seed);
    const index = (below: number): number => Math.floor(random() * below);
    const installations: Installations = { directory, http: createNodeHttpClient() };
    await download(installations, runs);
    say(`${runs} videos downloaded`);
    const before = await during(installations, 'left', async (studio) => {
      await judgeAll(studio, index);
      return await judgementLines(studio);
    });
    rmSync(join(directory, 'left'), { recursive: true });
    mkdirSync(join(directory, 'left'));
    mkdirSync(join(directory, 'right'));
    const [rebuilt, again] = await during(installations, 'left', async (studio) => [await rebuild(studio), await rebuild(studio)] as const);
    const elsewhere = await during(installations, 'right', rebuild);
    say('rebuilt in two installations');
    const { left, right } = await judgeApart(installations, index, rounds[scale]);
    const file = readdirSync(folderIn(directory)).find((name) => name.endsWith('.mp4')) ?? '';
    const titles = await lastTitles(installations, file);
    installations.http.close();
    const conditions: Condition[] = [
      exactly('lines before the loss', before.length, runs + 3),
      exactly('videos and collections that differ after the rebuild', countDifferences(before, rebuilt), 0),
      exactly('that differ after a second rebuild', countDifferences(before, again), 0),
      exactly('that differ after a rebuild in another installation', countDifferences(before, elsewhere), 0),
      exactly('that differ between two installations, each having read the other', countDifferences(left, right), 0),
      exactly('installations with the value that was decided last, by the clock that is behind', titles.read, 2),
      exactly('both values that are kept in the journals', titles.kept, 2),
    ];
    return { conditions, figures: { videos: runs, judgementsApart: 2 * judgementsPerRound * rounds[scale] } };
  },
};
