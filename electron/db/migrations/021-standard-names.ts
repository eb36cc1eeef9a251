// Renames columns and stored values to the standard terms of the field. The journal keeps its stored names, which `former-names.ts` translates.
// Not renamed on purpose: `task`, `library_total` and the settings of a restore, which are read and written in backups of every earlier
// format before those are migrated; `prompt.folded`, a column of an index that would have to be rebuilt; `tookSeconds`, which is in the
// record inside each video file.
import type { Migration } from '../migrate.ts';

/** Format 210: columns, tables, settings and kinds of errors under their present names. */
export const standardNames: Migration = {
  version: 210,
  // `task` is rebuilt, because its CHECKs and columns change.
  rebuildsTables: true,
  sql: `
-- The triggers that use renamed columns
DROP TRIGGER task_reference_on_insert;
DROP TRIGGER task_reference_on_update;
DROP TRIGGER task_prompt;

-- Kinds of AppError that are stored: old name, new name.
CREATE TABLE renamed_kind (old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO renamed_kind (old, new) VALUES
  ('no-answer', 'no-response'),
  ('unreadable-answer', 'invalid-response'),
  ('files-refused', 'file-host-refused'),
  ('not-followed', 'polling-stopped'),
  ('bad-base-url', 'invalid-base-url'),
  ('reference-gone', 'reference-file-missing'),
  ('reference-elsewhere', 'reference-on-network-path'),
  ('library-not-here', 'library-unavailable'),
  ('file-gone', 'file-missing'),
  ('link-not-allowed', 'link-blocked'),
  ('set-aside', 'quarantined'),
  ('maybe-sent-since', 'possibly-sent-since-backup');

-- task
CREATE TABLE task_new (
  id INTEGER PRIMARY KEY,
  profileId INTEGER NOT NULL REFERENCES profile (id),
  state TEXT NOT NULL CHECK (state IN ('draft','waiting','submitting','unconfirmed','pending','processing','completed','failed','cancelled','abandoned','discarded')),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
  model TEXT NOT NULL,
  request TEXT NOT NULL CHECK (json_valid(request)),
  -- The task this one was made from: reuse, resend, rerun.
  sourceTaskId INTEGER REFERENCES task (id),
  createdAtMs INTEGER NOT NULL,
  changedAtMs INTEGER NOT NULL,
  error TEXT CHECK (json_valid(error)),

  -- waiting
  queuePosition REAL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  heldBy TEXT CHECK (heldBy IS NULL OR (held = 1 AND heldBy IN ('user','restore','refusals'))),
  notBeforeMs INTEGER,
  refusals INTEGER NOT NULL,

  -- submission
  idempotencyKey TEXT,
  bodySha256 TEXT CHECK (length(bodySha256) = 64),
  firstSentAtMs INTEGER,
  lastSentAtMs INTEGER,
  firstSentServiceMs INTEGER,
  lastSentServiceMs INTEGER,
  keyRevision INTEGER,
  -- A submission ended without proof: a later refusal proves nothing about the first.
  acceptanceUnknown INTEGER NOT NULL CHECK (acceptanceUnknown IN (0, 1)),
  -- submitting and unconfirmed: since when.
  stateEnteredAtMs INTEGER,

  -- unconfirmed: what searching the service's list has shown so far, and when it is searched next
  reconciliation TEXT CHECK (reconciliation IN ('pending','not-found','unavailable','inconclusive')),
  reconcileAtMs INTEGER,

  -- at the service
  serviceTaskId TEXT,
  acceptedAtMs INTEGER,
  pollingSinceMs INTEGER,
  progress REAL,
  expectedEndAtMs INTEGER,
  creditsReserved REAL,
  creditsUsed REAL,
  tookSeconds REAL,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  nextPollAtMs INTEGER,
  pollError TEXT CHECK (json_valid(pollError)),
  failedPolls INTEGER NOT NULL,
  lastPolledAtMs INTEGER,
  lastUnfinishedPollAtMs INTEGER,
  notFoundSinceMs INTEGER,
  notFoundPolls INTEGER NOT NULL DEFAULT 0,

  endedAtMs INTEGER,
  -- The first task of a chain of automatic retries, and which attempt this one is.
  retryOfId INTEGER REFERENCES task (id),
  attemptNumber INTEGER CHECK ((attemptNumber BETWEEN 2 AND 3) = (retryOfId IS NOT NULL)),

  CHECK ((state = 'waiting') = (queuePosition IS NOT NULL)),
  CHECK (state = 'waiting' OR (held = 0 AND notBeforeMs IS NULL)),
  CHECK ((state IN ('submitting','unconfirmed')) = (stateEnteredAtMs IS NOT NULL)),
  CHECK (stateEnteredAtMs IS NULL OR (idempotencyKey IS NOT NULL AND firstSentAtMs IS NOT NULL AND lastSentAtMs IS NOT NULL)),
  CHECK ((state = 'unconfirmed') = (reconciliation IS NOT NULL)),
  CHECK (state <> 'unconfirmed' OR acceptanceUnknown = 1),
  CHECK (state = 'unconfirmed' OR reconcileAtMs IS NULL),
  CHECK (state NOT IN ('pending','processing','completed','cancelled','abandoned')
    OR (serviceTaskId IS NOT NULL AND acceptedAtMs IS NOT NULL AND pollingSinceMs IS NOT NULL AND progress IS NOT NULL)),
  CHECK (state NOT IN ('pending','processing') OR nextPollAtMs IS NOT NULL),
  CHECK (state IN ('pending','processing','completed') OR (nextPollAtMs IS NULL AND pollError IS NULL)),
  CHECK (state IN ('pending','processing') OR overdue = 0),
  CHECK (error IS NULL OR state IN ('waiting','unconfirmed','failed','abandoned')),
  CHECK (error IS NOT NULL OR state NOT IN ('unconfirmed','failed','abandoned')),
  CHECK ((state IN ('completed','failed','cancelled','abandoned','discarded')) = (endedAtMs IS NOT NULL)),
  CHECK (dismissed = 0 OR state IN ('completed','failed','cancelled','abandoned')),
  CHECK (state NOT IN ('draft','discarded') OR live = 0),
  CHECK (state NOT IN ('waiting','submitting','unconfirmed','pending','processing') OR live = 1),
  CHECK (state NOT IN ('failed','cancelled','abandoned') OR live = 1 - dismissed),
  CHECK (dismissed = 0 OR live = 0)
) STRICT;

INSERT INTO task_new (id, profileId, state, live, simulated, dismissed, model, request, sourceTaskId, createdAtMs, changedAtMs, error, queuePosition, held, heldBy,
  notBeforeMs, refusals, idempotencyKey, bodySha256, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs, keyRevision, acceptanceUnknown,
  stateEnteredAtMs, reconciliation, reconcileAtMs, serviceTaskId, acceptedAtMs, pollingSinceMs, progress, expectedEndAtMs, creditsReserved, creditsUsed,
  tookSeconds, overdue, nextPollAtMs, pollError, failedPolls, lastPolledAtMs, lastUnfinishedPollAtMs, notFoundSinceMs, notFoundPolls, endedAtMs, retryOfId,
  attemptNumber)
SELECT id, profileId, state, live, simulated, dismissed, model, request, madeFromId, createdAtMs, changedAtMs, error, turn, held,
  iif(heldBy = 'person', 'user', heldBy),
  notBeforeMs, refusals, idempotencyKey, bodySha256, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs, keyRevision, mayBeAccepted,
  sinceMs,
  CASE looked WHEN 'not-yet' THEN 'pending' WHEN 'not-seen' THEN 'not-found' WHEN 'cannot-look' THEN iif(listTooLong = 1, 'inconclusive', 'unavailable') END,
  searchAtMs, serviceTaskId, acceptedAtMs, followedSinceMs, progress, expectedEndAtMs, creditsReserved, creditsUsed,
  tookSeconds, overdue, nextLookAtMs, lookError, failedLooks, lastLookAtMs, lastUnfinishedAtMs, notFoundSinceMs, notFoundLooks, endedAtMs, tryOfId, tryNumber
FROM task;
DROP TABLE task;
ALTER TABLE task_new RENAME TO task;

UPDATE task SET error = json_set(error, '$.kind', (SELECT new FROM renamed_kind WHERE old = error ->> '$.kind'))
  WHERE error ->> '$.kind' IN (SELECT old FROM renamed_kind);
UPDATE task SET error = json_set(error, '$.reason', 'by-user') WHERE error ->> '$.kind' = 'polling-stopped' AND error ->> '$.reason' = 'by-person';
UPDATE task SET pollError = json_set(pollError, '$.kind', (SELECT new FROM renamed_kind WHERE old = pollError ->> '$.kind'))
  WHERE pollError ->> '$.kind' IN (SELECT old FROM renamed_kind);

CREATE UNIQUE INDEX task_idempotency_key ON task (idempotencyKey) WHERE idempotencyKey IS NOT NULL;
CREATE INDEX task_live ON task (id) WHERE live = 1;
CREATE INDEX task_waiting ON task (profileId, queuePosition, id) WHERE state = 'waiting';
CREATE INDEX task_running ON task (profileId, state) WHERE state IN ('submitting','pending','processing');
CREATE INDEX task_poll_due ON task (profileId, nextPollAtMs) WHERE nextPollAtMs IS NOT NULL;
CREATE INDEX task_reconcile_due ON task (profileId, reconcileAtMs) WHERE reconcileAtMs IS NOT NULL;
CREATE INDEX task_service_id ON task (serviceTaskId) WHERE serviceTaskId IS NOT NULL;
CREATE INDEX task_took ON task (model, endedAtMs, tookSeconds) WHERE state = 'completed' AND tookSeconds IS NOT NULL;
CREATE UNIQUE INDEX task_retry ON task (retryOfId, attemptNumber) WHERE retryOfId IS NOT NULL;
CREATE INDEX task_source ON task (sourceTaskId) WHERE sourceTaskId IS NOT NULL;
CREATE INDEX task_finished ON task (model, simulated, endedAtMs) WHERE state = 'completed';

-- result
ALTER TABLE result RENAME COLUMN wantsFreshLink TO needsFreshLink;
ALTER TABLE result RENAME COLUMN fullFetches TO unverifiedTransfers;
ALTER TABLE result RENAME COLUMN keepableBytes TO quarantinedBytes;
ALTER TABLE result RENAME COLUMN untagged TO untaggedReason;
ALTER TABLE result RENAME COLUMN fileCheck TO verification;
ALTER TABLE result RENAME COLUMN changedCopyOf TO modifiedCopyOf;
UPDATE result SET error = json_set(error, '$.kind', (SELECT new FROM renamed_kind WHERE old = error ->> '$.kind'))
  WHERE error ->> '$.kind' IN (SELECT old FROM renamed_kind);

-- profile
ALTER TABLE profile RENAME COLUMN pausedByPerson TO pausedByUser;
ALTER TABLE profile RENAME COLUMN perSecond TO requestsPerSecond;
ALTER TABLE profile RENAME COLUMN keySealed TO encryptedKey;
-- holds names kinds of errors that keep their names (no-key, keychain-unavailable, unauthorized, insufficient-credits).

-- references and uploads
ALTER TABLE reference RENAME COLUMN givenAtMs TO lastUsedAtMs;
ALTER TABLE reference RENAME COLUMN madeFromId TO derivedFromId;
ALTER TABLE reference RENAME COLUMN madeHow TO derivation;
ALTER TABLE reference RENAME COLUMN normalize TO normalizeReasons;
ALTER TABLE upload RENAME COLUMN reply TO response;
ALTER TABLE upload RENAME COLUMN normalize TO normalizeReasons;
DROP INDEX reference_given;
CREATE INDEX reference_recent ON reference (kind, lastUsedAtMs, id);

-- prompts
ALTER TABLE prompt RENAME COLUMN uses TO useCount;

-- history
-- Journal entries keep their old names, which db/former-names.ts translates: rewriting them would delay a start by about a second
-- for each half million entries.
ALTER TABLE task_journal RENAME COLUMN fact TO event;

CREATE TABLE request_log (
  id INTEGER PRIMARY KEY,
  taskId INTEGER NOT NULL REFERENCES task (id),
  resultId INTEGER REFERENCES result (id),
  atMs INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('submit','upload','poll','polls','list','download')),
  durationMs INTEGER NOT NULL,
  httpStatus INTEGER,
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
INSERT INTO request_log (id, taskId, resultId, atMs, kind, durationMs, httpStatus, detail)
  SELECT id, taskId, resultId, atMs, CASE kind WHEN 'look' THEN 'poll' WHEN 'looks' THEN 'polls' ELSE kind END, tookMs, httpStatus, detail FROM task_event;
DROP TABLE task_event;
CREATE INDEX request_log_of_task ON request_log (taskId, id);

ALTER TABLE service_answer RENAME TO service_response;
DROP INDEX service_answer_of_task;
CREATE INDEX service_response_of_task ON service_response (taskId, id);

ALTER TABLE press_task RENAME TO user_action_task;
ALTER TABLE user_action_task RENAME COLUMN pressKey TO actionId;

-- file moves
CREATE TABLE file_move_new (
  resultId INTEGER PRIMARY KEY REFERENCES result (id),
  phase TEXT NOT NULL CHECK (phase IN ('copying','copied','failed')),
  folderId INTEGER NOT NULL REFERENCES folder (id),
  path TEXT,
  error TEXT CHECK (json_valid(error)),
  CHECK ((phase = 'failed') = (error IS NOT NULL)),
  CHECK (phase <> 'copied' OR path IS NOT NULL)
) STRICT;
INSERT INTO file_move_new (resultId, phase, folderId, path, error)
  SELECT resultId, CASE phase WHEN 'placing' THEN 'copying' WHEN 'placed' THEN 'copied' ELSE phase END, folderId, path,
    iif(error ->> '$.kind' IN (SELECT old FROM renamed_kind), json_set(error, '$.kind', (SELECT new FROM renamed_kind WHERE old = error ->> '$.kind')), error)
  FROM file_move;
DROP TABLE file_move;
ALTER TABLE file_move_new RENAME TO file_move;

-- settings
-- No earlier format had the new names, so a plain UPDATE cannot collide.
UPDATE setting SET name = CASE name
    WHEN 'settings.triesAgainByItself' THEN 'settings.autoRetry'
    WHEN 'settings.asksBeforeQuit' THEN 'settings.confirmQuit'
    WHEN 'settings.checksSpelling' THEN 'settings.spellCheck'
    WHEN 'settings.writesTags' THEN 'settings.writeTags'
    WHEN 'settings.maxRunning' THEN 'settings.maxConcurrentTasks'
    WHEN 'studio.composerKey' THEN 'studio.composerActionId'
    WHEN 'studio.composerMadeFrom' THEN 'studio.composerSource'
    WHEN 'studio.restoredTold' THEN 'studio.restoreNotice'
    WHEN 'library.heldBefore' THEN 'library.usedBefore'
    WHEN 'library.checked' THEN 'library.auditReport'
  END
  WHERE name IN ('settings.triesAgainByItself','settings.asksBeforeQuit','settings.checksSpelling','settings.writesTags','settings.maxRunning',
    'studio.composerKey','studio.composerMadeFrom','studio.restoredTold','library.heldBefore','library.checked');
-- The number of tasks already created for a batch that a quit interrupted.
UPDATE setting SET name = 'batch-progress.' || substr(name, length('batch-made.') + 1) WHERE name GLOB 'batch-made.*';
UPDATE setting SET value = json_object('taskId', value -> '$.taskId', 'queuePosition', value -> '$.turn')
  WHERE name = 'studio.composerSource' AND json_type(value) = 'object';
UPDATE setting SET value = json_remove(json_set(value, '$.isDismissed', value -> '$.isPutAway'), '$.isPutAway')
  WHERE name = 'library.move' AND json_type(value) = 'object';
UPDATE setting SET value = json_object('intact', value -> '$.right', 'unverified', value -> '$.unverified', 'changed', value -> '$.changed',
    'missing', value -> '$.gone', 'isComplete', value -> '$.whole', 'atMs', value -> '$.atMs')
  WHERE name = 'library.auditReport' AND json_type(value) = 'object';

-- Triggers of task, with the new names
CREATE TRIGGER task_reference_on_insert AFTER INSERT ON task WHEN new.state <> 'discarded' BEGIN
  INSERT OR IGNORE INTO task_reference (referenceId, taskId)
    SELECT json_extract(value, '$.referenceId'), new.id FROM json_each(new.request, '$.references');
END;
CREATE TRIGGER task_reference_on_update AFTER UPDATE OF state, request ON task
WHEN new.request <> old.request OR (new.state = 'discarded') <> (old.state = 'discarded') BEGIN
  DELETE FROM task_reference WHERE taskId = new.id
    AND referenceId IN (SELECT json_extract(value, '$.referenceId') FROM json_each(old.request, '$.references'));
  INSERT OR IGNORE INTO task_reference (referenceId, taskId)
    SELECT json_extract(value, '$.referenceId'), new.id FROM json_each(new.request, '$.references')
    WHERE new.state <> 'discarded';
END;
CREATE TRIGGER task_prompt AFTER INSERT ON task WHEN coalesce(trim(new.request ->> '$.prompt', ' ' || char(9, 10, 13)), '') <> '' BEGIN
  INSERT INTO prompt (id, text, useCount, model, usedAtMs, hidden)
    VALUES ((SELECT coalesce(max(id), 0) + 1 FROM prompt), trim(new.request ->> '$.prompt', ' ' || char(9, 10, 13)), 1, new.model, new.createdAtMs, 0)
  ON CONFLICT (text) DO UPDATE SET
    id = iif(id = (SELECT max(id) FROM prompt), id, (SELECT max(id) + 1 FROM prompt)),
    useCount = useCount + 1, model = excluded.model, usedAtMs = excluded.usedAtMs, hidden = 0;
END;

DROP TABLE renamed_kind;`,
};
