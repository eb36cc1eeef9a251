// Renames files with a real database and folder. A child process imports this module only after replacing calls of node:fs.
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { createFileJobs } from '../../../../electron/core/library/file-jobs.ts';
import { createFileRenames } from '../../../../electron/core/library/rename/file-renames.ts';
import { createTaskStore } from '../../../../electron/core/tasks/task-store.ts';
import { createActionLog } from '../../../../electron/core/undo/action-log.ts';
import { createActionQueue } from '../../../../electron/core/undo/action-queue.ts';
import { createFakeLog } from '../../../support/fake-log.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { openTables } from './stored-videos.ts';

const nothing = () => undefined;

/** `stems`: new names without extension, by result id. */
export function createRealRenames(databasePath: string, stems: Readonly<Record<string, string>> = {}) {
  const { database, tables } = openTables(databasePath);
  const clock = scaledClock();
  const listener = { taskChanged: nothing, libraryAdded: nothing, libraryChanged: nothing, libraryRemoved: nothing };
  const log = createFakeLog();
  let onEnded: () => void = nothing;
  const fileJobs = createFileJobs({ clock, log, statusChanged: () => (fileJobs.status()?.state === 'running' ? undefined : onEnded()) });
  const actionQueue = createActionQueue({ clock, statusChanged: nothing });
  const actionLog = createActionLog({
    tables,
    clock,
    actionQueue,
    replayers: () => {
      throw new Error('nothing is replayed here');
    },
  });
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
      ofStored: (_folder, _template, resultId) => stems[resultId] ?? null,
    },
    fileJobs,
    failures: { report: (error) => ({ kind: 'internal', incident: log.incident(error, 'renames') }) },
    actionQueue: () => actionQueue,
    actionLog: () => actionLog,
    busyBy: () => null,
    trashRecovered: async () => undefined,
  });
  return {
    finishOpen: async (): Promise<void> => {
      renames.recover();
      await renames.recovered();
    },
    rename: () =>
      new Promise<void>((resolve) => {
        onEnded = resolve;
        renames.start(Object.keys(stems).map(Number), '{number}');
      }),
    report: () => ({ status: fileJobs.status(), unfinishedMoves: tables.fileMoves.unfinished(), incidents: log.incidents.map(String) }),
    close: () => database.close(),
  };
}
