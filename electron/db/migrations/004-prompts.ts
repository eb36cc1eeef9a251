// Adds used prompts, which can be searched by any part of their text; templates with the last values of their variables; and, for estimates, an index
// of the finished tasks of each model.
import type { Migration } from '../migrate.ts';

/** The prompt of a request, without the white space around it. */
const promptOf = (request: string): string => `trim(${request} ->> '$.prompt', ' ' || char(9, 10, 13))`;

const prompt = `
-- One row for each different prompt. An id is a place in time: a prompt that is used again moves to the end, so that "newest first" is the
-- order of the key, in the search as well.
CREATE TABLE prompt (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE CHECK (text <> ''),
  uses INTEGER NOT NULL CHECK (uses > 0),
  model TEXT NOT NULL,
  usedAtMs INTEGER NOT NULL,
  -- Taken out of the list by the person; comes back when it is used again. No task is touched.
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1))
) STRICT;
-- Three letters at a time: finds parts of words, and words of languages that put no space between them.
CREATE VIRTUAL TABLE prompt_search USING fts5 (text, content = 'prompt', content_rowid = 'id', tokenize = 'trigram');

INSERT INTO prompt (text, uses, model, usedAtMs, hidden)
  SELECT text, uses, model, createdAtMs, 0 FROM (
    SELECT ${promptOf('request')} AS text, count(*) AS uses, model, createdAtMs, max(id) AS lastId FROM task GROUP BY 1
  ) WHERE text <> '' ORDER BY lastId;
INSERT INTO prompt_search (prompt_search) VALUES ('rebuild');

CREATE TRIGGER prompt_found AFTER INSERT ON prompt BEGIN
  INSERT INTO prompt_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER prompt_moved AFTER UPDATE ON prompt WHEN old.id <> new.id OR old.hidden <> new.hidden BEGIN
  INSERT INTO prompt_search (prompt_search, rowid, text) SELECT 'delete', old.id, old.text WHERE old.hidden = 0;
  INSERT INTO prompt_search (rowid, text) SELECT new.id, new.text WHERE new.hidden = 0;
END;

-- What is made is remembered whoever makes it.
CREATE TRIGGER task_prompt AFTER INSERT ON task WHEN coalesce(${promptOf('new.request')}, '') <> '' BEGIN
  INSERT INTO prompt (id, text, uses, model, usedAtMs, hidden)
    VALUES ((SELECT coalesce(max(id), 0) + 1 FROM prompt), ${promptOf('new.request')}, 1, new.model, new.createdAtMs, 0)
  ON CONFLICT (text) DO UPDATE SET
    id = iif(id = (SELECT max(id) FROM prompt), id, (SELECT max(id) + 1 FROM prompt)),
    uses = uses + 1, model = excluded.model, usedAtMs = excluded.usedAtMs, hidden = 0;
END;`;

const template = `
CREATE TABLE prompt_template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  createdAtMs INTEGER NOT NULL,
  changedAtMs INTEGER NOT NULL,
  -- Thrown away, and can still be brought back.
  removedAtMs INTEGER
) STRICT;
CREATE UNIQUE INDEX prompt_template_name ON prompt_template (name) WHERE removedAtMs IS NULL;

-- What was last put into a variable, whatever the template.
CREATE TABLE prompt_variable (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 40),
  value TEXT NOT NULL CHECK (length(value) <= 2000),
  usedAtMs INTEGER NOT NULL
) STRICT, WITHOUT ROWID;`;

const samples = `
CREATE INDEX task_finished ON task (model, simulated, endedAtMs) WHERE state = 'completed';`;

/** Format 40: used prompts with their search index, templates and values of variables, and the index for estimates. */
export const prompts: Migration = { version: 40, sql: [prompt, template, samples].join('\n') };
