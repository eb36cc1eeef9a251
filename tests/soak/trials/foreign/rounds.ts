// One round: changes to the folder and the databases while no studio runs, changes while one or two run, and calls to them.
import { readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { type RealStudio, waitFor } from '../../../support/real-studio.ts';
import type { Audit } from './foreign-audit.ts';
import { type Absence, type Name, names, type World } from './foreign-world.ts';

/** More would make a round longer without testing more. */
const maxVideos = 60;
/** How long a database may take to recognise the folder by its videos when the marker is in doubt, before the simulated user chooses the folder. */
const recognitionMs = 1_000;

/** A number in [0, 1). */
export type NextRandom = () => number;

const chance = (nextRandom: NextRandom, share: number): boolean => nextRandom() < share;
const oneOf = <T>(nextRandom: NextRandom, values: readonly T[]): T | undefined => values[Math.floor(nextRandom() * values.length)];

async function statusOf(real: RealStudio) {
  return (await real.must('studio.snapshot', {})).status;
}

/** Counts of the actions for the figures, and what went wrong. */
export interface Tally {
  readonly done: Record<string, number>;
  /** The actions in order, as text. */
  readonly actions: string[];
  /** Files that were written in place of the missing folder. */
  readonly writtenElsewhere: string[];
  /** The number of videos marked as missing while the drive was away. */
  missingWhileAway: number;
  /** The number of videos to which a rebuild assigned other bytes. */
  replaced: number;
  /** What did not end within its time limit. */
  readonly stuck: string[];
}

function count(tally: Tally, what: string, detail = ''): void {
  tally.done[what] = (tally.done[what] ?? 0) + 1;
  tally.actions.push(`${what}${detail}`);
}

const storedFiles = (world: World): string[] => readdirSync(world.folder).filter((name) => name.endsWith('.mp4'));

/** Changes files while nothing runs, as a user or another program does. */
export function changeFiles(world: World, nextRandom: NextRandom, tally: Tally, audit: Audit): void {
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
  const die = nextRandom();
  if (die < 0.1) {
    const renamed = `renamed ${Math.floor(nextRandom() * 1e9)}.mp4`;
    count(tally, 'a video is renamed', `: ${name} → ${renamed}`);
    renameSync(join(world.folder, name), join(world.folder, renamed));
  } else if (die < 0.18) {
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
export function addTasks(world: World, name: Name, nextRandom: NextRandom, tally: Tally): void {
  if (world.videos.length < maxVideos && chance(nextRandom, 0.6)) {
    const behaviour = chance(nextRandom, 0.5) ? 'whole' : chance(nextRandom, 0.6) ? 'cut' : 'endless';
    count(tally, `new: ${behaviour}`);
    if (chance(nextRandom, 0.2)) {
      count(tally, 'new in both databases');
      world.seedInBoth(behaviour);
    } else world.seed(name, behaviour);
  }
  const cut = oneOf(
    nextRandom,
    world.videos.filter(({ behaviour }) => behaviour === 'cut'),
  );
  if (cut !== undefined && chance(nextRandom, 0.2)) cut.behaviour = 'whole';
}

/** Replaces one database by a copy of the other: two databases with a common history continue side by side. */
export function copyDatabase(world: World, nextRandom: NextRandom, tally: Tally): void {
  const [from, to] = chance(nextRandom, 0.5) ? (['a', 'b'] as const) : (['b', 'a'] as const);
  if (!world.hasStarted(from)) return;
  const backup = chance(nextRandom, 0.5) ? oneOf(nextRandom, world.backupsOf(from)) : undefined;
  count(tally, backup === undefined ? 'a twin is made of a database' : 'a twin is made of a backup', `: ${from} → ${to}`);
  world.twin(from, to, backup ?? null);
}

export function damageDatabase(world: World, name: Name, tally: Tally): void {
  count(tally, 'a database is damaged');
  for (const suffix of ['-wal', '-shm']) rmSync(world.databasePath(name) + suffix, { force: true });
  writeFileSync(world.databasePath(name), 'no database any more. '.repeat(200));
}

async function waitForEnd(tally: Tally, what: string, condition: () => Promise<boolean>): Promise<boolean> {
  if (await waitFor(condition)) return true;
  tally.stuck.push(what);
  return false;
}

/** Checks all files, so that missing marks are current. Returns whether the check ended. */
async function checkAll(real: RealStudio, tally: Tally): Promise<boolean> {
  real.studio.windowFocused();
  await real.must('library.verifyAll', {});
  return await waitForEnd(tally, 'the check of all files', async () => (await statusOf(real)).library.verifying === null);
}

/** Checks all files in every second studio. Returns the real time at which each check began. */
export async function checkSomeStudios(
  who: readonly Name[],
  running: readonly RealStudio[],
  nextRandom: NextRandom,
  tally: Tally,
): Promise<ReadonlyMap<Name, number>> {
  const checked = new Map<Name, number>();
  for (const [index, name] of who.entries()) {
    const real = running[index];
    if (real === undefined || !chance(nextRandom, 0.5)) continue;
    const fromMs = Date.now();
    if (await checkAll(real, tally)) checked.set(name, fromMs);
  }
  return checked;
}

async function restore(real: RealStudio, nextRandom: NextRandom, tally: Tally): Promise<void> {
  const { backups } = await real.must('backups.list', {});
  const backup = oneOf(
    nextRandom,
    backups.filter(({ status }) => status === 'fits'),
  );
  if (backup === undefined) return;
  count(tally, 'a backup is restored');
  await real.must('backups.restore', { name: backup.name });
  await waitForEnd(tally, 'the restore', async () => {
    const result = await real.studio.dispatch('studio.snapshot', {});
    return result.ok && (result.value as CallOutput<'studio.snapshot'>).status.notices.some(({ kind }) => kind === 'database-restored');
  });
  await real.must('studio.dismissNotice', { kind: 'database-restored' });
}

/** The hash of every video by its result. */
async function hashesIn(real: RealStudio): Promise<ReadonlyMap<number, string>> {
  const { resultIds } = await real.must('library.index', {});
  const { items } = await real.must('library.records', { resultIds: resultIds.slice(0, 300) });
  return new Map(items.map(({ resultId, sha256 }) => [resultId, sha256]));
}

async function rebuild(real: RealStudio, tally: Tally): Promise<void> {
  const before = await hashesIn(real);
  const begun = await real.studio.dispatch('library.rebuild', {});
  if (!begun.ok) return;
  count(tally, 'the library is rebuilt');
  await waitForEnd(tally, 'the rebuild', async () => (await statusOf(real)).library.rebuild?.state !== 'running');
  const after = await hashesIn(real);
  for (const [resultId, sha256] of before) if (after.get(resultId) !== sha256) tally.replaced += 1;
}

async function keepUnverified(real: RealStudio, nextRandom: NextRandom, tally: Tally): Promise<void> {
  const { tasks } = await real.must('studio.snapshot', {});
  const keepable = tasks.flatMap((task) => (task.state === 'completed' ? task.results.filter((result) => result.canKeepUnverified) : []));
  const result = oneOf(nextRandom, keepable);
  if (result === undefined) return;
  const kept = await real.studio.dispatch('library.keepUnverified', { resultId: result.id });
  if (kept.ok) count(tally, 'kept unverified');
  // The backup may be older than the decision to keep; the audit knows where the bytes are.
  else if (kept.error.kind === 'file-missing') count(tally, 'was kept before the backup was restored');
  // Its download began before the call. A download that began afterwards would leave a file that no row knows.
  else if (kept.error.kind === 'not-allowed-in-state' && kept.error.action === 'keeping it as it is') count(tally, 'was being downloaded');
  else tally.stuck.push(`keeping ${result.id}: ${JSON.stringify(kept.error)}`);
}

/** Makes random calls to a running studio. */
export async function makeRandomCalls(real: RealStudio, nextRandom: NextRandom, tally: Tally): Promise<void> {
  if (chance(nextRandom, 0.15)) {
    count(tally, 'a backup is made');
    await real.must('backups.create', {});
  }
  if (chance(nextRandom, 0.1)) await restore(real, nextRandom, tally);
  if (chance(nextRandom, 0.25)) await rebuild(real, tally);
  if (chance(nextRandom, 0.2)) await keepUnverified(real, nextRandom, tally);
}

/** A period without the drive, from before the start or during the run. */
export async function withoutDrive(
  world: World,
  running: readonly RealStudio[],
  { absence, isMarkerInDoubt }: { readonly absence: Absence; readonly isMarkerInDoubt: boolean },
  tally: Tally,
): Promise<void> {
  count(tally, `the drive is away: ${absence}`);
  for (const real of running) {
    const missingBefore = await missingIn(real);
    await checkAll(real, tally);
    real.studio.wake('resume');
    await real.studio.dispatch('library.rebuild', {});
    tally.missingWhileAway += Math.max(0, (await missingIn(real)) - missingBefore);
  }
  tally.writtenElsewhere.push(...world.plugIn());
  for (const real of running) await findFolder(real, isMarkerInDoubt, tally);
}

/**
 * Waits until the studio uses the folder again, which it does automatically. If the marker was deleted and no known video has its old name, the
 * studio cannot recognise the folder, and the simulated user chooses it.
 */
export async function findFolder(real: RealStudio, isMarkerInDoubt: boolean, tally: Tally): Promise<void> {
  const isUsable = async (): Promise<boolean> => {
    real.studio.wake('resume');
    return (await statusOf(real)).library.error === null;
  };
  if (!isMarkerInDoubt) {
    await waitForEnd(tally, 'the folder is found again', isUsable);
    return;
  }
  if (await waitFor(isUsable, recognitionMs, 10)) return;
  count(tally, 'the user chooses the folder');
  await real.must('library.chooseFolder', {});
  await waitForEnd(tally, 'the folder is known', isUsable);
}

async function missingIn(real: RealStudio): Promise<number> {
  const { resultIds } = await real.must('library.index', {});
  const { items } = await real.must('library.records', { resultIds: resultIds.slice(0, 300) });
  return items.filter(({ state }) => state === 'missing').length;
}

/** The studios that run in a round: one, or both at once. */
export const studiosOfRound = (nextRandom: NextRandom): readonly Name[] =>
  chance(nextRandom, 0.3) ? names : chance(nextRandom, 0.5) ? ['a'] : ['b'];

export { chance, oneOf };
