// What a database that was put back to a backup, or that was copied by hand, may not do by itself. A backup is older than the truth, and the original
// of a copy may live on: what waits in it may have been sent, and paid for. So it waits for the person, with the reason; what was being sent is in
// doubt, as after any start.

import { z } from 'zod';
import { restoredSetting } from '../../db/backup/restore-backup.ts';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { markFolderUsedBefore } from '../library/folder-identity.ts';
import type { Random } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { isCopiedOrMoved, recordLocation, renewIdentity } from './database-identity.ts';

/** Kept until the person has read what was restored. */
const noticeSetting = 'studio.restoreNotice';

/** The last task of the database that was put back: what became of it since, and of its failures, is not known here. */
const lastRestoredSetting = 'studio.lastRestoredTask';

/** The notice that the user sees after a restore. */
export interface RestoredNotice {
  /** When the backup was made; null for a database that was copied or moved by hand. */
  readonly madeAtMs: number | null;
  readonly held: number;
}

/** A mark that an earlier studio made names no other identities. */
const restoreMark = z.object({ madeAtMs: z.number(), replacedIds: z.array(z.string()).catch([]) });

const restoredNotice = z.object({ madeAtMs: z.number().nullable(), held: z.number() });

/** Where this database comes from, if it is not the one of the last start: a backup, or null in `madeAtMs` for a copy. */
function originOf(
  tables: Tables,
  database: Pick<Database, 'path' | 'fileNumber'>,
): (Pick<RestoredNotice, 'madeAtMs'> & { replacedIds: readonly string[] }) | null {
  const restored = restoreMark.safeParse(tables.settings.get(restoredSetting));
  if (restored.success) return restored.data;
  // A mark that says nothing any more is a mark: what waits may have been sent since.
  return tables.settings.has(restoredSetting) || isCopiedOrMoved(tables, database) ? { madeAtMs: null, replacedIds: [] } : null;
}

/**
 * Holds all that waits, in the same transaction that takes the mark away and notes the place: such a database has never been worked on. Called before
 * anything else of a start. `makeLeft` makes the tasks of batches that were written down and not made, so that they are held as well.
 */
export function holdAfterRestore(parts: {
  tables: Tables;
  tasks: TaskStore;
  random: Random;
  database: Pick<Database, 'path' | 'fileNumber'>;
  makeLeft(): void;
}): void {
  const { tables, tasks, random, database, makeLeft } = parts;
  tasks.transaction(() => {
    const origin = originOf(tables, database);
    recordLocation(tables, database);
    if (origin === null) return;
    renewIdentity(tables, random, origin.replacedIds);
    markFolderUsedBefore(tables);
    makeLeft();
    // Of all tasks, also those whose rows do not parse.
    tables.settings.set(lastRestoredSetting, tables.tasks.newestId());
    const waiting = tables.tasks.live().filter(({ state }) => state === 'waiting');
    for (const { id } of waiting) {
      const held = tasks.transition(id, {
        type: 'held-after-restore',
        error: { kind: 'possibly-sent-since-backup', backupAtMs: origin.madeAtMs },
      });
      if (!held.ok) throw new Error(`task ${id} of a backup could not be held`);
    }
    tables.tasks.holdUnheld();
    const held = waiting.length + tables.tasks.submitting().length;
    // There is nothing to look at in a database that was moved while nothing waited.
    if (origin.madeAtMs !== null || held > 0)
      tables.settings.set(noticeSetting, { madeAtMs: origin.madeAtMs, held } satisfies RestoredNotice);
    tables.settings.remove(restoredSetting);
  });
}

/** What there is to tell about the last restore; null once it was read. */
export function pendingRestoreNotice(tables: Tables): RestoredNotice | null {
  const notice = restoredNotice.safeParse(tables.settings.get(noticeSetting));
  return notice.success ? notice.data : null;
}

/**
 * Whether a task came out of a backup or a copy: it, and another try after its failure, may have been sent, and paid for, since that was made. True for as long
 * as the task exists, unlike its hold and its error.
 */
export function cameFromBackup(tables: Tables, id: number): boolean {
  const last = tables.settings.get(lastRestoredSetting);
  // Where the number does not parse, every task may be one of them.
  return typeof last === 'number' ? id <= last : wasRestored(tables);
}

/** Whether this database was ever a backup or a copy. */
export const wasRestored = (tables: Tables): boolean => tables.settings.has(lastRestoredSetting);

/** The person has read it. */
export const dismissRestoreNotice = (tables: Tables): void => tables.settings.remove(noticeSetting);
