// A process that performs one action on the trash, or only the start-up (`none`): `trash-child.ts <database> <trash|restore|delete|none>
// <n> <disk|commit>`. It kills itself before its n-th change to the disk or before its n-th commit; 0 means never.
import { killAtDiskChange } from './disk-faults.ts';

const [, , databasePath = '', action = 'none', killAt = '0', where = 'disk'] = process.argv;
const changes = await killAtDiskChange(where === 'disk' ? Number(killAt) : 0, 'before');

const { createTrashFiles } = await import('../../../../electron/adapters/library/trash-files.ts');
const { createTrash } = await import('../../../../electron/core/library/trash/trash.ts');
const { createActionQueue } = await import('../../../../electron/core/undo/action-queue.ts');
const { createActionLog } = await import('../../../../electron/core/undo/action-log.ts');
const { createTaskStore } = await import('../../../../electron/core/tasks/task-store.ts');
const { openDatabase } = await import('../../../../electron/db/open-database.ts');
const { createTables } = await import('../../../../electron/db/tables/tables.ts');
const { createFakeLog } = await import('../../../support/fake-log.ts');
const { scaledClock } = await import('../../../support/scaled-clock.ts');

const opened = openDatabase({ path: databasePath, nowMs: Date.now(), onSlowStatement: () => undefined });
if (!opened.ok) throw new Error(opened.error.kind);
const tables = createTables(opened.value.database);
let commits = 0;
const { transaction } = tables;
tables.transaction = (work) =>
  transaction(() => {
    const value = work();
    commits += 1;
    if (where === 'commit' && commits === Number(killAt)) {
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    }
    return value;
  });
const nothing = () => undefined;
const listener = { taskChanged: nothing, libraryAdded: nothing, libraryChanged: nothing, libraryRemoved: nothing };
const log = createFakeLog();
const actionQueue = createActionQueue({ clock: scaledClock(), statusChanged: nothing });
const actionLog = createActionLog({
  tables,
  clock: scaledClock(),
  actionQueue,
  replayers: () => {
    throw new Error('nothing is replayed here');
  },
});
const trash = createTrash({
  tables,
  tasks: createTaskStore({ tables, clock: scaledClock(), listener, transferOf: () => null }),
  library: createTrashFiles(),
  folderIdentity: { unavailableErrorOf: async () => null },
  clock: scaledClock(),
  log,
  renamesRecovered: async () => undefined,
  undo: () => ({ actionQueue, log: actionLog }),
  removePictures: async () => undefined,
  signal: new AbortController().signal,
});
trash.recoverInterrupted();
const ids = action === 'trash' ? tables.results.index().map(({ id }) => id) : tables.trash.trashed().map(({ id }) => id);
if (action === 'trash') await trash.moveToTrash(ids);
if (action === 'restore') await trash.restore(ids);
if (action === 'delete') await trash.deleteForGood(ids);
await trash.stop();
process.stdout.write(`${JSON.stringify({ changes: changes.length, commits, incidents: log.incidents.map(String) })}\n`);
process.exit(0);
