// One studio is started, killed, audited and started again, several times. Finally it runs until it is idle.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, type ExactKillMoment, warmCore } from '../../support/core-process.ts';
import type { CutPoint } from '../../support/cut-submits.ts';
import { auditDeath, auditEnd, noViolations, resendsOf, type Violations } from './kill-audit.ts';
import { createWorld, speed, timeDivisor, type WorldOptions } from './kill-world.ts';
import { createSimulatedUser } from './simulated-user.ts';

/** When a process is killed. With `after begin` the database may not be open or may not exist yet. */
export type KillMoment =
  | { readonly kind: 'after begin'; readonly ms: number }
  | { readonly kind: 'after opening'; readonly ms: number }
  | { readonly kind: 'exact'; readonly exact: ExactKillMoment };

export interface RunOptions extends Omit<WorldOptions, 'directory'> {
  readonly name: string;
  readonly directory: string;
  readonly processes: CoreProcesses;
  random(): number;
  readonly deaths: readonly KillMoment[];
  /** The most live tasks at one time; 0 means a single task. */
  readonly maxLiveTasks: number;
  readonly cutProbability: number;
  /** Where to cut the first submission. */
  readonly firstCut?: CutPoint;
}

export interface RunOutcome {
  readonly recovered: boolean;
  readonly killedAtRandom: number;
  readonly killedAtEntry: number;
  readonly killedAtFileCall: number;
  readonly rows: number;
  readonly intents: number;
  readonly accepted: number;
  readonly stored: number;
  readonly discarded: number;
  readonly decisions: Readonly<Record<string, number>>;
  readonly cuts: Readonly<Record<CutPoint, number>>;
  /** The events of the whole journal, in order. */
  readonly events: readonly string[];
  /** Calls that changed files of the library, in order. */
  readonly fileCalls: readonly string[];
  readonly violations: Violations;
  /** Refusals and bugs that the user should never have seen. */
  readonly problems: readonly string[];
}

/** Processes that are loaded before they are needed, because loading takes longer than most of them live. */
export interface CoreProcesses {
  take(): Core;
  stop(): Promise<void>;
}

export function coreProcesses(script: string): CoreProcesses {
  let spare = warmCore(script);
  return {
    take() {
      const core = spare;
      spare = warmCore(script);
      return core;
    },
    async stop() {
      spare.kill();
      await spare.exited;
    },
  };
}

/** How long a busy studio may take to reach an exact moment, which its work may never reach. */
const exactWithinMs = 1_500;
/** How long a studio may take to become idle. On an idle machine it takes a second or two. */
const idleWithinMs = 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function performRun(options: RunOptions): Promise<RunOutcome> {
  const { name, deaths, processes, firstCut } = options;
  const home = join(options.directory, name.replaceAll(' ', '-'));
  mkdirSync(home, { recursive: true });
  const world = await createWorld({ ...options, directory: home });
  const { lacksIdempotencyKeys, picturePath, cuts } = world;
  const user = createSimulatedUser({ ...options, run: name, lacksIdempotencyKeys, picturePath, cutNextSubmission: cuts.arm });
  // Its only task reaches an exact moment, however slow the machine is, unless the studio becomes idle before.
  const isSingleTask = options.maxLiveTasks === 0;
  if (isSingleTask) user.planSubmission();
  if (firstCut !== undefined) world.cuts.arm(firstCut);
  const violations = noViolations();
  const problems: string[] = [];
  let killedAtRandom = 0;
  let killedAtEntry = 0;
  let killedAtFileCall = 0;
  const fileCalls: string[] = [];

  /**
   * Whether every cut point was used. On a slow machine most studios are killed before they send anything; the last run then makes the
   * missing cuts.
   */
  const isCutEverywhere = (): boolean => options.cutProbability === 0 || Object.values(world.cuts.cutCounts()).every((count) => count > 0);

  /** Runs a studio until this kill, or until it is idle if `death` is null. Returns whether it became idle. */
  async function runUntilDeath(death: KillMoment | null): Promise<boolean> {
    const core = processes.take();
    await core.warm; // kill times count from here, so that they do not include the loading time
    let becameIdle = false;
    let timer: NodeJS.Timeout | undefined;
    const killIn = (ms: number): void => {
      timer = setTimeout(() => core.kill(), ms);
    };
    const { directory, service, startedAtMs } = world;
    const exact = death?.kind === 'exact' ? death.exact : null;
    core.begin({ directory, service, speed, startedAtMs, timeDivisor, death: exact });
    if (death?.kind === 'after begin') killIn(death.ms);
    if (await core.opened) {
      if (death?.kind === 'after opening') killIn(death.ms);
      else if (exact !== null) killIn(isSingleTask ? idleWithinMs : exactWithinMs);
      let isEnding = false;
      const untilMs = performance.now() + idleWithinMs;
      while (core.isAlive()) {
        await user.act(core);
        if (death === null && (isCutEverywhere() || performance.now() > untilMs - idleWithinMs / 2)) user.stopSubmitting();
        if (death === null && (user.isIdle() || performance.now() > untilMs)) {
          becameIdle = user.isIdle();
          core.kill();
          break;
        }
        if (exact !== null && isSingleTask && user.isIdle() && !isEnding) {
          isEnding = true;
          clearTimeout(timer);
          killIn(exactWithinMs);
        }
        await pause(8);
      }
    }
    await core.exited;
    const timedOut = core.wasKilled();
    clearTimeout(timer);
    if (death !== null) {
      if (exact === null || timedOut) killedAtRandom += 1;
      else if (exact.at === 'entry') killedAtEntry += 1;
      else killedAtFileCall += 1;
    }
    problems.push(...core.problems);
    fileCalls.push(...core.fileCalls);
    return becameIdle;
  }

  let recovered = false;
  try {
    for (const death of deaths) {
      await runUntilDeath(death);
      user.afterRestart(auditDeath(world, user.submissions, violations));
    }
    recovered = await runUntilDeath(null);
    const finalState = auditEnd(world, user.submissions, violations);
    if (!recovered) {
      const liveTasks = finalState.tasks.filter(({ live }) => live === 1).map((task) => `${task.state} ${task.error ?? ''}`);
      problems.push(
        `${name} did not become idle: ${liveTasks.join('; ') || JSON.stringify(user.submissions.filter(({ state }) => state !== 'acknowledged'))}`,
      );
    }
    return {
      recovered,
      killedAtRandom,
      killedAtEntry,
      killedAtFileCall,
      rows: finalState.tasks.length,
      intents: finalState.tasks.length + (world.lacksIdempotencyKeys ? resendsOf(finalState, finalState.tasks) : 0),
      accepted: world.acceptedTasks().length,
      stored: finalState.results.filter(({ state }) => state === 'stored').length,
      discarded: finalState.tasks.filter(({ state }) => state === 'discarded').length,
      decisions: user.decisions,
      cuts: world.cuts.cutCounts(),
      fileCalls,
      events: finalState.journal.map(({ event }) => event),
      violations,
      problems: [...problems, ...user.unexpectedErrors],
    };
  } finally {
    await world.stop();
  }
}
