// Runs what is due in a table: the table is the queue. Submitting, reconciling, polling, downloading and making posters are this loop over
// different sources.
//
// Invariants:
// - A row is worked on at most once at a time.
// - One timer, armed after the work for the earliest row that is not yet due, and never longer than a minute: after a sleep or a jump
//   of the clock the loop notices by itself.
// - A job that throws is a bug, or its row does not parse: it is left alone for a minute, the others go on.
// - After `stop` nothing starts; what runs is aborted and awaited.
import { InvalidRowError } from '../../db/rows/row-shape.ts';
import type { Clock, Log, LogFields } from '../ports.ts';
import { endFields, type JobFields, type JobName, type JobOutcome, levelOfEnd } from './job-outcome.ts';
import { createRestingJobs, type RestingJobs } from './resting-jobs.ts';

const maxSleepMs = 60_000;
const restAfterThrowMs = 60_000;

/** What a job runner runs: the rows of one table that are due, by id. Moments are Unix milliseconds. */
export interface JobSource {
  /** Called before `due` whenever there is room, and may write: rows that a job left in the middle are put right here. */
  beforeDue?(busy: ReadonlySet<number>): void;
  /** Ids of rows that are due now, most urgent first, at most `room` and none that is `busy`. Each of them is run. */
  due(nowMs: number, room: number, busy: ReadonlySet<number>): readonly number[];
  /** When the next row becomes due; later than `nowMs`, or null. What is due already is not asked for again: a job that ends asks. */
  nextDueMs(nowMs: number): number | null;
  /** Works on one row, and says what became of it. Rejects only because of a bug, or with `InvalidRowError`. Ends early when `signal` aborts, which a stop does. */
  run(id: number, signal: AbortSignal): Promise<JobOutcome>;
  /** True where the job runs all the time, so that only news is worth a line of the log. */
  readonly isRoutine?: boolean;
  /** What the lines of a job say of its row, besides how it ended. Read before the job runs, for a routine job when its line is written. */
  describe(id: number): JobFields;
}

/** Lives from the composition to `stop`; started once. */
export interface JobRunner {
  start(): void;
  /** Something may have become due: asks at once. Also the answer to a resume and to the network's return. */
  wake(): void;
  isBusy(id: number): boolean;
  /** Ends everything; jobs get `graceMs` to finish by themselves before they are aborted. */
  stop(graceMs: number): Promise<void>;
}

/** What a job runner is made from. */
export interface JobRunnerOptions {
  readonly name: JobName;
  /** How many jobs run at once. */
  readonly atOnce: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly source: JobSource;
}

interface RunnerContext extends JobRunnerOptions {
  readonly running: Map<number, { readonly abort: AbortController; readonly done: Promise<void> }>;
  readonly resting: RestingJobs;
  readonly loop: LoopState;
}

interface LoopState {
  phase: 'new' | 'running' | 'stopped';
  /** Asking may itself change something that wakes the loop: then it asks once more, instead of inside the question. */
  asking: 'no' | 'yes' | 'and-again';
  disarm: () => void;
}

/** The fields of a job's lines. A row that cannot be read gives its number only: the job itself reads it and reports what is wrong. */
function describeJob({ name, source }: RunnerContext, id: number): LogFields {
  try {
    return { job: name, ...source.describe(id) };
  } catch {
    return { job: name, row: id };
  }
}

/** Logs that a job begins, and returns the fields that its last line repeats; null where they are read for that line. */
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

function logEnd(context: RunnerContext, id: number, given: LogFields | null, end: JobOutcome, tookMs: number): void {
  const { log, source } = context;
  const fields = (): LogFields => ({ ...(given ?? describeJob(context, id)), ...endFields(end), tookMs });
  const level = levelOfEnd(end, source.isRoutine === true);
  if (level === 'debug') log.debug('job-end', fields);
  else log[level]('job-end', fields());
}

/** Runs a job and logs it. Never rejects. */
async function runJob(context: RunnerContext, id: number, signal: AbortSignal): Promise<void> {
  const { name, clock, log, source, resting } = context;
  const startedAtMs = clock.monotonicMs();
  const tookMs = (): number => Math.round(clock.monotonicMs() - startedAtMs);
  try {
    const fields = logStart(context, id);
    const end = await source.run(id, signal);
    logEnd(context, id, fields, end, tookMs());
  } catch (error) {
    resting.add(id, clock.now());
    // Reported where the row was read. The job is tried again each minute, should somebody repair it: no news each time.
    if (error instanceof InvalidRowError) {
      log.debug('job-end', () => ({ job: name, row: id, outcome: 'failed', why: 'database-row-invalid', tookMs: tookMs() }));
      return;
    }
    const incident = log.incident(error, name);
    log.warn('job-end', { job: name, row: id, outcome: 'threw', incident, tookMs: tookMs() });
  }
}

function begin(context: RunnerContext, id: number): void {
  const { running } = context;
  const abort = new AbortController();
  // Deferred, so that the row counts as busy before its job can wake the loop.
  const done = Promise.resolve()
    .then(() => runJob(context, id, abort.signal))
    .then(() => {
      running.delete(id);
      tick(context);
    });
  running.set(id, { abort, done });
}

/** Begins what is due, as far as there is room. Returns how long the loop may sleep, in milliseconds. */
function startDue(context: RunnerContext, nowMs: number): number {
  const { atOnce, source, running, resting } = context;
  const restingIds = resting.resting(nowMs);
  const room = atOnce - running.size;
  if (room > 0) {
    const busy = new Set([...running.keys(), ...restingIds]);
    source.beforeDue?.(busy);
    for (const id of source.due(nowMs, room, busy)) begin(context, id);
  }
  const nextMs = Math.min(source.nextDueMs(nowMs) ?? Number.POSITIVE_INFINITY, resting.nextEndMs());
  return Math.max(1, Math.min(maxSleepMs, nextMs - nowMs));
}

/** Asks what is due, begins it and arms the timer. */
function tick(context: RunnerContext): void {
  const { name, clock, log, loop } = context;
  if (loop.phase !== 'running') return;
  if (loop.asking !== 'no') {
    loop.asking = 'and-again';
    return;
  }
  loop.disarm();
  loop.asking = 'yes';
  let sleepMs = maxSleepMs;
  try {
    sleepMs = startDue(context, clock.now());
  } catch (error) {
    log.incident(error, `${name}: asking what is due`);
  }
  const again = (loop.asking as LoopState['asking']) === 'and-again';
  loop.asking = 'no';
  loop.disarm = clock.setTimer(again ? 1 : sleepMs, () => tick(context));
}

async function stop({ clock, running, loop }: RunnerContext, graceMs: number): Promise<void> {
  loop.phase = 'stopped';
  loop.disarm();
  const abortAll = () => {
    for (const { abort } of running.values()) abort.abort();
  };
  if (graceMs <= 0) abortAll();
  const cancelAbort = graceMs > 0 && running.size > 0 ? clock.setTimer(graceMs, abortAll) : () => {};
  await Promise.all([...running.values()].map(({ done }) => done));
  cancelAbort();
}

/** Built once for each source by the composition. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const loop: LoopState = { phase: 'new', asking: 'no', disarm: () => {} };
  const context: RunnerContext = { ...options, running: new Map(), resting: createRestingJobs(restAfterThrowMs), loop };
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
