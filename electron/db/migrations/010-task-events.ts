// Adds a log of the requests that were made for each task, for the user and for support. Its size per task is limited; the journal remains the history.
import type { Migration } from '../migrate.ts';

/** Format 100: the request log, then called `task_event`. */
export const taskEvents: Migration = {
  version: 100,
  sql: `
CREATE TABLE task_event (
  id INTEGER PRIMARY KEY,
  taskId INTEGER NOT NULL REFERENCES task (id),
  resultId INTEGER REFERENCES result (id),
  -- When it began.
  atMs INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('submit','upload','look','looks','list','download')),
  tookMs INTEGER NOT NULL,
  -- null where nothing answered, or where it stands for several requests.
  httpStatus INTEGER,
  -- Numbers and fixed words only: never a link, a key or a prompt.
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX task_event_of_task ON task_event (taskId, id);`,
};
