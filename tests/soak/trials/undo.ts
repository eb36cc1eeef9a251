// Performs random actions of all kinds with restarts and kills in between. Undoing every action must restore the initial state.
import { join } from 'node:path';
import { dumpJudgements, type Judging, openJudging, seedVideos } from '../../support/judging.ts';
import { exactly, seededRandom, type Trial } from '../trial.ts';
import { killJudging } from '../undo/kill-judging.ts';
import { performRandomAction } from '../undo/random-action.ts';

const videoCount = { full: 3_000, short: 800 } as const;
/** The number of actions between two restarts. `killEvery`: the number of actions between two kills. */
const restartEvery = 25;
const killEvery = { full: 50, short: 45 } as const;
/** The number of actions that prepare the library. With the actions of all runs they are fewer than the 1,000 that the log keeps. */
const initialActions = 40;

/** Undoes or redoes everything. Returns the number of actions, and the number of changes that could not be made. */
async function replayAll(judging: Judging, direction: 'undo' | 'redo'): Promise<{ readonly actions: number; readonly missing: number }> {
  let missing = 0;
  for (let actions = 0; ; actions += 1) {
    const replayed = await judging.must(`actions.${direction}`, { actionId: null });
    if (replayed.outcome !== 'done') return { actions, missing };
    missing += Object.values(replayed.missing).reduce((sum, count) => sum + count, 0);
  }
}

/** Creates a library with judgements and an empty undo log. */
async function judgedLibrary(path: string, count: number, random: () => number): Promise<readonly number[]> {
  const judging = openJudging(path);
  const ids = seedVideos(judging.tables, count);
  for (let at = 0; at < initialActions; at += 1) await performRandomAction(judging, ids, random);
  judging.database.prepare('forget', 'DELETE FROM action_log').run({});
  await judging.close();
  return ids;
}

/** One run is one action. */
export const undo: Trial = {
  name: 'undo',
  promise: '1,000 random actions of all kinds, restarts and kill -9 in between: undo of all restores every row, redo of all as well',
  runs: { full: 900, short: 90 },
  async run({ seed, runs, scale, directory, say }) {
    const path = join(directory, 'studio.sqlite');
    const random = seededRandom(seed);
    const ids = await judgedLibrary(path, videoCount[scale], random);
    let judging = openJudging(path);
    const before = dumpJudgements(judging.database);
    let kills = 0;
    for (let at = 1; at <= runs; at += 1) {
      await performRandomAction(judging, ids, random);
      if (at % restartEvery !== 0 && at % killEvery[scale] !== 0) continue;
      await judging.close();
      if (at % killEvery[scale] === 0) {
        kills += 1;
        await killJudging(path, seed + at, 2 + Math.floor(random() * 4));
      }
      judging = openJudging(path);
      say(`${at} actions`);
    }
    // First redoes what random undos have left, so that undoing everything and redoing everything cover the same actions.
    await replayAll(judging, 'redo');
    const after = dumpJudgements(judging.database);
    const undone = await replayAll(judging, 'undo');
    const restored = dumpJudgements(judging.database);
    const redone = await replayAll(judging, 'redo');
    const redoneRows = dumpJudgements(judging.database);
    await judging.close();
    return {
      conditions: [
        exactly('tables that differ from before after undo of all', Number(restored !== before), 0),
        exactly('tables that differ from after following redo of all', Number(redoneRows !== after), 0),
        exactly('actions that were redone', redone.actions, undone.actions),
        exactly('changes that could not be made', undone.missing + redone.missing, 0),
      ],
      figures: { actions: undone.actions, kills, videos: ids.length },
    };
  },
};
