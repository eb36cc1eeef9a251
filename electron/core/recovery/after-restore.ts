// Protects a database that was restored from a backup or copied by hand. Its waiting tasks may have been sent, and charged, after the
// backup was made, or by the original of the copy. So they are held, with the reason, until the user decides. Tasks that were being
// submitted become unconfirmed, as at every start.

import { z } from 'zod';
import { restoredSetting } from '../../db/backup/restore-backup.ts';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { markFolderUsedBefore } from '../library/folder-identity.ts';
import type { Random } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { isCopiedOrMoved, recordLocation, renewIdentity } from './database-identity.ts';

/** Stored until the user has read the notice about the restore. */
const noticeSetting = 'studio.restoreNotice';

/**
 * The id of the newest task at the last restore. Tasks up to this id may have been sent or retried after the backup was made; this
 * database cannot know.
 */
const lastRestoredSetting = 'studio.lastRestoredTask';

/** The notice that the user sees after a restore. */
export interface RestoredNotice {
  /** When the backup was made; null if the database was copied or moved by hand. */
  readonly madeAtMs: number | null;
  /** Number of tasks that need the user: held tasks, and tasks that were being submitted and become unconfirmed. */
  readonly held: number;
}

/** The mark of a restore. A mark of an earlier version contains no `replacedIds`. */
const restoreMark = z.object({ madeAtMs: z.number(), replacedIds: z.array(z.string()).catch([]) });

const restoredNotice = z.object({ madeAtMs: z.number().nullable(), held: z.number() });

/**
 * The origin of a database that was restored, copied or moved since its last start; null for any other database.
 * `madeAtMs`: when the backup was made; null for a copy, or if the restore mark does not parse. `replacedIds`:
 * the identities of the database that the backup replaced.
 */
function originOf(
  tables: Tables,
  database: Pick<Database, 'path' | 'fileNumber'>,
): (Pick<RestoredNotice, 'madeAtMs'> & { replacedIds: readonly string[] }) | null {
  const restored = restoreMark.safeParse(tables.settings.get(restoredSetting));
  if (restored.success) return restored.data;
  // A mark that does not parse still proves a restore: waiting tasks may have been sent since.
  return tables.settings.has(restoredSetting) || isCopiedOrMoved(tables, database) ? { madeAtMs: null, replacedIds: [] } : null;
}

/**
 * Holds all waiting tasks if this database was restored, copied or moved. Otherwise it only records the location
 * of the database. One transaction holds the tasks, removes the restore mark and records the location, so that a
 * crash in between cannot release a task. `createRemaining` creates the missing tasks of stored batches, so that
 * they are held as well. Throws if a waiting task cannot be held. Called at start-up, before anything is sent.
 */
export function holdAfterRestore(deps: {
  tables: Tables;
  tasks: TaskStore;
  random: Random;
  database: Pick<Database, 'path' | 'fileNumber'>;
  createRemaining(): void;
}): void {
  const { tables, tasks, random, database, createRemaining } = deps;
  tasks.transaction(() => {
    const origin = originOf(tables, database);
    recordLocation(tables, database);
    if (origin === null) return;
    renewIdentity(tables, random, origin.replacedIds);
    markFolderUsedBefore(tables);
    createRemaining();
    // The newest id is used even if the row of that task does not parse.
    tables.settings.set(lastRestoredSetting, tables.tasks.newestId());
    const waiting = tables.tasks.live().filter(({ state }) => state === 'waiting');
    for (const { id } of waiting) {
      const transition = tasks.transition(id, {
        type: 'held-after-restore',
        error: { kind: 'possibly-sent-since-backup', backupAtMs: origin.madeAtMs },
      });
      if (!transition.ok) throw new Error(`task ${id} of a backup could not be held`);
    }
    // `live()` omits rows that do not parse, so they are held here.
    tables.tasks.holdUnheldWaiting();
    const heldCount = waiting.length + tables.tasks.submittingIds().length;
    // No notice is needed for a database that was moved while no task waited.
    if (origin.madeAtMs !== null || heldCount > 0)
      tables.settings.set(noticeSetting, { madeAtMs: origin.madeAtMs, held: heldCount } satisfies RestoredNotice);
    tables.settings.remove(restoredSetting);
  });
}

/** The notice about the last restore; null once the user has read it. */
export function pendingRestoreNotice(tables: Tables): RestoredNotice | null {
  const notice = restoredNotice.safeParse(tables.settings.get(noticeSetting));
  return notice.success ? notice.data : null;
}

/**
 * Whether a task comes from a backup or a copy. The task, or a retry of it, may have been sent and charged since. This stays true while
 * the task exists, even after its hold and its error are removed.
 */
export function isFromBackup(tables: Tables, id: number): boolean {
  const last = tables.settings.get(lastRestoredSetting);
  // If the stored id is not a number, any task may come from the backup.
  return typeof last === 'number' ? id <= last : wasRestored(tables);
}

/** Whether this database was ever restored, copied or moved. */
export const wasRestored = (tables: Tables): boolean => tables.settings.has(lastRestoredSetting);

/** Removes the notice that the user has read. */
export const dismissRestoreNotice = (tables: Tables): void => tables.settings.remove(noticeSetting);
