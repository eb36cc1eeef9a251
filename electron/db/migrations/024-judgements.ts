// Adds the user's judgements of videos: ratings, flags, tags, titles, notes and collections. Also adds the log that undo reads.
import type { Migration } from '../migrate.ts';

/**
 * The body of a trigger: records the task of a video under the next `seq`, in place of its earlier row, like format 220. An id without a result records
 * nothing.
 */
const recordChange = (resultId: string): string =>
  `DELETE FROM task_change WHERE taskId = (SELECT taskId FROM result WHERE id = ${resultId});
  INSERT INTO task_change (taskId) SELECT taskId FROM result WHERE id = ${resultId};`;

const recordsChanges = (name: string, table: string): string => `
CREATE TRIGGER ${name}_on_insert AFTER INSERT ON ${table} BEGIN ${recordChange('new.resultId')} END;
CREATE TRIGGER ${name}_on_delete AFTER DELETE ON ${table} BEGIN ${recordChange('old.resultId')} END;`;

const countsVideos = (table: string, owner: string, ownerId: string): string => `
CREATE TRIGGER ${table}_count_on_insert AFTER INSERT ON ${table} BEGIN
  UPDATE ${owner} SET videoCount = videoCount + 1 WHERE id = new.${ownerId};
END;
CREATE TRIGGER ${table}_count_on_delete AFTER DELETE ON ${table} BEGIN
  UPDATE ${owner} SET videoCount = videoCount - 1 WHERE id = old.${ownerId};
END;`;

/**
 * Format 240: the judgements of videos, tags, collections, the log of actions, and the tags and collections whose videos the search index
 * must read again.
 */
export const judgements: Migration = {
  version: 240,
  sql: `
-- A video has a row only while one of its values differs from the default.
CREATE TABLE video_judgement (
  resultId INTEGER PRIMARY KEY REFERENCES result (id),
  -- 0: not rated.
  rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
  -- NULL: neither picked nor rejected.
  flag TEXT CHECK (flag IN ('pick','reject')),
  favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
  -- Empty: none.
  title TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT;
${recordsChanges('judgement_change', 'video_judgement')}
CREATE TRIGGER judgement_change_on_update AFTER UPDATE ON video_judgement BEGIN ${recordChange('new.resultId')} END;

-- AUTOINCREMENT: the window may still hold the id of a tag that was deleted.
CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  -- The name as it is compared: without case, accents and width.
  foldedName TEXT NOT NULL UNIQUE CHECK (foldedName <> ''),
  lastUsedAtMs INTEGER NOT NULL,
  -- Rows of video_tag with this tag; written by triggers.
  videoCount INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE video_tag (
  resultId INTEGER NOT NULL REFERENCES result (id),
  tagId INTEGER NOT NULL REFERENCES tag (id),
  PRIMARY KEY (resultId, tagId)
) STRICT, WITHOUT ROWID;
CREATE INDEX video_tag_of_tag ON video_tag (tagId, resultId);
${recordsChanges('tag_change', 'video_tag')}${countsVideos('video_tag', 'tag', 'tagId')}

CREATE TABLE collection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL: at the top. Collections are nested one level deep.
  parentId INTEGER REFERENCES collection (id) CHECK (parentId <> id),
  name TEXT NOT NULL CHECK (name <> ''),
  foldedName TEXT NOT NULL UNIQUE CHECK (foldedName <> ''),
  -- Orders the collections with the same parent.
  position REAL NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('manual','smart')),
  -- The text of a smart collection's search; NULL for a manual one.
  query TEXT,
  -- NULL: the window chooses one.
  coverResultId INTEGER REFERENCES result (id),
  -- Rows of collection_video of this collection; written by triggers.
  videoCount INTEGER NOT NULL DEFAULT 0,
  CHECK ((kind = 'smart') = (query IS NOT NULL))
) STRICT;
CREATE INDEX collection_of_parent ON collection (parentId, position);

-- The videos of manual collections, in the order of their positions.
CREATE TABLE collection_video (
  collectionId INTEGER NOT NULL REFERENCES collection (id),
  resultId INTEGER NOT NULL REFERENCES result (id),
  position REAL NOT NULL,
  PRIMARY KEY (collectionId, resultId)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_video_in_order ON collection_video (collectionId, position, resultId);
CREATE INDEX collection_video_of_result ON collection_video (resultId);
${recordsChanges('collection_change', 'collection_video')}${countsVideos('collection_video', 'collection', 'collectionId')}

-- Names whose videos the search index must read again. Work is done in slices: the videos up to afterResultId have been recorded in task_change.
CREATE TABLE search_refresh (
  id INTEGER PRIMARY KEY,
  tagId INTEGER,
  collectionId INTEGER,
  afterResultId INTEGER NOT NULL DEFAULT 0,
  CHECK ((tagId IS NULL) <> (collectionId IS NULL))
) STRICT;
CREATE TRIGGER search_refresh_on_tag AFTER UPDATE OF name ON tag WHEN old.name <> new.name AND new.videoCount > 0 BEGIN
  DELETE FROM search_refresh WHERE tagId = new.id;
  INSERT INTO search_refresh (tagId) VALUES (new.id);
END;
CREATE TRIGGER search_refresh_on_collection AFTER UPDATE OF name ON collection WHEN old.name <> new.name AND new.videoCount > 0 BEGIN
  DELETE FROM search_refresh WHERE collectionId = new.id;
  INSERT INTO search_refresh (collectionId) VALUES (new.id);
END;

-- Actions that can be undone or redone, oldest first.
CREATE TABLE action_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  doneAtMs INTEGER NOT NULL,
  -- Names the action; shared/actions/action.ts has the list, which grows.
  kind TEXT NOT NULL,
  -- Items that it changed.
  itemCount INTEGER NOT NULL,
  -- What its name mentions, such as a tag; empty where nothing.
  subject TEXT NOT NULL
) STRICT;
-- What an action changed, one row for each of its transactions, in their order.
CREATE TABLE action_part (
  actionId INTEGER NOT NULL REFERENCES action_log (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
  PRIMARY KEY (actionId, position)
) STRICT;
CREATE INDEX action_part_undone ON action_part (undone, actionId, position);`,
};
