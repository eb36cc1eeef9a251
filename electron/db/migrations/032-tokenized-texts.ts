// Earlier prompts and reference files are searched in the tokens of their texts, as the library is.
import type { Migration } from '../migrate.ts';

/** Format 320: the searched form of prompts and of the names of references, filled in by the studio. */
export const tokenizedTexts: Migration = {
  version: 320,
  sql: `
DROP TRIGGER prompt_searched;
DROP TABLE prompt_search;
DROP INDEX prompt_unfolded;
ALTER TABLE prompt RENAME COLUMN folded TO tokens;
-- NULL until the text is split into tokens, which SQL cannot do: before the next search (db/tables/tokenized-text.ts).
UPDATE prompt SET tokens = NULL;
CREATE INDEX prompt_untokenized ON prompt (id) WHERE tokens IS NULL;
CREATE VIRTUAL TABLE prompt_search USING fts5 (
  tokens, content = 'prompt', content_rowid = 'id', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER prompt_searched AFTER UPDATE ON prompt
WHEN old.id <> new.id OR old.hidden <> new.hidden OR old.tokens IS NOT new.tokens BEGIN
  INSERT INTO prompt_search (prompt_search, rowid, tokens)
    SELECT 'delete', old.id, old.tokens WHERE old.hidden = 0 AND old.tokens IS NOT NULL;
  INSERT INTO prompt_search (rowid, tokens) SELECT new.id, new.tokens WHERE new.hidden = 0 AND new.tokens IS NOT NULL;
END;

ALTER TABLE reference ADD COLUMN tokens TEXT;
CREATE INDEX reference_untokenized ON reference (id) WHERE tokens IS NULL;
CREATE TRIGGER reference_renamed AFTER UPDATE OF name ON reference WHEN old.name <> new.name BEGIN
  UPDATE reference SET tokens = NULL WHERE id = new.id;
END;`,
};
