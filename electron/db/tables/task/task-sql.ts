// The text of every statement about tasks.
import { selectList } from '../../sql-columns.ts';
import { futureDeadlineRow, pollStateRow, relatedTaskRow, sentRow, taskRow } from './task-row.ts';

const allColumns = selectList(taskRow.columns);
const relatedColumns = selectList(relatedTaskRow.columns);
const sentColumns = selectList(sentRow.columns);

const requestMember = (name: string): string => `iif(json_valid(request), request ->> '$.${name}', NULL) AS ${name}`;

/** Polls that are too far ahead, each with its share (0 to 1) of the interval over which they are spread. */
const spreadOut = `SELECT id AS taskId, percent_rank() OVER (ORDER BY coalesce(lastPolledAtMs, 0), id) AS share
  FROM task WHERE live = 1 AND nextPollAtMs > :fromMs + :withinMs`;

/** The SQL statements. Exported for the tests of their query plans. */
export const taskSql = {
  live: `SELECT ${allColumns} FROM task WHERE live = 1 ORDER BY id`,
  livePage: `SELECT ${allColumns} FROM task WHERE live = 1 AND id > :afterId ORDER BY id LIMIT :limit`,
  hasLive: 'SELECT id FROM task WHERE live = 1 AND profileId = :profileId LIMIT 1',
  waitingDue: `SELECT id FROM task WHERE state = 'waiting' AND profileId = :profileId AND held = 0
    AND (notBeforeMs IS NULL OR notBeforeMs <= :nowMs) ORDER BY queuePosition, id LIMIT :limit`,
  waitingNext: `SELECT min(notBeforeMs) AS atMs FROM task WHERE state = 'waiting' AND profileId = :profileId AND held = 0 AND notBeforeMs > :nowMs`,
  running: `SELECT count(*) AS n FROM task WHERE state IN ('submitting','pending','processing') AND profileId = :profileId`,
  unconfirmedSince: `SELECT count(*) AS n FROM task WHERE reconcileAtMs IS NOT NULL AND profileId = :profileId AND reconciliation = 'pending' AND stateEnteredAtMs > :fromMs`,
  queueBounds: `SELECT min(queuePosition) AS min, max(queuePosition) AS max FROM task WHERE state = 'waiting' AND profileId = :profileId`,
  pollDue: `SELECT id FROM task WHERE nextPollAtMs IS NOT NULL AND profileId = :profileId AND nextPollAtMs <= :nowMs
    ORDER BY nextPollAtMs LIMIT :limit`,
  pollState: `SELECT ${selectList(pollStateRow.columns)} FROM task WHERE id = :id`,
  nextPoll:
    'SELECT min(nextPollAtMs) AS atMs FROM task WHERE nextPollAtMs IS NOT NULL AND profileId = :profileId AND nextPollAtMs > :nowMs',
  // Stops counting at the limit: callers only compare with it.
  polled: `SELECT count(*) AS n FROM (SELECT 1 FROM task WHERE nextPollAtMs IS NOT NULL AND profileId = :profileId LIMIT :limit)`,
  reconcileDue: `SELECT id FROM task WHERE reconcileAtMs IS NOT NULL AND profileId = :profileId AND reconcileAtMs <= :nowMs
    ORDER BY reconcileAtMs LIMIT :limit`,
  nextReconcile:
    'SELECT min(reconcileAtMs) AS atMs FROM task WHERE reconcileAtMs IS NOT NULL AND profileId = :profileId AND reconcileAtMs > :nowMs',
  isKnownAtService: 'SELECT count(*) AS n FROM task WHERE serviceTaskId IS NOT NULL AND serviceTaskId = :serviceTaskId',
  byServiceId: 'SELECT id FROM task WHERE serviceTaskId IS NOT NULL AND serviceTaskId = :serviceTaskId ORDER BY id LIMIT 20',
  discardedUnconfirmed: `SELECT ${sentColumns} FROM task WHERE id BETWEEN :fromId AND :toId
    AND state = 'discarded' AND acceptanceUnknown = 1`,
  // `->>` on invalid JSON would make the whole statement fail.
  finished: `SELECT ${requestMember('durationSeconds')}, ${requestMember('quality')}, ${requestMember('generateAudio')},
    coalesce(creditsUsed, creditsReserved) AS credits, tookSeconds
    FROM task WHERE state = 'completed' AND model = :model AND simulated = :simulated ORDER BY endedAtMs DESC LIMIT 60`,
  // An unknown state counts as possibly accepted.
  possiblyAccepted: `SELECT ${sentColumns} FROM task WHERE live = 1
    AND state NOT IN ('draft','waiting','pending','processing','completed','failed','cancelled','abandoned','discarded') ORDER BY id`,
  // Includes all profiles, because the queue is one list.
  waiting: `SELECT id, queuePosition FROM task WHERE state = 'waiting' ORDER BY queuePosition, id`,
  derivedFrom: `SELECT ${relatedColumns} FROM task WHERE sourceTaskId = :id ORDER BY id LIMIT 50`,
  newest: 'SELECT max(id) AS id FROM task',
  unheldWaiting: "SELECT id FROM task WHERE state = 'waiting' AND held = 0",
  holdForRestore: "UPDATE task SET held = 1, heldBy = 'restore' WHERE id = :id",
  successor: 'SELECT id FROM task WHERE sourceTaskId IS NOT NULL AND sourceTaskId = :id AND id > :afterId LIMIT 1',
  autoRetries: `SELECT ${relatedColumns} FROM task WHERE retryOfId = :id ORDER BY attemptNumber`,
  submitting: `SELECT id FROM task WHERE state IN ('submitting','pending','processing') AND state = 'submitting'`,
  futureDeadlines: `SELECT ${selectList(futureDeadlineRow.columns)} FROM task
    WHERE live = 1 AND (nextPollAtMs > :limitMs OR notBeforeMs > :limitMs OR reconcileAtMs > :limitMs) ORDER BY id`,
  spreadPolls: `UPDATE task SET nextPollAtMs = :fromMs + CAST(:withinMs * share AS INTEGER) FROM (${spreadOut}) WHERE id = taskId`,
  spreadOut: `SELECT taskId AS id, :fromMs + CAST(:withinMs * share AS INTEGER) AS atMs FROM (${spreadOut})`,
  setNextPoll: 'UPDATE task SET nextPollAtMs = :atMs WHERE id = :id',
  polledCount: 'SELECT count(*) AS n FROM task WHERE nextPollAtMs IS NOT NULL',
} as const;
