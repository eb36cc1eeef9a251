// Two databases use one library folder, and each finds files that it does not know: after a restore, damage, a new database, a rebuild, an
// unmounted drive, or when a copy of one database replaces the other. No paid video may be lost from the folder, and no existing file may
// count as missing.
import { atLeast, exactly, seededRandom, type Trial } from '../trial.ts';
import { createAudit, createFaultList, judgeRows } from './foreign/foreign-audit.ts';
import { type Absence, createForeignWorld, databaseNames } from './foreign/foreign-world.ts';
import {
  addTasks,
  chance,
  changeFiles,
  checkSomeStudios,
  copyDatabase,
  damageDatabase,
  findFolder,
  makeRandomCalls,
  oneOf,
  studiosOfRound,
  type Tally,
  withoutDrive,
} from './foreign/rounds.ts';

const absences: readonly Absence[] = ['gone', 'empty', 'other'];
/** The most faults of each kind that are printed. */
const maxPrinted = 20;
/** The number of latest actions that are printed with a fault. */
const actionsShown = 40;

/** Describes an incident, with its stack if it is an error. */
const describeIncident = (incident: unknown): string =>
  incident instanceof Error ? (incident.stack ?? String(incident)) : String(incident);

/**
 * Whether an incident is a write to a closed database, which is harmless here. A stop waits two seconds for file calls, but on the
 * accelerated clock these are only 50 ms. On a busy machine the database may therefore be closed before a download ends, and the download's
 * last write fails. The next start repairs the row.
 */
const isOfClosedDatabase = (incident: unknown): boolean =>
  incident instanceof TypeError && /database connection is not open/.test(incident.message);

export const foreign: Trial = {
  name: 'foreign',
  promise:
    'two databases on one folder, copied databases, restores, damage, rebuilds, an unmounted drive: no file is lost, and no existing file counts as missing',
  // One run is a round: the folder and the databases are changed, one or both studios run, and then the files are compared with the rows.
  runs: { full: 500, short: 25 },
  async run({ seed, runs, directory, say }) {
    const random = seededRandom(seed);
    const world = await createForeignWorld(directory);
    const audit = createAudit();
    const tally: Tally = { actionCounts: {}, actions: [], writtenElsewhere: [], missingWhileAway: 0, replacedCount: 0, problems: [] };
    const lostFiles = new Set<string>();
    const faults = createFaultList(maxPrinted, say);
    const isSomewhere = (sha256: string): boolean => audit.holds(sha256) || world.discardedHashes.has(sha256);
    const figures = { rounds: 0 };
    try {
      for (let round = 0; round < runs; round += 1) {
        tally.actions.push(`round ${round}`);
        if (round > 0) changeFiles(world, random, tally, audit);
        const isDatabaseCopied = round > 0 && chance(random, 0.12);
        if (isDatabaseCopied) copyDatabase(world, random, tally);
        const writtenBefore = tally.writtenElsewhere.length;
        // Two databases with the same history that run at the same time give the same id to different videos.
        const startedNames = isDatabaseCopied && chance(random, 0.7) ? databaseNames : studiosOfRound(random);
        for (const name of startedNames) addTasks(world, name, random, tally);
        const damagedName = oneOf(random, databaseNames);
        if (damagedName !== undefined && chance(random, 0.08)) damageDatabase(world, damagedName, tally);
        // Before the first round there is no folder that could be missing.
        const wasMarkerInDoubt = round > 0 && world.checkMarker();
        const absence = round > 0 && chance(random, 0.15) ? (oneOf(random, absences) ?? null) : null;
        const isAwayAtStart = absence !== null && chance(random, 0.5);
        if (absence !== null && isAwayAtStart) world.unplug(absence);
        const running = startedNames.map((name) => world.startStudio(name));
        const isMarkerInDoubt = wasMarkerInDoubt || (isAwayAtStart && world.checkMarker());
        for (const bench of running) if (!(await world.waitUntilSettled(bench))) tally.problems.push(`round ${round}: not settled`);
        if (absence !== null && !isAwayAtStart) world.unplug(absence);
        if (absence !== null) await withoutDrive(world, running, { absence, isMarkerInDoubt }, tally);
        else for (const bench of running) await findFolder(bench, isMarkerInDoubt, tally);
        for (const bench of running) await makeRandomCalls(bench, random, tally);
        const checked = await checkSomeStudios(startedNames, running, random, tally);
        for (const bench of running) await world.stopStudio(bench);
        figures.rounds += 1;
        const before = lostFiles.size;
        for (const what of tally.writtenElsewhere.slice(writtenBefore))
          say(`round ${round}: ${what} was written without the drive (${startedNames} ran, ${absence})`);
        for (const what of audit.lostFiles(world.folder, world.videos)) lostFiles.add(what);
        if (lostFiles.size > before && lostFiles.size < maxPrinted)
          say(
            `round ${round}: lost ${[...lostFiles].slice(before).join('; ')} (${startedNames} ran${isDatabaseCopied ? ' as copies' : ''}, ${absence ?? 'drive there'})`,
          );
        for (const name of startedNames) {
          const checkedFromMs = checked.get(name) ?? null;
          const found = judgeRows(world.databasePath(name), { videos: world.videos, checkedFromMs, isSomewhere });
          const where = `in database ${name} (${startedNames} ran${isDatabaseCopied ? ' as copies' : ''}, ${absence ?? 'drive there'})`;
          faults.add(found, { round, where, before: tally.actions.slice(-actionsShown) });
        }
        for (const bench of running)
          for (const incident of bench.log.incidents.filter((one) => !isOfClosedDatabase(one)).slice(0, 3))
            tally.problems.push(`round ${round}: ${describeIncident(incident)}`);
        if (round % 50 === 49)
          say(`${round + 1} rounds: ${world.videos.length} videos, ${lostFiles.size} files lost, ${tally.problems.length} stuck`);
      }
    } finally {
      await world.stop();
    }
    for (const what of tally.problems.slice(0, maxPrinted)) say(what);
    return {
      conditions: [
        exactly('files lost', lostFiles.size, 0),
        exactly('existing videos counted as missing', faults.count('missing that is there'), 0),
        exactly('videos counted as missing while the drive was away', tally.missingWhileAway, 0),
        exactly('stored videos that were checked and whose row names other bytes', faults.count('other bytes'), 0),
        exactly('videos whose bytes are nowhere in the folder', faults.count('bytes that are nowhere'), 0),
        exactly('videos that a rebuild gave other bytes', tally.replacedCount, 0),
        exactly('files written while the drive was away', tally.writtenElsewhere.length, 0),
        exactly('operations that did not end, and incidents', tally.problems.length, 0),
        atLeast('rounds', figures.rounds, runs, 'rounds'),
      ],
      figures: { ...figures, videos: world.videos.length, ...tally.actionCounts },
    };
  },
};
