// Performs random actions of all kinds with restarts and kills in between. Undoing every action must restore the initial state: every row,
// and every media file.
import { type Condition, exactly, type Scale, seededRandom, type Trial } from '../trial.ts';
import { type KilledWork, killWalk } from '../undo/kill-walk.ts';
import { countRecorded, differencesOf, forgetActions, type LibraryState, readLibraryState, shrunkJournals } from '../undo/library-state.ts';
import { performRandomAction, replayAll } from '../undo/random-action.ts';
import { isRecovered, openWalkStudio, seedWalkLibrary, type WalkStudio } from '../undo/walk-library.ts';

const size = { full: { videos: 300, tasks: 300 }, short: { videos: 40, tasks: 40 } } as const;
/** The number of performed actions between two restarts. Two of three restarts follow a kill. */
const restartEvery = { full: 16, short: 12 } as const;
/** The number of actions that prepare the library. */
const initialActions = { full: 60, short: 6 } as const;
/** The number of kills while everything is undone, and while it is redone. */
const replayKills = { full: { undo: 8, redo: 8 }, short: { undo: 1, redo: 0 } } as const;
/** The number of differences that are printed. */
const maxPrinted = 12;

interface Walk {
  readonly seed: number;
  readonly scale: Scale;
  readonly directory: string;
  readonly random: () => number;
  say(line: string): void;
  kills: number;
  /** Items that an undo or redo could not restore, and bugs that a studio has logged. */
  readonly problems: string[];
  readonly conditions: Condition[];
}

/** Runs `work` with an open studio and closes it. */
async function withStudio<T>({ directory, problems }: Walk, work: (studio: WalkStudio) => Promise<T>): Promise<T> {
  const studio = openWalkStudio(directory);
  try {
    return await work(studio);
  } finally {
    await studio.close();
    problems.push(...studio.incidents());
  }
}

/** Lets another process work until it is killed. Returns the number of its replayed actions. */
async function kill(walk: Walk, work: KilledWork['work'], number: number): Promise<number> {
  const bias = walk.random() < 0.5 ? 'files' : 'all';
  const killed = await killWalk(walk.directory, { seed: walk.seed * 10_007 + number, work, bias }, walk.random);
  if (killed.isKilled) walk.kills += 1;
  walk.problems.push(...killed.missing);
  return killed.replayed;
}

/** Performs random actions until the undo log has recorded this many. */
async function act(walk: Walk, recordedCount: number): Promise<void> {
  const { directory, scale, random, say } = walk;
  const first = countRecorded(directory);
  for (let round = 0, recorded = 0; recorded < recordedCount; round += 1) {
    await withStudio(walk, async (studio) => {
      for (let step = 0; step < restartEvery[scale]; step += 1) await performRandomAction(studio, random);
    });
    if (scale === 'full' ? round % 3 !== 2 : round === 0) await kill(walk, 'act', round);
    recorded = countRecorded(directory) - first;
    if (round % 5 === 4) say(`${recorded} actions, ${walk.kills} kills`);
  }
}

/** Undoes or redoes everything, with kills in between, and compares the library with the expected state. Returns the number of actions. */
async function replay(walk: Walk, direction: 'undo' | 'redo', expected: LibraryState): Promise<number> {
  let actions = 0;
  for (let number = 0; number < replayKills[walk.scale][direction]; number += 1) actions += await kill(walk, direction, number);
  const { missing, actions: rest } = await withStudio(walk, (studio) => replayAll(studio, direction));
  walk.problems.push(...missing);
  const differences = differencesOf(expected, readLibraryState(walk.directory, direction));
  for (const line of differences.slice(0, maxPrinted)) walk.say(`${direction}: ${line}`);
  walk.conditions.push(exactly(`rows and files that differ after ${direction} of all`, differences.length, 0));
  return actions + rest;
}

/** One run is one action that changed something. */
export const undo: Trial = {
  name: 'undo',
  promise: '1,000 random actions of all kinds, restarts and kill -9: undo of all restores every row and every file, redo of all as well',
  // The log keeps 1,000 actions. The last round may record some more than asked for.
  runs: { full: 960, short: 12 },
  async run({ seed, runs, scale, directory, say }) {
    const walk: Walk = { seed, scale, directory, say, random: seededRandom(seed), kills: 0, problems: [], conditions: [] };
    seedWalkLibrary(directory, size[scale]);
    await withStudio(walk, async (studio) => {
      for (let step = 0; step < initialActions[scale]; step += 1) await performRandomAction(studio, walk.random);
    });
    forgetActions(directory);
    const before = readLibraryState(directory, 'undo');
    const first = countRecorded(directory);
    await act(walk, runs);
    const recorded = countRecorded(directory) - first;
    // First redoes what random undos have left, so that undoing everything and redoing everything cover the same actions.
    const { missing } = await withStudio(walk, async (studio) => {
      await isRecovered(studio);
      return await replayAll(studio, 'redo');
    });
    walk.problems.push(...missing);
    const after = readLibraryState(directory, 'redo');
    const undone = await replay(walk, 'undo', before);
    const redone = await replay(walk, 'redo', after);
    for (const line of walk.problems.slice(0, maxPrinted)) say(line);
    const shrunk = shrunkJournals(before, readLibraryState(directory, 'undo'));
    return {
      conditions: [
        ...walk.conditions,
        exactly('journals that have lost something', shrunk.length, 0),
        exactly('items that could not be restored, and bugs in the log', walk.problems.length, 0),
      ],
      figures: { recorded, undone, redone, kills: walk.kills, ...size[scale] },
    };
  },
};
