// One studio and its deaths: it is started, killed, looked at and started again, and at last left alone until nothing goes on any more.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, type ExactDeath, warmCore } from '../../support/core-process.ts';
import type { CutPoint } from '../../support/cut-submits.ts';
import { auditDeath, auditEnd, noWrongs, pressesOf, type Wrongs } from './kill-audit.ts';
import { createWorld, speed, timesShorter, type WorldOptions } from './kill-world.ts';
import { createPerson } from './person.ts';

/** When a process dies. `after begin` may be before its database is open, or even made. */
export type Death =
  | { readonly kind: 'after begin'; readonly ms: number }
  | { readonly kind: 'after opening'; readonly ms: number }
  | { readonly kind: 'exact'; readonly exact: ExactDeath };

export interface RunOptions extends Omit<WorldOptions, 'directory'> {
  readonly name: string;
  readonly directory: string;
  readonly processes: CoreProcesses;
  random(): number;
  readonly deaths: readonly Death[];
  /** Tasks at the same time; 0 for one single task. */
  readonly atOnce: number;
  readonly cutShare: number;
  /** Cuts the first submission here. */
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
  /** Entries of the whole journal, in their order. */
  readonly facts: readonly string[];
  /** Calls that changed files of the library, in their order. */
  readonly fileCalls: readonly string[];
  readonly wrongs: Wrongs;
  /** Refusals and bugs that a person should never have seen. */
  readonly troubles: readonly string[];
}

/** Processes that are loaded before they are needed, since loading takes longer than most of them live. */
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
      await spare.gone;
    },
  };
}

/** How long to wait for an exact point that the work may never reach. */
const exactWithinMs = 1_500;
/** Left alone it comes to rest within so long; on an idle machine it takes a second or two. */
const restWithinMs = 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function performRun(options: RunOptions): Promise<RunOutcome> {
  const { name, deaths, processes, firstCut } = options;
  const home = join(options.directory, name.replaceAll(' ', '-'));
  mkdirSync(home, { recursive: true });
  const world = await createWorld({ ...options, directory: home });
  const { isBare, picturePath, cuts } = world;
  const person = createPerson({ ...options, run: name, isBare, picturePath, arm: cuts.arm });
  if (options.atOnce === 0) person.wish();
  if (firstCut !== undefined) world.cuts.arm(firstCut);
  const wrongs = noWrongs();
  const troubles: string[] = [];
  let killedAtRandom = 0;
  let killedAtEntry = 0;
  let killedAtFileCall = 0;
  const fileCalls: string[] = [];

  /** On a slow machine most studios die before they have sent anything: what is still to be cut is cut in the last life. */
  const isCutEverywhere = (): boolean => options.cutShare === 0 || Object.values(world.cuts.made()).every((count) => count > 0);

  /** `null` is a life that ends of itself, when nothing goes on any more; true when it did. */
  async function live(death: Death | null): Promise<boolean> {
    const core = processes.take();
    await core.warm; // the moments are of the studio's life, not of its loading
    let rested = false;
    let timer: NodeJS.Timeout | undefined;
    const killIn = (ms: number): void => {
      timer = setTimeout(() => core.kill(), ms);
    };
    const { directory, service, beganAtMs } = world;
    const exact = death?.kind === 'exact' ? death.exact : null;
    core.begin({ directory, service, speed, beganAtMs, timesShorter, death: exact });
    if (death?.kind === 'after begin') killIn(death.ms);
    if (await core.opened) {
      if (death?.kind === 'after opening') killIn(death.ms);
      else if (exact !== null) killIn(exactWithinMs);
      const untilMs = performance.now() + restWithinMs;
      while (core.isAlive()) {
        await person.act(core);
        if (death === null && (isCutEverywhere() || performance.now() > untilMs - restWithinMs / 2)) person.isContent();
        if (death === null && (person.isAtRest() || performance.now() > untilMs)) {
          rested = person.isAtRest();
          core.kill();
          break;
        }
        await pause(8);
      }
    }
    await core.gone;
    const timedOut = core.wasKilled();
    clearTimeout(timer);
    if (death !== null) {
      if (exact === null || timedOut) killedAtRandom += 1;
      else if (exact.at === 'entry') killedAtEntry += 1;
      else killedAtFileCall += 1;
    }
    troubles.push(...core.troubles);
    fileCalls.push(...core.fileCalls);
    return rested;
  }

  let recovered = false;
  try {
    for (const death of deaths) {
      await live(death);
      person.lookBack(auditDeath(world, person.wishes, wrongs));
    }
    recovered = await live(null);
    const left = auditEnd(world, person.wishes, wrongs);
    if (!recovered) {
      const going = left.tasks.filter(({ live }) => live === 1).map((task) => `${task.state} ${task.error ?? ''}`);
      troubles.push(
        `${name} did not come to rest: ${going.join('; ') || JSON.stringify(person.wishes.filter(({ state }) => state !== 'answered'))}`,
      );
    }
    return {
      recovered,
      killedAtRandom,
      killedAtEntry,
      killedAtFileCall,
      rows: left.tasks.length,
      intents: left.tasks.length + (world.isBare ? pressesOf(left, left.tasks) : 0),
      accepted: world.accepted().length,
      stored: left.results.filter(({ state }) => state === 'stored').length,
      discarded: left.tasks.filter(({ state }) => state === 'discarded').length,
      decisions: person.decisions,
      cuts: world.cuts.made(),
      fileCalls,
      facts: left.journal.map(({ event }) => event),
      wrongs,
      troubles: [...troubles, ...person.complaints],
    };
  } finally {
    await world.stop();
  }
}
