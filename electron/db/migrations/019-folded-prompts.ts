// Prompts are searched in a folded form (shared/search-folding.ts): without differences of case, accents and Unicode normalization.
import type { Migration } from '../migrate.ts';

/** Format 190: the folded text of prompts, filled in by the studio, and the search index over it. */
export const foldedPrompts: Migration = {
  version: 190,
  sql: `
DROP TRIGGER prompt_found;
DROP TRIGGER prompt_moved;
DROP TABLE prompt_search;

-- NULL until it is folded, which SQL cannot do: before the next search (db/text-search.ts).
ALTER TABLE prompt ADD COLUMN folded TEXT;
CREATE INDEX prompt_unfolded ON prompt (id) WHERE folded IS NULL;

-- What is folded is without case already.
CREATE VIRTUAL TABLE prompt_search USING fts5 (
  folded, content = 'prompt', content_rowid = 'id', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER prompt_searched AFTER UPDATE ON prompt
WHEN old.id <> new.id OR old.hidden <> new.hidden OR old.folded IS NOT new.folded BEGIN
  INSERT INTO prompt_search (prompt_search, rowid, folded)
    SELECT 'delete', old.id, old.folded WHERE old.hidden = 0 AND old.folded IS NOT NULL;
  INSERT INTO prompt_search (rowid, folded) SELECT new.id, new.folded WHERE new.hidden = 0 AND new.folded IS NOT NULL;
END;`,
};
