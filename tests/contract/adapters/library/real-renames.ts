// Renames over a real database and folder. Imports nothing before it is called, so that a child can prepare its own death first.
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { createFileWork } from '../../../../electron/core/library/file-work.ts';
import { createFileRenames } from '../../../../electron/core/library/rename/file-renames.ts';
import { createTaskStore } from '../../../../electron/core/tasks/task-store.ts';
import { createActionLane } from '../../../../electron/core/undo/action-lane.ts';
import { createFakeLog } from '../../../support/fake-log.ts';
import { testClock } from '../test-clock.ts';
import { open } from './stored-on-disk.ts';

const nothing = () => undefined;

/** `wanted`: the name for each result. */
export function createRealRenames(databasePath: string, wanted: Readonly<Record<string, string>> = {}) {
  const { database, tables } = open(databasePath);
  const clock = testClock();
  const listener = { taskChanged: nothing, libraryAdded: nothing, libraryChanged: nothing, libraryRemoved: nothing };
  const log = createFakeLog();
  let ended: () => void = nothing;
  const work = createFileWork({ clock, log, statusChanged: () => (work.status()?.state === 'running' ? undefined : ended()) });
  const lane = createActionLane({ clock, statusChanged: nothing });
  const renames = createFileRenames({
    tables,
    tasks: createTaskStore({ tables, clock, listener, transferOf: () => null }),
    library: createVideoLibrary({ http: createNodeHttpClient(), clock }),
    folderIdentity: { unavailableErrorOf: async () => null },
    log,
    naming: {
      ofNewVideo: () => '',
      ofExample: () => '',
      limitIn: () => ({ bytes: 200, units: 200 }),
      ofStored: (_folder, _template, resultId) => wanted[resultId] ?? null,
    },
    work,
    failures: { report: (error) => ({ kind: 'internal', incident: log.incident(error, 'renames') }) },
    actionLane: () => lane,
    actionLog: () => ({ record: () => 1, append: nothing }),
    busyBy: () => null,
  });
  return {
    finishOpen: async (): Promise<void> => {
      renames.recover();
      await renames.stop();
    },
    rename: () =>
      new Promise<void>((resolve) => {
        ended = resolve;
        renames.start(Object.keys(wanted).map(Number), '{number}');
      }),
    report: () => ({ status: work.status(), open: tables.fileMoves.unfinished(), incidents: log.incidents.map(String) }),
    close: () => database.close(),
  };
}
