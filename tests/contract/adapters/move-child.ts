// Moves a library until it is done or this process is killed: `move-child.ts <database> <to> [link]`. Without
// `link` the two folders count as two volumes.
import { createLibrary } from '../../../electron/adapters/library.ts';
import { createNodeHttpClient } from '../../../electron/adapters/node-http-client.ts';
import { createLibraryMove } from '../../../electron/core/library-move.ts';
import { createSettingsStore } from '../../../electron/core/settings.ts';
import { createTasks } from '../../../electron/core/tasks.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { createTables } from '../../../electron/db/tables.ts';
import { createFakeLog } from '../../support/fake-log.ts';
import { testClock } from './test-clock.ts';

const [, , databasePath = '', to = '', how] = process.argv;
const opened = openDatabase({ path: databasePath, nowMs: Date.now(), slow: () => undefined });
if (!opened.ok) throw new Error(opened.error.kind);
const tables = createTables(opened.value.database);
const nothing = () => undefined;
const clock = testClock();
const listener = { taskChanged: nothing, libraryAdded: nothing, libraryChanged: nothing, libraryRemoved: nothing };
const tasks = createTasks({ tables, clock, listener, transferOf: () => null });
const settings = createSettingsStore(tables.settings);
const log = createFakeLog();
const library = createLibrary({ http: createNodeHttpClient(), clock, mayLink: how === 'link' });
const folder = { take: async () => ({ ok: true, value: null }) as const, said: nothing };
const move = createLibraryMove({ tables, tasks, settings, folder, library, clock, log, changed: nothing });
if (settings.move() === null) await move.to(to);
else move.begin();
while (move.isUnderWay() && move.status()?.state !== 'paused') await new Promise((resolve) => setTimeout(resolve, 1));
await move.stop();
process.stdout.write(`${JSON.stringify({ status: move.status(), incidents: log.incidents.map(String) })}\n`);
process.exit(0);
