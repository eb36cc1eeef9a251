// Rows of tasks: every statement about them. Only `core/tasks/task-store.ts` may call what writes.
import type { TaskHold, TaskState } from '../../../shared/task.ts';
import type { Database } from '../database.ts';
import { insertSql, updateSql } from '../sql-columns.ts';

type Flag = 0 | 1;
type Json = string;

/** One row, as it lies on disk. What must be set in which state is said by the table's CHECKs. */
export interface TaskRow {
  readonly id: number;
  readonly profileId: number;
  readonly state: TaskState;
  readonly live: Flag;
  readonly simulated: Flag;
  readonly dismissed: Flag;
  readonly model: string;
  readonly request: Json;
  readonly sourceTaskId: number | null;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  readonly error: Json | null;
  readonly queuePosition: number | null;
  readonly held: Flag;
  /** null where nobody holds it. */
  readonly heldBy: TaskHold | null;
  readonly notBeforeMs: number | null;
  readonly refusals: number;
  readonly idempotencyKey: string | null;
  /** Of the body that was first sent with this key; null before that, and for what earlier versions sent. */
  readonly bodySha256: string | null;
  readonly firstSentAtMs: number | null;
  readonly lastSentAtMs: number | null;
  readonly acceptanceUnknown: Flag;
  readonly stateEnteredAtMs: number | null;
  readonly reconciliation: 'pending' | 'not-found' | 'unavailable' | 'inconclusive' | null;
  readonly reconcileAtMs: number | null;
  readonly serviceTaskId: string | null;
  readonly acceptedAtMs: number | null;
  readonly pollingSinceMs: number | null;
  readonly progress: number | null;
  readonly expectedEndAtMs: number | null;
  readonly creditsReserved: number | null;
  readonly creditsUsed: number | null;
  readonly tookSeconds: number | null;
  readonly overdue: Flag;
  readonly nextPollAtMs: number | null;
  readonly pollError: Json | null;
  readonly failedPolls: number;
  readonly lastPolledAtMs: number | null;
  readonly lastUnfinishedPollAtMs: number | null;
  readonly notFoundSinceMs: number | null;
  readonly endedAtMs: number | null;
  /** The first of the tasks whose failures led to this one, null where the person made it. */
  readonly retryOfId: number | null;
  readonly attemptNumber: number | null;
  /**
   * `keyRevision` of the profile when the task was first sent; once the service has the task: when it was accepted, or found in the list. null
   * where nothing was sent.
   */
  readonly keyRevision: number | null;
  /** `firstSentAtMs` by the service's clock, null where that was not known. */
  readonly firstSentServiceMs: number | null;
  /** `lastSentAtMs` by the service's clock, null where that was not known. */
  readonly lastSentServiceMs: number | null;
  /** Answers "not found" in a row. */
  readonly notFoundPolls: number;
}

/** Every column but the id, in the order in which rows are written. */
export const taskColumns = [
  'profileId',
  'state',
  'live',
  'simulated',
  'dismissed',
  'model',
  'request',
  'sourceTaskId',
  'createdAtMs',
  'changedAtMs',
  'error',
  'queuePosition',
  'held',
  'heldBy',
  'notBeforeMs',
  'refusals',
  'idempotencyKey',
  'bodySha256',
  'firstSentAtMs',
  'lastSentAtMs',
  'acceptanceUnknown',
  'stateEnteredAtMs',
  'reconciliation',
  'reconcileAtMs',
  'serviceTaskId',
  'acceptedAtMs',
  'pollingSinceMs',
  'progress',
  'expectedEndAtMs',
  'creditsReserved',
  'creditsUsed',
  'tookSeconds',
  'overdue',
  'nextPollAtMs',
  'pollError',
  'failedPolls',
  'lastPolledAtMs',
  'lastUnfinishedPollAtMs',
  'notFoundSinceMs',
  'endedAtMs',
  'retryOfId',
  'attemptNumber',
  'keyRevision',
  'firstSentServiceMs',
  'lastSentServiceMs',
  'notFoundPolls',
] as const satisfies readonly Exclude<keyof TaskRow, 'id'>[];

/** What an uneventful look changes. */
const pollColumns = [
  'changedAtMs',
  'progress',
  'expectedEndAtMs',
  'creditsReserved',
  'nextPollAtMs',
  'pollError',
  'failedPolls',
  'lastPolledAtMs',
  'lastUnfinishedPollAtMs',
  'notFoundSinceMs',
  'notFoundPolls',
] as const satisfies readonly (typeof taskColumns)[number][];
const otherColumns = taskColumns.filter((name) => !(pollColumns as readonly string[]).includes(name));

export interface DueQuery {
  readonly profileId: number;
  readonly nowMs: number;
  readonly limit: number;
}

/** A task as its kin names it. */
export interface RelatedTaskRow {
  readonly id: number;
  readonly state: TaskState;
  readonly attemptNumber: number | null;
  readonly createdAtMs: number;
  readonly creditsReserved: number | null;
  readonly creditsUsed: number | null;
}

/** What a finished task tells about the cost of the next one like it. */
export interface FinishedRow {
  readonly durationSeconds: number | null;
  readonly quality: string | null;
  readonly generateAudio: Flag | null;
  readonly credits: number | null;
  readonly tookSeconds: number | null;
}

/** When a task was sent, by both clocks. */
export type SentRow = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs' | 'firstSentServiceMs' | 'lastSentServiceMs'>;

export type FutureDeadlineRow = Pick<TaskRow, 'id' | 'nextPollAtMs' | 'notBeforeMs' | 'reconcileAtMs'>;

/** Exported for the tests that pin their plans. */
export const taskSql = {
  live: 'SELECT * FROM task WHERE live = 1 ORDER BY id',
  livePage: 'SELECT * FROM task WHERE live = 1 AND id > :afterId ORDER BY id LIMIT :limit',
  hasLive: 'SELECT 1 AS one FROM task WHERE live = 1 AND profileId = :profileId LIMIT 1',
  waitingDue: `SELECT id FROM task WHERE state = 'waiting' AND profileId = :profileId AND held = 0
    AND (notBeforeMs IS NULL OR notBeforeMs <= :nowMs) ORDER BY queuePosition, id LIMIT :limit`,
  waitingNext: `SELECT min(notBeforeMs) AS atMs FROM task WHERE state = 'waiting' AND profileId = :profileId AND held = 0 AND notBeforeMs > :nowMs`,
  running: `SELECT count(*) AS n FROM task WHERE state IN ('submitting','pending','processing') AND profileId = :profileId`,
  unconfirmedSince: `SELECT count(*) AS n FROM task WHERE reconcileAtMs IS NOT NULL AND profileId = :profileId AND reconciliation = 'pending' AND stateEnteredAtMs > :fromMs`,
  queueBounds: `SELECT min(queuePosition) AS least, max(queuePosition) AS most FROM task WHERE state = 'waiting' AND profileId = :profileId`,
  pollDue: `SELECT id FROM task WHERE nextPollAtMs IS NOT NULL AND profileId = :profileId AND nextPollAtMs <= :nowMs
    ORDER BY nextPollAtMs LIMIT :limit`,
  nextPoll:
    'SELECT min(nextPollAtMs) AS atMs FROM task WHERE nextPollAtMs IS NOT NULL AND profileId = :profileId AND nextPollAtMs > :nowMs',
  // Nobody needs to know how many more than so many.
  polled: `SELECT count(*) AS n FROM (SELECT 1 FROM task WHERE nextPollAtMs IS NOT NULL AND profileId = :profileId LIMIT :limit)`,
  reconcileDue: `SELECT id FROM task WHERE reconcileAtMs IS NOT NULL AND profileId = :profileId AND reconcileAtMs <= :nowMs
    ORDER BY reconcileAtMs LIMIT :limit`,
  nextReconcile:
    'SELECT min(reconcileAtMs) AS atMs FROM task WHERE reconcileAtMs IS NOT NULL AND profileId = :profileId AND reconcileAtMs > :nowMs',
  knownServiceId: 'SELECT count(*) AS n FROM task WHERE serviceTaskId IS NOT NULL AND serviceTaskId = :serviceTaskId',
  ofServiceId: 'SELECT id FROM task WHERE serviceTaskId IS NOT NULL AND serviceTaskId = :serviceTaskId ORDER BY id LIMIT 20',
  discardedUnconfirmed: `SELECT id, model, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs FROM task WHERE id BETWEEN :fromId AND :toId
    AND state = 'discarded' AND acceptanceUnknown = 1`,
  finished: `SELECT json_extract(request, '$.durationSeconds') AS durationSeconds, json_extract(request, '$.quality') AS quality,
    json_extract(request, '$.generateAudio') AS generateAudio, coalesce(creditsUsed, creditsReserved) AS credits, tookSeconds
    FROM task WHERE state = 'completed' AND model = :model AND simulated = :simulated ORDER BY endedAtMs DESC LIMIT 60`,
  // Of all profiles: the queue shows them in one order.
  waiting: `SELECT id, queuePosition FROM task WHERE state = 'waiting' ORDER BY queuePosition, id`,
  derivedFrom: `SELECT id, state, attemptNumber, createdAtMs, creditsReserved, creditsUsed FROM task WHERE sourceTaskId = :id ORDER BY id LIMIT 50`,
  newest: 'SELECT max(id) AS id FROM task',
  successor: 'SELECT 1 AS one FROM task WHERE sourceTaskId IS NOT NULL AND sourceTaskId = :id AND id > :afterId LIMIT 1',
  attempts: `SELECT id, state, attemptNumber, createdAtMs, creditsReserved, creditsUsed FROM task WHERE retryOfId = :id ORDER BY attemptNumber`,
  // The list of states lets SQLite use the partial index `task_running`, which covers exactly these three.
  submitting: `SELECT id FROM task WHERE state IN ('submitting','pending','processing') AND state = 'submitting'`,
  futureDeadlines: `SELECT id, nextPollAtMs, notBeforeMs, reconcileAtMs FROM task
    WHERE live = 1 AND (nextPollAtMs > :limitMs OR notBeforeMs > :limitMs OR reconcileAtMs > :limitMs) ORDER BY id`,
  spreadPolls: `UPDATE task SET nextPollAtMs = :fromMs + CAST(:withinMs * place AS INTEGER)
    FROM (SELECT id AS placed, percent_rank() OVER (ORDER BY coalesce(lastPolledAtMs, 0), id) AS place
      FROM task WHERE live = 1 AND nextPollAtMs > :fromMs + :withinMs) WHERE id = placed`,
  polledCount: 'SELECT count(*) AS n FROM task WHERE nextPollAtMs IS NOT NULL',
} as const;

export type TaskTable = ReturnType<typeof createTaskTable>;

export function createTaskTable(database: Database) {
  const insert = database.prepare<Omit<TaskRow, 'id'>>('task.insert', insertSql('task', taskColumns));
  const update = database.prepare<TaskRow>('task.update', updateSql('task', taskColumns));
  const updateLook = database.prepare<TaskRow>('task.updateLook', updateSql('task', pollColumns));
  const get = database.prepare<{ id: number }, TaskRow>('task.get', 'SELECT * FROM task WHERE id = :id');
  const live = database.prepare<object, TaskRow>('task.live', taskSql.live);
  const livePage = database.prepare<{ afterId: number; limit: number }, TaskRow>('task.livePage', taskSql.livePage);
  const hasLive = database.prepare<{ profileId: number }, { one: 1 }>('task.hasLive', taskSql.hasLive);
  const waitingDue = database.prepare<DueQuery, { id: number }>('task.waitingDue', taskSql.waitingDue);
  const waitingNext = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.waitingNext', taskSql.waitingNext);
  const running = database.prepare<{ profileId: number }, { n: number }>('task.running', taskSql.running);
  const doubtfulSince = database.prepare<{ profileId: number; fromMs: number }, { n: number }>(
    'task.doubtfulSince',
    taskSql.unconfirmedSince,
  );
  const turns = database.prepare<{ profileId: number }, { least: number | null; most: number | null }>('task.turns', taskSql.queueBounds);
  const lookDue = database.prepare<DueQuery, { id: number }>('task.lookDue', taskSql.pollDue);
  const lookNext = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.lookNext', taskSql.nextPoll);
  const followed = database.prepare<{ profileId: number; limit: number }, { n: number }>('task.followed', taskSql.polled);
  const searchDue = database.prepare<DueQuery, { id: number }>('task.searchDue', taskSql.reconcileDue);
  const searchNext = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.searchNext', taskSql.nextReconcile);
  const known = database.prepare<{ serviceTaskId: string }, { n: number }>('task.known', taskSql.knownServiceId);
  const ofServiceId = database.prepare<{ serviceTaskId: string }, { id: number }>('task.ofServiceId', taskSql.ofServiceId);
  const discardedInDoubt = database.prepare<{ fromId: number; toId: number }, SentRow>(
    'task.discardedInDoubt',
    taskSql.discardedUnconfirmed,
  );
  const finished = database.prepare<{ model: string; simulated: Flag }, FinishedRow>('task.finished', taskSql.finished);
  const waiting = database.prepare<object, { id: number; queuePosition: number }>('task.waiting', taskSql.waiting);
  const madeFrom = database.prepare<{ id: number }, RelatedTaskRow>('task.madeFrom', taskSql.derivedFrom);
  const newest = database.prepare<object, { id: number | null }>('task.newest', taskSql.newest);
  const successor = database.prepare<{ id: number; afterId: number }, { one: 1 }>('task.successor', taskSql.successor);
  const tries = database.prepare<{ id: number }, RelatedTaskRow>('task.tries', taskSql.attempts);
  const submitting = database.prepare<object, { id: number }>('task.submitting', taskSql.submitting);
  const lookedAt = database.prepare<object, { n: number }>('task.lookedAt', taskSql.polledCount);
  const spreadLooks = database.prepare<{ fromMs: number; withinMs: number }>('task.spreadLooks', taskSql.spreadPolls);
  const farAhead = database.prepare<{ limitMs: number }, FutureDeadlineRow>('task.farAhead', taskSql.futureDeadlines);
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    insert: (row: Omit<TaskRow, 'id'>): number => insert.run(row).id,
    /**
     * Writes a row that was `before`. SQLite rewrites every index over a column that is set, changed or not; looks are by far the most
     * frequent writes and need one index of nine, so they have a statement of their own.
     */
    update(row: TaskRow, before: TaskRow): void {
      const isLook = otherColumns.every((name) => row[name] === before[name]);
      (isLook ? updateLook : update).run(row);
    },
    get: (id: number) => get.get({ id }),
    /** Everything alive, oldest first; touches no other row. */
    live: () => live.all({}),
    /** The next so many of them after `afterId`. */
    livePage: (afterId: number, limit: number) => livePage.all({ afterId, limit }),
    /** Whether anything of a profile is alive. */
    hasLive: (profileId: number) => hasLive.get({ profileId }) !== undefined,
    /** In the order in which they are to be sent. */
    waitingDue: (at: DueQuery) => ids(waitingDue.all(at)),
    waitingNext: (profileId: number, nowMs: number) => waitingNext.get({ profileId, nowMs })?.atMs ?? null,
    /** Tasks that the service works on or is being given. */
    running: (profileId: number) => running.get({ profileId })?.n ?? 0,
    /** Tasks whose submission ended in doubt after `fromMs` and that were not searched for yet: the service may be working on each. */
    doubtfulSince: (profileId: number, fromMs: number): number => doubtfulSince.get({ profileId, fromMs })?.n ?? 0,
    /** The turns of the first and the last waiting task. */
    turns: (profileId: number) => turns.get({ profileId }) ?? { least: null, most: null },
    lookDue: (at: DueQuery) => ids(lookDue.all(at)),
    lookNext: (profileId: number, nowMs: number) => lookNext.get({ profileId, nowMs })?.atMs ?? null,
    /** True when more than so many tasks of a profile are looked at. */
    pollsMoreThan: (count: number, profileId: number) => (followed.get({ profileId, limit: count + 1 })?.n ?? 0) > count,
    searchDue: (at: DueQuery) => ids(searchDue.all(at)),
    searchNext: (profileId: number, nowMs: number) => searchNext.get({ profileId, nowMs })?.atMs ?? null,
    isKnownAtService: (serviceTaskId: string) => (known.get({ serviceTaskId })?.n ?? 0) > 0,
    /** Usually one; two that follow the same service task are possible. */
    ofServiceId: (serviceTaskId: string) => ids(ofServiceId.all({ serviceTaskId })),
    /** Tasks of this range of ids that the person put away although the service may have them. */
    discardedInDoubt: (fromId: number, toId: number) => discardedInDoubt.all({ fromId, toId }),
    /** The newest finished tasks of a model, newest first: real ones or simulated ones, never both. */
    finished: (model: string, simulated: boolean) => finished.all({ model, simulated: simulated ? 1 : 0 }),
    /** Everything that waits, in order. */
    waiting: () => waiting.all({}),
    /** Tasks made from this one, oldest first; at most fifty. */
    madeFrom: (id: number) => madeFrom.all({ id }),
    /** The id of the task that was made last; 0 where there is none. */
    newestId: (): number => newest.get({})?.id ?? 0,
    /** Whether a task was made from this one after `afterId` was. */
    hasSuccessor: (id: number, afterId: number): boolean => successor.get({ id, afterId }) !== undefined,
    /** What the studio tried again by itself after this one failed. */
    tries: (id: number) => tries.all({ id }),
    /** What a crash left in the middle of a send. */
    submitting: () => ids(submitting.all({})),
    /** Living tasks that wait for a moment later than `limitMs`. */
    farAhead: (limitMs: number) => farAhead.all({ limitMs }),
    /**
     * Looks that are further ahead come within this time, at equal distances, the task longest unlooked-at first. What is due by then stays: it
     * goes out at the profile's requests a second, and thousands of rows need not be written for it.
     */
    spreadLooks: (fromMs: number, withinMs: number): void => {
      spreadLooks.run({ fromMs, withinMs });
    },
    /** How many tasks are looked at. */
    lookedAt: (): number => lookedAt.get({})?.n ?? 0,
  };
}
