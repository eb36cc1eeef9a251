// Runs what is due in a table: the table is the queue. Polling, downloading, sending and making posters are this loop with different
// questions.
//
// Invariants:
// - A row is worked on at most once at a time.
// - One timer, armed after the work for the earliest row that is not yet due, and never longer than a minute: after a sleep or a jump
//   of the clock the loop notices by itself.
// - A job that throws is a bug: it is logged once and left alone for a minute, the others go on.
// - After `stop` nothing starts; what runs is aborted and awaited.
import type { Clock, Log } from '../ports.ts';

const maxSleepMs = 60_000;
const pauseAfterThrowMs = 60_000;

export interface JobSource {
  /** Called before `due` whenever there is room, and may write: rows that a job left in the middle are put right here. */
  beforeDue?(busy: ReadonlySet<number>): void;
  /** Ids of rows that are due now, most urgent first, at most `room` and none that is `busy`. */
  due(nowMs: number, room: number, busy: ReadonlySet<number>): readonly number[];
  /** When the next row becomes due; later than `nowMs`, or null. What is due already is not asked for again: a job that ends asks. */
  nextDueMs(nowMs: number): number | null;
  run(id: number, signal: AbortSignal): Promise<void>;
}

export interface JobRunner {
  start(): void;
  /** Something may have become due: asks at once. Also the answer to a resume and to the network's return. */
  wake(): void;
  isBusy(id: number): boolean;
  /** Ends everything; jobs get `graceMs` to finish by themselves before they are aborted. */
  stop(graceMs: number): Promise<void>;
}

export function createJobRunner(options: { name: string; atOnce: number; clock: Clock; log: Log; source: JobSource }): JobRunner {
  const { name, atOnce, clock, log, source } = options;
  const running = new Map<number, { readonly abort: AbortController; readonly done: Promise<void> }>();
  const restingUntilMs = new Map<number, number>();
  let state: 'new' | 'running' | 'stopped' = 'new';
  let disarm: () => void = () => {};
  /** Asking may itself change something that wakes the loop: then it asks once more, instead of inside the question. */
  let asking: 'no' | 'yes' | 'and-again' = 'no';

  function begin(id: number): void {
    const abort = new AbortController();
    // Deferred, so that the row counts as busy before its job can wake the loop.
    const done = Promise.resolve()
      .then(() => source.run(id, abort.signal))
      .catch((error: unknown) => {
        restingUntilMs.set(id, clock.now() + pauseAfterThrowMs);
        log.incident(error, name);
      })
      .then(() => {
        running.delete(id);
        tick();
      });
    running.set(id, { abort, done });
  }

  function startDue(nowMs: number): number {
    // What lies further ahead than any rest was written before the clock was put back.
    for (const [id, untilMs] of restingUntilMs) if (untilMs <= nowMs || untilMs > nowMs + pauseAfterThrowMs) restingUntilMs.delete(id);
    const room = atOnce - running.size;
    if (room > 0) {
      const busy = new Set([...running.keys(), ...restingUntilMs.keys()]);
      source.beforeDue?.(busy);
      for (const id of source.due(nowMs, room, busy)) begin(id);
    }
    const next = Math.min(source.nextDueMs(nowMs) ?? Number.POSITIVE_INFINITY, ...restingUntilMs.values());
    return Math.max(1, Math.min(maxSleepMs, next - nowMs));
  }

  function tick(): void {
    if (state !== 'running') return;
    if (asking !== 'no') {
      asking = 'and-again';
      return;
    }
    disarm();
    asking = 'yes';
    let sleepMs = maxSleepMs;
    try {
      sleepMs = startDue(clock.now());
    } catch (error) {
      log.incident(error, `${name}: asking what is due`);
    }
    const again = (asking as 'yes' | 'and-again') === 'and-again';
    asking = 'no';
    disarm = clock.setTimer(again ? 1 : sleepMs, tick);
  }

  return {
    start() {
      if (state !== 'new') return;
      state = 'running';
      tick();
    },
    wake: tick,
    isBusy: (id) => running.has(id),
    async stop(graceMs) {
      state = 'stopped';
      disarm();
      const abortAll = () => {
        for (const { abort } of running.values()) abort.abort();
      };
      if (graceMs <= 0) abortAll();
      const cancelAbort = graceMs > 0 && running.size > 0 ? clock.setTimer(graceMs, abortAll) : () => {};
      await Promise.all([...running.values()].map(({ done }) => done));
      cancelAbort();
    },
  };
}
