// The steps of a round: changes to the folder and the databases while no studio runs and while one or two run, and calls to the studios.
import { readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { type RealStudio, waitFor } from '../../../support/real-studio.ts';
import type { Audit } from './foreign-audit.ts';
import { type Absence, type DatabaseName, databaseNames, type ForeignWorld } from './foreign-world.ts';

/** More videos would make a round longer without testing more. */
const maxVideos = 60;
/** If the marker is in doubt, a studio has this long to recognise the folder by its videos. Then the simulated user chooses the folder. */
const recognitionMs = 1_000;

/** Returns a random number in [0, 1). */
export type NextRandom = () => number;

const chance = (nextRandom: NextRandom, share: number): boolean => nextRandom() < share;
const oneOf = <T>(nextRandom: NextRandom, values: readonly T[]): T | undefined => values[Math.floor(nextRandom() * values.length)];

async function statusOf(bench: RealStudio) {
  return (await bench.must('studio.snapshot', {})).status;
}

/** What happened in the rounds: counts of actions for the figures, and problems. */
export interface Tally {
  readonly actionCounts: Record<string, number>;
  /** The actions in order, as text. */
  readonly actions: string[];
  /** Files that were written in place of the missing folder. */
  readonly writtenElsewhere: string[];
  /** The number of videos marked as missing while the drive was away. */
  missingWhileAway: number;
  /** The number of videos to which a rebuild assigned other bytes. */
  replacedCount: number;
  /** Descriptions of work that did not end within its time limit. */
  readonly problems: string[];
}

function count(tally: Tally, action: string, detail = ''): void {
  tally.actionCounts[action] = (tally.actionCounts[action] ?? 0) + 1;
  tally.actions.push(`${action}${detail}`);
}

const storedFiles = (world: ForeignWorld): string[] => readdirSync(world.folder).filter((name) => name.endsWith('.mp4'));

/** Changes files while nothing runs, as a user or another program does. */
export function changeFiles(world: ForeignWorld, nextRandom: NextRandom, tally: Tally, audit: Audit): void {
  const name = oneOf(nextRandom, storedFiles(world));
  const incoming = join(world.folder, '.incoming');
  if (chance(nextRandom, 0.1)) {
    count(tally, 'partial files grow old');
    const longAgo = Date.now() / 1_000 - 40 * 86_400;
    for (const entry of readdirSync(incoming, { withFileTypes: true }))
      if (entry.isFile()) utimesSync(join(incoming, entry.name), longAgo, longAgo);
  }
  if (chance(nextRandom, 0.05)) {
    count(tally, 'the marker is deleted');
    rmSync(join(world.folder, '.evolink-studio-library.json'), { force: true });
  }
  if (name === undefined) return;
  const roll = nextRandom();
  if (roll < 0.1) {
    const renamed = `renamed ${Math.floor(nextRandom() * 1e9)}.mp4`;
    count(tally, 'a video is renamed', `: ${name} → ${renamed}`);
    renameSync(join(world.folder, name), join(world.folder, renamed));
  } else if (roll < 0.18) {
    count(tally, 'an edited copy is made', `: of ${name}`);
    const bytes = readFileSync(join(world.folder, name));
    const at = bytes.byteLength >> 1;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(join(world.folder, `edited ${Math.floor(nextRandom() * 1e9)}.mp4`), bytes);
    audit.keep(bytes);
    // The video is unavailable for a while.
    if (chance(nextRandom, 0.5)) renameSync(join(world.folder, name), join(world.folder, `${name}.hidden`));
  }
  for (const hidden of readdirSync(world.folder).filter((entry) => entry.endsWith('.hidden'))) {
    if (chance(nextRandom, 0.5)) renameSync(join(world.folder, hidden), join(world.folder, `back ${Math.floor(nextRandom() * 1e9)}.mp4`));
  }
}

/** Gives a database new tasks, and changes how the file host delivers earlier videos. */
export function addTasks(world: ForeignWorld, name: DatabaseName, nextRandom: NextRandom, tally: Tally): void {
  if (world.videos.length < maxVideos && chance(nextRandom, 0.6)) {
    const behaviour = chance(nextRandom, 0.5) ? 'whole' : chance(nextRandom, 0.6) ? 'cut' : 'endless';
    count(tally, `new: ${behaviour}`);
    if (chance(nextRandom, 0.2)) {
      count(tally, 'new in both databases');
      world.seedInBoth(behaviour);
    } else world.seed(name, behaviour);
  }
  const cutVideo = oneOf(
    nextRandom,
    world.videos.filter(({ behaviour }) => behaviour === 'cut'),
  );
  if (cutVideo !== undefined && chance(nextRandom, 0.2)) cutVideo.behaviour = 'whole';
}

/** Replaces one database with a copy of the other, so that two databases with a common history continue side by side. */
export function copyDatabase(world: ForeignWorld, nextRandom: NextRandom, tally: Tally): void {
  const [from, to] = chance(nextRandom, 0.5) ? (['a', 'b'] as const) : (['b', 'a'] as const);
  if (!world.hasDatabase(from)) return;
  const backup = chance(nextRandom, 0.5) ? oneOf(nextRandom, world.backupsOf(from)) : undefined;
  count(tally, backup === undefined ? 'a database is copied' : 'a backup is copied', `: ${from} → ${to}`);
  world.copyDatabase(from, to, backup ?? null);
}

export function damageDatabase(world: ForeignWorld, name: DatabaseName, tally: Tally): void {
  count(tally, 'a database is damaged');
  for (const suffix of ['-wal', '-shm']) rmSync(world.databasePath(name) + suffix, { force: true });
  writeFileSync(world.databasePath(name), 'no database any more. '.repeat(200));
}

async function waitForEnd(tally: Tally, action: string, condition: () => Promise<boolean>): Promise<boolean> {
  if (await waitFor(condition)) return true;
  tally.problems.push(action);
  return false;
}

/** Checks all files, so that the marks for missing files are current. Returns whether the check ended. */
async function checkAll(bench: RealStudio, tally: Tally): Promise<boolean> {
  bench.studio.windowFocused();
  await bench.must('library.verifyAll', {});
  return await waitForEnd(tally, 'the check of all files', async () => (await statusOf(bench)).library.verifying === null);
}

/** Checks all files in every second studio. Returns the real time at which each check began. */
export async function checkSomeStudios(
  startedNames: readonly DatabaseName[],
  running: readonly RealStudio[],
  nextRandom: NextRandom,
  tally: Tally,
): Promise<ReadonlyMap<DatabaseName, number>> {
  const checkStartsMs = new Map<DatabaseName, number>();
  for (const [index, name] of startedNames.entries()) {
    const bench = running[index];
    if (bench === undefined || !chance(nextRandom, 0.5)) continue;
    const fromMs = Date.now();
    if (await checkAll(bench, tally)) checkStartsMs.set(name, fromMs);
  }
  return checkStartsMs;
}

async function restore(bench: RealStudio, nextRandom: NextRandom, tally: Tally): Promise<void> {
  const { backups } = await bench.must('backups.list', {});
  const backup = oneOf(
    nextRandom,
    backups.filter(({ status }) => status === 'restorable'),
  );
  if (backup === undefined) return;
  count(tally, 'a backup is restored');
  await bench.must('backups.restore', { name: backup.name });
  await waitForEnd(tally, 'the restore', async () => {
    const result = await bench.studio.dispatch('studio.snapshot', {});
    return result.ok && (result.value as CallOutput<'studio.snapshot'>).status.notices.some(({ kind }) => kind === 'database-restored');
  });
  await bench.must('studio.dismissNotice', { kind: 'database-restored' });
}

/** The hash of each video by result id. */
async function hashesIn(bench: RealStudio): Promise<ReadonlyMap<number, string>> {
  const { resultIds } = await bench.must('library.index', {});
  const { items } = await bench.must('library.records', { resultIds: resultIds.slice(0, 300) });
  return new Map(items.map(({ resultId, sha256 }) => [resultId, sha256]));
}

async function rebuild(bench: RealStudio, tally: Tally): Promise<void> {
  const before = await hashesIn(bench);
  const started = await bench.studio.dispatch('library.rebuild', {});
  if (!started.ok) return;
  count(tally, 'the library is rebuilt');
  await waitForEnd(tally, 'the rebuild', async () => (await statusOf(bench)).library.rebuild?.state !== 'running');
  const after = await hashesIn(bench);
  for (const [resultId, sha256] of before) if (after.get(resultId) !== sha256) tally.replacedCount += 1;
}

async function keepUnverified(bench: RealStudio, nextRandom: NextRandom, tally: Tally): Promise<void> {
  const { tasks } = await bench.must('studio.snapshot', {});
  const keepable = tasks.flatMap((task) => (task.state === 'completed' ? task.results.filter((result) => result.canKeepUnverified) : []));
  const result = oneOf(nextRandom, keepable);
  if (result === undefined) return;
  const response = await bench.studio.dispatch('library.keepUnverified', { resultId: result.id });
  if (response.ok) count(tally, 'kept unverified');
  // The restored backup may be older than the decision to keep the file. The audit still checks that the bytes exist.
  else if (response.error.kind === 'file-missing') count(tally, 'was kept before the backup was restored');
  // This is allowed: the download began before the call. If a download began after the call, a file without a row would be left.
  else if (response.error.kind === 'not-allowed-in-state' && response.error.action === 'keeping it as it is')
    count(tally, 'was being downloaded');
  else tally.problems.push(`keeping ${result.id}: ${JSON.stringify(response.error)}`);
}

/** Makes random calls to a running studio. */
export async function makeRandomCalls(bench: RealStudio, nextRandom: NextRandom, tally: Tally): Promise<void> {
  if (chance(nextRandom, 0.15)) {
    count(tally, 'a backup is made');
    await bench.must('backups.create', {});
  }
  if (chance(nextRandom, 0.1)) await restore(bench, nextRandom, tally);
  if (chance(nextRandom, 0.25)) await rebuild(bench, tally);
  if (chance(nextRandom, 0.2)) await keepUnverified(bench, nextRandom, tally);
}

/** Simulates a period without the drive, which begins before the start or during the run. */
export async function withoutDrive(
  world: ForeignWorld,
  running: readonly RealStudio[],
  { absence, isMarkerInDoubt }: { readonly absence: Absence; readonly isMarkerInDoubt: boolean },
  tally: Tally,
): Promise<void> {
  count(tally, `the drive is away: ${absence}`);
  for (const bench of running) {
    const missingBefore = await missingIn(bench);
    await checkAll(bench, tally);
    bench.studio.wake('resume');
    await bench.studio.dispatch('library.rebuild', {});
    tally.missingWhileAway += Math.max(0, (await missingIn(bench)) - missingBefore);
  }
  tally.writtenElsewhere.push(...world.plugIn());
  for (const bench of running) await findFolder(bench, isMarkerInDoubt, tally);
}

/**
 * Waits until the studio uses the folder again, which happens automatically. If the marker was deleted and no known video has its old name,
 * the studio cannot recognise the folder. The simulated user then chooses the folder.
 */
export async function findFolder(bench: RealStudio, isMarkerInDoubt: boolean, tally: Tally): Promise<void> {
  const isUsable = async (): Promise<boolean> => {
    bench.studio.wake('resume');
    return (await statusOf(bench)).library.error === null;
  };
  if (!isMarkerInDoubt) {
    await waitForEnd(tally, 'the folder is found again', isUsable);
    return;
  }
  if (await waitFor(isUsable, recognitionMs, 10)) return;
  count(tally, 'the user chooses the folder');
  await bench.must('library.chooseFolder', {});
  await waitForEnd(tally, 'the folder is known', isUsable);
}

async function missingIn(bench: RealStudio): Promise<number> {
  const { resultIds } = await bench.must('library.index', {});
  const { items } = await bench.must('library.records', { resultIds: resultIds.slice(0, 300) });
  return items.filter(({ state }) => state === 'missing').length;
}

/** The studios that run in a round: one, or both at once. */
export const studiosOfRound = (nextRandom: NextRandom): readonly DatabaseName[] =>
  chance(nextRandom, 0.3) ? databaseNames : chance(nextRandom, 0.5) ? ['a'] : ['b'];

export { chance, oneOf };
