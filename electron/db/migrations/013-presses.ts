// Records the tasks that each paid click created, so that the same click never creates them twice.
import type { Migration } from '../migrate.ts';

/** Format 130: the tasks of each action id, which was then called press key. */
export const presses: Migration = {
  version: 130,
  sql: `
-- pressKey is made by the window, one for each press. Tasks made before this format have none.
CREATE TABLE press_task (
  pressKey TEXT NOT NULL CHECK (length(pressKey) BETWEEN 8 AND 64),
  taskId INTEGER NOT NULL REFERENCES task (id),
  PRIMARY KEY (pressKey, taskId)
) STRICT, WITHOUT ROWID;`,
};
