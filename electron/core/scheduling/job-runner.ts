// Runs a job for each due row of a table, which serves as the queue. Submitting, reconciling, polling, downloading and making posters each
// use this loop with their own job source.
//
// Invariants:
// - At most one job works on a row at a time.
// - There is one timer, for the earliest row that is not yet due. It waits at most a minute, so that the loop notices sleep and clock
//   jumps.
// - A job throws because of a bug, a row that does not parse, or a database that cannot be written. It is skipped for a minute; other jobs
//   continue.
// - After `stop` no job starts. Running jobs are aborted and awaited.
import { InvalidRowError } from '../../db/rows/row-shape.ts';
import { createFailureReporter, type FailureReporter } from '../failure-reporter.ts';
import type { Clock, Log, LogFields } from '../ports.ts';
import { createJobCooldown, type JobCooldown } from './job-cooldown.ts';
import { endFields, type JobFields, type JobName, type JobOutcome, levelOfEnd } from './job-outcome.ts';

const maxSleepMs = 60_000;
const cooldownMs = 60_000;

/** The due rows of one table for a job runner, by id. Times are Unix milliseconds. */
export interface JobSource {
  /** Called before `due` whenever a slot is free. It may write: it repairs rows that a job left in an intermediate state. */
  beforeDue?(busy: ReadonlySet<number>): void;
  /** Returns the ids of due rows, most urgent first: at most `freeSlots`, and none from `busy`. Every returned row is run. */
  due(nowMs: number, freeSlots: number, busy: ReadonlySet<number>): readonly number[];
  /**
   * The time at which the next row becomes due; always later than `nowMs`, or null. Rows that are due already do not count: the loop
   * asks for them when a job ends.
   */
  nextDueMs(nowMs: number): number | null;
  /**
   * Works on one row and returns the outcome. Ends early if `signal` aborts, which happens on a stop. Rejects only because of a bug,
   * with `InvalidRowError`, or if the database cannot be written.
   */
  run(id: number, signal: AbortSignal): Promise<JobOutcome>;
  /** True for jobs that run constantly. They log only news at level `info` or above. */
  readonly isRoutine?: boolean;
  /** The fields of the row in the job's log lines. They are read before the job runs, or for a routine job when its line is written. */
  describe(id: number): JobFields;
}

/** Runs from start-up until `stop`. It is started only once. */
export interface JobRunner {
  /** Starts the loop. Called once. */
  start(): void;
  /** Asks for due rows now, because some may have become due. Also called after a sleep, and when the network is back. */
  wake(): void;
  /** Whether the job of this row is running. */
  isBusy(id: number): boolean;
  /** Stops the loop; jobs get `graceMs` to finish before they are aborted. */
  stop(graceMs: number): Promise<void>;
}

/** The name, source and concurrency of a job runner. */
export interface JobRunnerOptions {
  readonly name: JobName;
  /** The maximum number of concurrent jobs. */
  readonly maxConcurrent: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly source: JobSource;
}

interface RunnerContext extends JobRunnerOptions {
  readonly running: Map<number, { readonly controller: AbortController; readonly completion: Promise<void> }>;
  readonly cooldown: JobCooldown;
  readonly loop: LoopState;
  readonly failures: FailureReporter;
}

interface LoopState {
  phase: 'new' | 'running' | 'stopped';
  /**
   * Prevents recursion: a change made while due rows are read may wake the loop. The tick then runs once more afterwards (`run-again`).
   */
  tickState: 'idle' | 'running' | 'run-again';
  cancelTimer: () => void;
}

/** The fields of a job's log lines. For an unreadable row they are only its id: the job reads the row itself and reports the error. */
function describeJob({ name, source }: RunnerContext, id: number): LogFields {
  try {
    return { job: name, ...source.describe(id) };
  } catch {
    return { job: name, row: id };
  }
}

/** Logs the start of a job. Returns the fields to repeat in its last line; null if they are read again for that line. */
function logStart(context: RunnerContext, id: number): LogFields | null {
  const { log, source } = context;
  if (source.isRoutine === true) {
    log.debug('job-start', () => describeJob(context, id));
    return null;
  }
  const fields = describeJob(context, id);
  log.info('job-start', fields);
  return fields;
}

function logEnd(context: RunnerContext, id: number, startFields: LogFields | null, outcome: JobOutcome, tookMs: number): void {
  const { log, source } = context;
  const fields = (): LogFields => ({ ...(startFields ?? describeJob(context, id)), ...endFields(outcome), tookMs });
  const level = levelOfEnd(outcome, source.isRoutine === true);
  if (level === 'debug') log.debug('job-end', fields);
  else log[level]('job-end', fields());
}

/** Runs a job and logs it. Never rejects. */
async function runJob(context: RunnerContext, id: number, signal: AbortSignal): Promise<void> {
  const { name, clock, log, source, cooldown, failures } = context;
  const startedAtMs = clock.monotonicMs();
  const tookMs = (): number => Math.round(clock.monotonicMs() - startedAtMs);
  try {
    const fields = logStart(context, id);
    const outcome = await source.run(id, signal);
    logEnd(context, id, fields, outcome, tookMs());
  } catch (error) {
    cooldown.add(id, clock.now());
    // The error was reported when the row was read. The job is retried every minute, in case the row is repaired, so only a debug line is
    // written.
    if (error instanceof InvalidRowError) {
      log.debug('job-end', () => ({ job: name, row: id, outcome: 'failed', why: 'database-row-invalid', tookMs: tookMs() }));
      return;
    }
    const failure = failures.report(error, name);
    if (failure.kind === 'internal') {
      log.warn('job-end', { job: name, row: id, outcome: 'threw', incident: failure.incident, tookMs: tookMs() });
    } else log.debug('job-end', () => ({ job: name, row: id, outcome: 'failed', why: failure.kind, tookMs: tookMs() }));
  }
}

function begin(context: RunnerContext, id: number): void {
  const { running } = context;
  const controller = new AbortController();
  // The job is deferred, so that the row counts as busy before the job can wake the loop.
  const completion = Promise.resolve()
    .then(() => runJob(context, id, controller.signal))
    .then(() => {
      running.delete(id);
      tick(context);
    });
  running.set(id, { controller, completion });
}

/** Starts due jobs while slots are free. Returns how many milliseconds the loop may sleep. */
function startDue(context: RunnerContext, nowMs: number): number {
  const { maxConcurrent, source, running, cooldown } = context;
  const skippedIds = cooldown.skippedIds(nowMs);
  const freeSlots = maxConcurrent - running.size;
  if (freeSlots > 0) {
    const busy = new Set([...running.keys(), ...skippedIds]);
    source.beforeDue?.(busy);
    for (const id of source.due(nowMs, freeSlots, busy)) begin(context, id);
  }
  const nextMs = Math.min(source.nextDueMs(nowMs) ?? Number.POSITIVE_INFINITY, cooldown.nextEndMs());
  return Math.max(1, Math.min(maxSleepMs, nextMs - nowMs));
}

/** Asks for due rows, starts their jobs and sets the timer. */
function tick(context: RunnerContext): void {
  const { name, clock, failures, loop } = context;
  if (loop.phase !== 'running') return;
  if (loop.tickState !== 'idle') {
    loop.tickState = 'run-again';
    return;
  }
  loop.cancelTimer();
  loop.tickState = 'running';
  let sleepMs = maxSleepMs;
  try {
    sleepMs = startDue(context, clock.now());
  } catch (error) {
    failures.report(error, `${name}: reading due rows`);
  }
  const shouldRunAgain = (loop.tickState as LoopState['tickState']) === 'run-again';
  loop.tickState = 'idle';
  loop.cancelTimer = clock.setTimer(shouldRunAgain ? 1 : sleepMs, () => tick(context));
}

async function stop({ clock, running, loop }: RunnerContext, graceMs: number): Promise<void> {
  loop.phase = 'stopped';
  loop.cancelTimer();
  const abortAll = () => {
    for (const { controller } of running.values()) controller.abort();
  };
  if (graceMs <= 0) abortAll();
  const cancelAbort = graceMs > 0 && running.size > 0 ? clock.setTimer(graceMs, abortAll) : () => {};
  await Promise.all([...running.values()].map(({ completion }) => completion));
  cancelAbort();
}

/** Called once for each job source by `core/compose/`. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const loop: LoopState = { phase: 'new', tickState: 'idle', cancelTimer: () => {} };
  const context: RunnerContext = {
    ...options,
    running: new Map(),
    cooldown: createJobCooldown(cooldownMs),
    loop,
    failures: createFailureReporter(options),
  };
  return {
    start() {
      if (loop.phase !== 'new') return;
      loop.phase = 'running';
      tick(context);
    },
    wake: () => tick(context),
    isBusy: (id) => context.running.has(id),
    stop: (graceMs) => stop(context, graceMs),
  };
}
