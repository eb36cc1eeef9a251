// The first schema. CHECK constraints repeat the rules of `shared/task.ts` about states, so that no bug can write a contradictory row. Columns have
// the names of the fields in the code, so that rows need no mapping. Times are whole milliseconds since 1970. Nested values (a request, an error) are
// JSON.
import type { Migration } from '../migrate.ts';

const ended = `('completed','failed','cancelled','abandoned','discarded')`;
const atService = `('pending','processing')`;

const profile = `
CREATE TABLE profile (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('evolink','simulator')),
  name TEXT NOT NULL,
  apiBaseUrl TEXT NOT NULL,
  filesBaseUrl TEXT NOT NULL,
  -- Encrypted by the system's keychain. A key that lives for one session only is never here.
  keySealed BLOB,
  keyLastFour TEXT,
  keyBackend TEXT,
  keyChangedAtMs INTEGER,
  -- Why nothing is sent for this profile; set by 401 and 402, cleared by a key or a balance.
  heldError TEXT CHECK (json_valid(heldError)),
  -- Set by 429 and 503: neither sends nor looks before this moment, also not after a restart.
  pausedUntilMs INTEGER,
  credits TEXT CHECK (json_valid(credits)),
  createdAtMs INTEGER NOT NULL,
  CHECK ((keySealed IS NULL) = (keyLastFour IS NULL)),
  CHECK (kind <> 'simulator' OR keySealed IS NULL)
) STRICT;
CREATE UNIQUE INDEX profile_one_simulator ON profile (kind) WHERE kind = 'simulator';`;

const task = `
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  profileId INTEGER NOT NULL REFERENCES profile (id),
  state TEXT NOT NULL CHECK (state IN ('draft','waiting','submitting','unconfirmed','pending','processing','completed','failed','cancelled','abandoned','discarded')),
  -- isLive() of shared/task.ts, kept here so that a start touches live rows only.
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
  model TEXT NOT NULL,
  request TEXT NOT NULL CHECK (json_valid(request)),
  madeFromId INTEGER REFERENCES task (id),
  createdAtMs INTEGER NOT NULL,
  changedAtMs INTEGER NOT NULL,
  -- Why it waits, is unconfirmed, failed or was given up.
  error TEXT CHECK (json_valid(error)),

  -- waiting
  turn REAL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  notBeforeMs INTEGER,
  refusals INTEGER NOT NULL,

  -- the send; the key outlives a refusal, because the same wish keeps the same key
  idempotencyKey TEXT,
  firstSentAtMs INTEGER,
  lastSentAtMs INTEGER,
  -- A send ended without proof: from then on a refusal of a repeat proves nothing about the first.
  mayBeAccepted INTEGER NOT NULL CHECK (mayBeAccepted IN (0, 1)),
  sinceMs INTEGER,

  -- unconfirmed
  looked TEXT CHECK (looked IN ('not-yet','not-seen','cannot-look')),
  searchAtMs INTEGER,

  -- at the service
  serviceTaskId TEXT,
  acceptedAtMs INTEGER,
  -- Acceptance, or the moment the person asked to follow it again: the clocks for overdue and giving up run from here.
  followedSinceMs INTEGER,
  progress REAL,
  expectedEndAtMs INTEGER,
  creditsReserved REAL,
  creditsUsed REAL,
  tookSeconds REAL,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  nextLookAtMs INTEGER,
  lookError TEXT CHECK (json_valid(lookError)),
  failedLooks INTEGER NOT NULL,
  lastLookAtMs INTEGER,
  -- The last look that answered "not finished": the safe bound for how long the links live.
  lastUnfinishedAtMs INTEGER,
  notFoundSinceMs INTEGER,

  endedAtMs INTEGER,

  CHECK ((state = 'waiting') = (turn IS NOT NULL)),
  CHECK (state = 'waiting' OR (held = 0 AND notBeforeMs IS NULL)),
  CHECK ((state IN ('submitting','unconfirmed')) = (sinceMs IS NOT NULL)),
  CHECK (sinceMs IS NULL OR (idempotencyKey IS NOT NULL AND firstSentAtMs IS NOT NULL AND lastSentAtMs IS NOT NULL)),
  CHECK ((state = 'unconfirmed') = (looked IS NOT NULL)),
  CHECK (state <> 'unconfirmed' OR mayBeAccepted = 1),
  CHECK (state = 'unconfirmed' OR searchAtMs IS NULL),
  CHECK (state NOT IN ('pending','processing','completed','cancelled','abandoned')
    OR (serviceTaskId IS NOT NULL AND acceptedAtMs IS NOT NULL AND followedSinceMs IS NOT NULL AND progress IS NOT NULL)),
  CHECK (state NOT IN ${atService} OR nextLookAtMs IS NOT NULL),
  CHECK (state IN ('pending','processing','completed') OR (nextLookAtMs IS NULL AND lookError IS NULL)),
  CHECK (state IN ${atService} OR overdue = 0),
  CHECK (error IS NULL OR state IN ('waiting','unconfirmed','failed','abandoned')),
  CHECK (error IS NOT NULL OR state NOT IN ('unconfirmed','failed','abandoned')),
  CHECK ((state IN ${ended}) = (endedAtMs IS NOT NULL)),
  CHECK (dismissed = 0 OR state IN ('completed','failed','cancelled','abandoned')),
  CHECK (state NOT IN ('draft','discarded') OR live = 0),
  CHECK (state NOT IN ('waiting','submitting','unconfirmed','pending','processing') OR live = 1),
  CHECK (state NOT IN ('failed','cancelled','abandoned') OR live = 1 - dismissed),
  CHECK (dismissed = 0 OR live = 0)
) STRICT;
CREATE UNIQUE INDEX task_idempotency_key ON task (idempotencyKey) WHERE idempotencyKey IS NOT NULL;
CREATE INDEX task_live ON task (id) WHERE live = 1;
CREATE INDEX task_waiting ON task (profileId, turn, id) WHERE state = 'waiting';
CREATE INDEX task_running ON task (profileId, state) WHERE state IN ('submitting','pending','processing');
CREATE INDEX task_look_due ON task (profileId, nextLookAtMs) WHERE nextLookAtMs IS NOT NULL;
CREATE INDEX task_search_due ON task (profileId, searchAtMs) WHERE searchAtMs IS NOT NULL;
-- Not unique: two rows that follow the same service task are odd, an acceptance that cannot be written down would be a loss.
CREATE INDEX task_service_id ON task (serviceTaskId) WHERE serviceTaskId IS NOT NULL;
CREATE INDEX task_took ON task (model, endedAtMs, tookSeconds) WHERE state = 'completed' AND tookSeconds IS NOT NULL;`;

const result = `
-- A library folder. Rows name it by id, so that moving a library changes one row.
CREATE TABLE folder (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE result (
  id INTEGER PRIMARY KEY,
  taskId INTEGER NOT NULL REFERENCES task (id),
  -- Its place in the service's list: a fresh read of the task is matched by it.
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('video','element','character')),
  state TEXT NOT NULL CHECK (state IN ('available','downloading','stored','missing','expired')),
  data TEXT CHECK (json_valid(data)),

  url TEXT,
  linkExpiresAtMs INTEGER,
  -- The link was refused: nothing is fetched until a fresh read of the task has given one.
  wantsFreshLink INTEGER NOT NULL CHECK (wantsFreshLink IN (0, 1)),
  linkRefusals INTEGER NOT NULL,
  receivedBytes INTEGER NOT NULL,
  totalBytes INTEGER,
  attempts INTEGER NOT NULL,
  -- Complete transfers that did not verify.
  fullFetches INTEGER NOT NULL,
  -- null while available: rests until the person asks.
  nextAttemptAtMs INTEGER,
  error TEXT CHECK (json_valid(error)),

  storedAtMs INTEGER,
  folderId INTEGER REFERENCES folder (id),
  path TEXT,
  bytes INTEGER,
  modifiedAtMs INTEGER,
  sha256 TEXT,
  width REAL,
  height REAL,
  durationSeconds REAL,
  framesPerSecond REAL,
  hasAudio INTEGER CHECK (hasAudio IN (0, 1)),
  poster TEXT NOT NULL CHECK (poster IN ('none','wanted','made','failed')),

  UNIQUE (taskId, position),
  CHECK ((kind = 'video') = (data IS NULL)),
  CHECK (kind = 'video' OR state = 'stored'),
  CHECK ((state IN ('stored','missing')) = (storedAtMs IS NOT NULL)),
  CHECK (kind <> 'video' OR storedAtMs IS NULL
    OR (folderId IS NOT NULL AND path IS NOT NULL AND bytes IS NOT NULL AND modifiedAtMs IS NOT NULL AND sha256 IS NOT NULL)),
  CHECK (state NOT IN ('available','downloading') OR url IS NOT NULL),
  CHECK (wantsFreshLink = 0 OR state IN ('available','missing')),
  CHECK (state = 'available' OR nextAttemptAtMs IS NULL),
  CHECK (poster = 'none' OR storedAtMs IS NOT NULL)
) STRICT;
CREATE INDEX result_library ON result (storedAtMs, id) WHERE storedAtMs IS NOT NULL AND kind = 'video';
CREATE INDEX result_download_due ON result (linkExpiresAtMs, id) WHERE state = 'available';
CREATE INDEX result_downloading ON result (id) WHERE state = 'downloading';
CREATE INDEX result_poster_due ON result (storedAtMs) WHERE poster = 'wanted';

-- How much is stored, kept by the triggers below: counting 100,000 rows for a status line would be felt.
CREATE TABLE library_total (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  videoCount INTEGER NOT NULL,
  videoBytes INTEGER NOT NULL
) STRICT;
INSERT INTO library_total VALUES (1, 0, 0);
CREATE TRIGGER result_counted_on_insert AFTER INSERT ON result WHEN new.kind = 'video' AND new.state = 'stored' BEGIN
  UPDATE library_total SET videoCount = videoCount + 1, videoBytes = videoBytes + new.bytes;
END;
CREATE TRIGGER result_counted_on_update AFTER UPDATE OF state ON result WHEN new.kind = 'video' AND (old.state = 'stored') <> (new.state = 'stored') BEGIN
  UPDATE library_total SET
    videoCount = videoCount + iif(new.state = 'stored', 1, -1),
    videoBytes = videoBytes + iif(new.state = 'stored', new.bytes, -old.bytes);
END;`;

const history = `
-- Written in the same transaction as each change: history for the person, evidence for support, oracle for the crash tests.
CREATE TABLE task_journal (
  id INTEGER PRIMARY KEY,
  taskId INTEGER NOT NULL REFERENCES task (id),
  resultId INTEGER REFERENCES result (id),
  atMs INTEGER NOT NULL,
  fact TEXT NOT NULL,
  -- Of the result where one is named, else of the task, after the change.
  state TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX task_journal_of_task ON task_journal (taskId, id);

-- What the service said, as it came; read or not.
CREATE TABLE service_answer (
  id INTEGER PRIMARY KEY,
  taskId INTEGER NOT NULL REFERENCES task (id),
  atMs INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX service_answer_of_task ON service_answer (taskId, id);`;

const inputs = `
CREATE TABLE reference (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('image','video','audio')),
  mimeType TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  durationSeconds REAL,
  hasAlpha INTEGER CHECK (hasAlpha IN (0, 1)),
  -- Decides how it is uploaded.
  origin TEXT NOT NULL CHECK (origin IN ('file','bytes','address')),
  address TEXT,
  addedAtMs INTEGER NOT NULL,
  CHECK ((origin = 'address') = (address IS NOT NULL))
) STRICT;

-- The copy of a reference on the file host; at most one per profile and content.
CREATE TABLE upload (
  profileId INTEGER NOT NULL REFERENCES profile (id),
  sha256 TEXT NOT NULL,
  fileId TEXT NOT NULL,
  url TEXT NOT NULL,
  uploadedAtMs INTEGER NOT NULL,
  expiresAtMs INTEGER NOT NULL,
  PRIMARY KEY (profileId, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;`;

/** Format 10: profiles, tasks, results with their folders, the journal, responses, references, uploads and settings. */
export const first: Migration = { version: 10, sql: [profile, task, result, history, inputs].join('\n') };
