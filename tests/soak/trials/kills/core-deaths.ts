// Kills the core in a child process: at random moments of busy runs, and at every journal entry of one task.
import type { ExactKillMoment } from '../../support/core-process.ts';
import { type CutPoint, cutPoints } from '../../support/cut-submits.ts';
import { type Condition, exactly, type Findings, seededRandom } from '../../trial.ts';
import { type CoreProcesses, type KillMoment, performRun, type RunOptions, type RunOutcome } from './run.ts';

interface RunContext {
  readonly directory: string;
  readonly processes: CoreProcesses;
  readonly seed: number;
  say(line: string): void;
}

/** Runs `maxParallel` jobs at a time, because a run mostly waits. */
async function inParallel<T>(jobs: readonly (() => Promise<T>)[], maxParallel: number): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < jobs.length; at = next++) results[at] = await (jobs[at] as () => Promise<T>)();
  };
  await Promise.all(Array.from({ length: maxParallel }, work));
  return results;
}

function randomDeath(random: () => number): KillMoment {
  return random() < 0.25 ? { kind: 'after begin', ms: random() * 60 } : { kind: 'after opening', ms: random() ** 2 * 400 };
}

const exactDeath = (random: () => number): KillMoment => ({
  kind: 'exact',
  exact:
    random() < 0.3
      ? { at: 'file call', call: 1 + Math.floor(random() * 30) }
      : { at: 'entry', entry: 1 + Math.floor(random() * 8), moment: random() < 0.5 ? 'before commit' : 'after commit' },
});

function logOutcome(outcome: RunOutcome, name: string, say: RunContext['say']): RunOutcome {
  const { lost, paidTwice, badFiles, ledgerErrors } = outcome.violations;
  for (const problem of new Set([...lost, ...paidTwice, ...badFiles, ...ledgerErrors, ...outcome.problems])) say(`✗ ${name}: ${problem}`);
  return outcome;
}

/**
 * Busy runs with `randomDeaths` kills at random moments and `exactDeaths` kills at a journal entry or file call. Every second run uses a
 * service without a task list and idempotency keys.
 */
export async function busyRuns(
  context: RunContext,
  options: { readonly runs: number; readonly randomDeaths: number; readonly exactDeaths: number; readonly atOnce: number },
): Promise<readonly RunOutcome[]> {
  const jobs = Array.from({ length: options.runs }, (_, index) => async () => {
    const random = seededRandom(context.seed * 7_919 + index);
    const name = `busy ${index + 1}`;
    const lacksIdempotencyKeys = (index + context.seed) % 2 === 1;
    const deathKinds = [...Array<boolean>(options.randomDeaths).fill(true), ...Array<boolean>(options.exactDeaths).fill(false)]
      .map((value) => ({ value, place: random() }))
      .sort((a, b) => a.place - b.place);
    const outcome = await performRun({
      ...context,
      name,
      random,
      lacksIdempotencyKeys,
      progressMs: 500 + Math.floor(random() * 3_000),
      clipBytes: 100_000 + Math.floor(random() * 500_000),
      bytesPerSecond: random() < 0.5 ? null : 2_000_000,
      deaths: deathKinds.map(({ value }) => (value ? randomDeath(random) : exactDeath(random))),
      maxLiveTasks: 4,
      cutProbability: 0.4,
    });
    const { rows, accepted, intents, stored, discarded, killedAtRandom, killedAtEntry, killedAtFileCall } = outcome;
    context.say(
      `${name}${lacksIdempotencyKeys ? ', bare' : ''}: ${killedAtRandom} + ${killedAtEntry} + ${killedAtFileCall} kills, ${rows} tasks, ${intents} intents, ${accepted} accepted, ${stored} stored, ${discarded} discarded in doubt`,
    );
    return logOutcome(outcome, name, context.say);
  });
  return await inParallel(jobs, options.atOnce);
}

/**
 * Makes runs with one task and one kill, at each journal entry or file call in turn. A first run without a kill finds the entries and
 * calls.
 */
export async function entryRuns(
  context: RunContext,
  options: {
    readonly lacksIdempotencyKeys: boolean;
    readonly firstCut?: CutPoint;
    readonly moments: readonly ('before commit' | 'after commit')[];
    /** Whether to kill before every call that changes a library file, too. */
    readonly fileCalls: boolean;
    readonly atOnce: number;
  },
): Promise<readonly RunOutcome[]> {
  const { lacksIdempotencyKeys, firstCut, moments } = options;
  const kind = `${lacksIdempotencyKeys ? 'bare ' : ''}entry${firstCut === undefined ? '' : ` cut ${firstCut}`}`;
  const base = (name: string, deaths: readonly KillMoment[], salt: number): RunOptions => ({
    ...context,
    name,
    random: seededRandom(context.seed * 104_729 + salt),
    lacksIdempotencyKeys,
    progressMs: 3_000,
    clipBytes: 200_000,
    bytesPerSecond: null,
    deaths,
    maxLiveTasks: 0,
    cutProbability: 0,
    ...(firstCut === undefined ? {} : { firstCut }),
  });
  const uninterrupted = logOutcome(await performRun(base(`${kind} 0`, [], 0)), kind, context.say);
  context.say(`${kind}: ${uninterrupted.events.join(' → ')}`);
  const atEntries = uninterrupted.events.flatMap((_, index) =>
    moments.map((moment): ExactKillMoment => ({ at: 'entry', entry: index + 1, moment })),
  );
  const atFileCalls = options.fileCalls
    ? uninterrupted.fileCalls.map((_, index): ExactKillMoment => ({ at: 'file call', call: index + 1 }))
    : [];
  if (options.fileCalls) context.say(`${kind}, files: ${uninterrupted.fileCalls.join(' ')}`);
  const jobs = [...atEntries, ...atFileCalls].map((exact, index) => async () => {
    const name = exact.at === 'entry' ? `${kind} ${exact.entry} ${exact.moment}` : `${kind} file call ${exact.call}`;
    return logOutcome(await performRun(base(name, [{ kind: 'exact', exact }], index + 1)), name, context.say);
  });
  return [uninterrupted, ...(await inParallel(jobs, options.atOnce))];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function judgeRuns(
  busy: readonly RunOutcome[],
  entries: readonly RunOutcome[],
  minimums: { readonly random: number; readonly entry: number; readonly fileCall: number; readonly cutPoints: number },
): Findings {
  const all = [...busy, ...entries];
  const total = (of: (outcome: RunOutcome) => number): number => sum(all.map(of));
  const decisions: Record<string, number> = {};
  for (const outcome of all)
    for (const [name, count] of Object.entries(outcome.decisions)) decisions[name] = (decisions[name] ?? 0) + count;
  const cuts = Object.fromEntries(cutPoints.map((point) => [point, total((outcome) => outcome.cuts[point])]));
  const killedAtRandom = total((outcome) => outcome.killedAtRandom);
  const killedAtEntry = total((outcome) => outcome.killedAtEntry);
  const killedAtFileCall = total((outcome) => outcome.killedAtFileCall);
  const notCut = cutPoints.filter((point) => cuts[point] === 0);
  const atLeastCount = (what: string, measured: number, limit: number): Condition => ({
    name: what,
    measured: String(measured),
    limit: `≥ ${limit}`,
    holds: measured >= limit,
  });
  return {
    conditions: [
      exactly(
        'core: tasks lost',
        total(({ violations }) => violations.lost.length),
        0,
      ),
      exactly(
        "core: requests accepted beyond the user's intents",
        total(({ violations }) => violations.paidTwice.length),
        0,
      ),
      exactly(
        'core: visible files that are corrupt, incomplete or unclaimed',
        total(({ violations }) => violations.badFiles.length),
        0,
      ),
      exactly(
        'core: databases or histories that disagree',
        total(({ violations }) => violations.ledgerErrors.length),
        0,
      ),
      exactly('core: runs that recovered automatically', all.filter(({ recovered }) => recovered).length, all.length),
      exactly(
        'core: bugs and unexpected refusals',
        total(({ problems }) => problems.length),
        0,
      ),
      atLeastCount('core: kills at random moments', killedAtRandom, minimums.random),
      atLeastCount('core: kills at journal entries', killedAtEntry, minimums.entry),
      atLeastCount('core: kills before calls that change files', killedAtFileCall, minimums.fileCall),
      atLeastCount('core: points at which submissions were cut', cutPoints.length - notCut.length, minimums.cutPoints),
    ],
    figures: {
      runs: all.length,
      killedAtRandom,
      killedAtEntry,
      killedAtFileCall,
      tasks: total(({ rows }) => rows),
      intents: total(({ intents }) => intents),
      accepted: total(({ accepted }) => accepted),
      stored: total(({ stored }) => stored),
      discardedUnconfirmed: total(({ discarded }) => discarded),
      ...Object.fromEntries(Object.entries(decisions).map(([name, count]) => [`doubts: ${name}`, count])),
      ...Object.fromEntries(Object.entries(cuts).map(([name, count]) => [`cuts ${name}`, count])),
    },
  };
}
