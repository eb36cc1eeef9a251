// A process that moves a library: `move-child.ts <database> <to> <link|copy|copy-twice> <n>`. It kills itself before its n-th change to the
// disk; 0 means never. `copy`: the two folders appear to be on two volumes. `copy-twice`: the new folder and its `.incoming` do, too.
import { killAtDiskChange, putIncomingOnAnotherVolume } from './disk-faults.ts';

const [, , databasePath = '', to = '', method, killAt = '0'] = process.argv;
if (method === 'copy-twice') putIncomingOnAnotherVolume();
await killAtDiskChange(Number(killAt), 'before');

const { createVideoLibrary } = await import('../../../../electron/adapters/library/video-library.ts');
const { createNodeHttpClient } = await import('../../../../electron/adapters/http/node-http-client.ts');
const { createLibraryMove } = await import('../../../../electron/core/library/library-move.ts');
const { createSettingsStore } = await import('../../../../electron/core/settings-store.ts');
const { createTaskStore } = await import('../../../../electron/core/tasks/task-store.ts');
const { openDatabase } = await import('../../../../electron/db/open-database.ts');
const { createTables } = await import('../../../../electron/db/tables/tables.ts');
const { createFakeLog } = await import('../../../support/fake-log.ts');
const { testOwner } = await import('../../../support/partial-file-owner.ts');
const { scaledClock } = await import('../../../support/scaled-clock.ts');

const opened = openDatabase({ path: databasePath, nowMs: Date.now(), onSlowStatement: () => undefined });
if (!opened.ok) throw new Error(opened.error.kind);
const tables = createTables(opened.value.database);
const nothing = () => undefined;
const clock = scaledClock();
const listener = { taskChanged: nothing, libraryAdded: nothing, libraryChanged: nothing, libraryRemoved: nothing };
const tasks = createTaskStore({ tables, clock, listener, transferOf: () => null });
const settings = createSettingsStore(tables.settings);
const log = createFakeLog();
const library = createVideoLibrary({ http: createNodeHttpClient(), clock, mayLink: method === 'link' });
const folderHealth = { selectFolder: async () => ({ ok: true, value: null }) as const, reportError: nothing, path: () => to };
let onEnded: () => void = nothing;
const ended = new Promise<void>((resolve) => {
  onEnded = () => resolve();
});
const endIfIdle = () => {
  if (!move.isUnderWay() || move.status()?.state === 'paused') onEnded();
};
const move = createLibraryMove({
  isRebuilding: () => false,
  tables,
  tasks,
  settings,
  folderHealth,
  library,
  folderIdentity: { isAvailable: async () => true, unavailableErrorOf: async () => null },
  identity: () => testOwner,
  clock,
  log,
  statusChanged: endIfIdle,
});
if (settings.move() === null) await move.moveTo(to);
else move.start();
await ended;
await move.stop();
process.stdout.write(`${JSON.stringify({ status: move.status(), incidents: log.incidents.map(String) })}\n`);
process.exit(0);
