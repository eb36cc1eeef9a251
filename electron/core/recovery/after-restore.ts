// Protects a database that was restored from a backup, or copied by hand. Its waiting tasks may have been sent, and charged,
// after the backup was made, or by the original of the copy. So they are held for the user, with the reason; tasks that were being submitted become
// unconfirmed, as after any start.

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

/** The id of the newest task at the last restore. This database does not know whether tasks up to this id were sent or retried after the backup. */
const lastRestoredSetting = 'studio.lastRestoredTask';

/** The notice that the user sees after a restore. */
export interface RestoredNotice {
  /** When the backup was made; null for a database that was copied or moved by hand. */
  readonly madeAtMs: number | null;
  /** Number of tasks that wait for the user: waiting ones, which are held, and ones that were being submitted, which become unconfirmed. */
  readonly held: number;
}

/** A mark written by an earlier version has no `replacedIds`. */
const restoreMark = z.object({ madeAtMs: z.number(), replacedIds: z.array(z.string()).catch([]) });

const restoredNotice = z.object({ madeAtMs: z.number().nullable(), held: z.number() });

/**
 * The origin of a database that was restored, copied or moved since its last start; null for any other. `madeAtMs`: when the backup was made; null
 * for a copy, and where the restore mark does not parse. `replacedIds`: the identities of the database that the backup replaced.
 */
function originOf(
  tables: Tables,
  database: Pick<Database, 'path' | 'fileNumber'>,
): (Pick<RestoredNotice, 'madeAtMs'> & { replacedIds: readonly string[] }) | null {
  const restored = restoreMark.safeParse(tables.settings.get(restoredSetting));
  if (restored.success) return restored.data;
  // A mark that does not parse still counts: waiting tasks may have been sent since.
  return tables.settings.has(restoredSetting) || isCopiedOrMoved(tables, database) ? { madeAtMs: null, replacedIds: [] } : null;
}

/**
 * Holds all waiting tasks if this database was restored, copied or moved; otherwise records its location only. One transaction holds the tasks,
 * removes the restore mark and records the location, so that a crash in between cannot release a task. Called at start-up, before anything is sent.
 * `createRemaining` creates the missing tasks of stored batches, so that they are held as well. Throws when a waiting task cannot be held.
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
    // The newest id counts even if the row of that task does not parse.
    tables.settings.set(lastRestoredSetting, tables.tasks.newestId());
    const waiting = tables.tasks.live().filter(({ state }) => state === 'waiting');
    for (const { id } of waiting) {
      const transition = tasks.transition(id, {
        type: 'held-after-restore',
        error: { kind: 'possibly-sent-since-backup', backupAtMs: origin.madeAtMs },
      });
      if (!transition.ok) throw new Error(`task ${id} of a backup could not be held`);
    }
    // `live()` omits rows that do not parse.
    tables.tasks.holdUnheldWaiting();
    const held = waiting.length + tables.tasks.submittingIds().length;
    // A database that was moved while nothing waited needs no notice.
    if (origin.madeAtMs !== null || held > 0)
      tables.settings.set(noticeSetting, { madeAtMs: origin.madeAtMs, held } satisfies RestoredNotice);
    tables.settings.remove(restoredSetting);
  });
}

/** The notice about the last restore; null once the user has read it. */
export function pendingRestoreNotice(tables: Tables): RestoredNotice | null {
  const notice = restoredNotice.safeParse(tables.settings.get(noticeSetting));
  return notice.success ? notice.data : null;
}

/**
 * Whether a task comes from a backup or a copy. It, or a retry of it, may have been sent and charged since. Stays true as long as the task exists,
 * even after its hold and its error are removed.
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
