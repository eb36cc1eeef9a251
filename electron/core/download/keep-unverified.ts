// The action "Keep as is": stores a complete transfer that failed verification as a file of the library. The file stays marked as
// unverified.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import type { VideoNaming } from '../library/video-naming.ts';
import type { PartialFileOwner, VideoLibrary } from '../ports.ts';
import { serviceResultName } from '../tasks/partial-owner.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { offeredQuarantinedBytes } from '../tasks/unverified-offer.ts';

/** Added to the file name, because other programs only show the name. */
const nameSuffix = ' (not verified)';

/** Stores quarantined transfers unchanged, by result id. */
export interface KeepUnverified {
  /**
   * True while the bytes of a result are being hashed and published. The result is not downloaded meanwhile, because the downloaded file
   * could not be recorded.
   */
  isRunning(resultId: number): boolean;
  /**
   * Stores the quarantined transfer of a result, which stays unverified. Errors: `unknown-item`, `not-allowed-in-state` if nothing is in
   * quarantine or if this is already running, and those of the folder. Called by the handler.
   */
  keep(resultId: number): Promise<Result<null, AppError>>;
}

/** Called once by `core/compose/`. */
export function createKeepUnverified(deps: {
  tables: Tables;
  tasks: TaskStore;
  library: VideoLibrary;
  folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  naming: Pick<VideoNaming, 'ofNewVideo'>;
  identity(): PartialFileOwner;
  fallbackFolder(): string;
  /** Called in the transaction that stores the video. Plans its move if the library was moved meanwhile. */
  enqueueMove(resultId: number): void;
}): KeepUnverified {
  const { tables, tasks, library, folderIdentity, naming, identity, fallbackFolder, enqueueMove } = deps;
  const running = new Set<number>();

  async function keep(resultId: number): Promise<Result<null, AppError>> {
    const row = tasks.result(resultId);
    const task = row === undefined ? undefined : tasks.row(row.taskId);
    if (row === undefined || task === undefined) return fail({ kind: 'unknown-item', what: 'result' });
    const bytes = offeredQuarantinedBytes(row);
    if (bytes === null) {
      return fail({ kind: 'not-allowed-in-state', action: 'keeping it as it is', state: row.state });
    }
    const folder = (row.incomingFolderId === null ? null : tables.results.folderPath(row.incomingFolderId)) ?? fallbackFolder();
    const unavailable = await folderIdentity.unavailableErrorOf(folder);
    if (unavailable !== null) return fail(unavailable);
    const file = await library.storeQuarantined({
      owner: identity(),
      resultId,
      serviceResultName: serviceResultName(task, row),
      bytes,
      folder,
      fileName: naming.ofNewVideo(folder, task, row) + nameSuffix,
    });
    if (!file.ok) return file;
    return tasks.transaction(() => {
      const transition = tasks.transitionResult(resultId, {
        type: 'kept-unverified',
        file: file.value,
        folderId: tables.results.folderId(folder),
      });
      if (!transition.ok) return transition;
      enqueueMove(resultId);
      return ok(null);
    });
  }

  return {
    isRunning: (resultId) => running.has(resultId),
    async keep(resultId) {
      if (running.has(resultId)) return fail({ kind: 'not-allowed-in-state', action: 'keeping it as it is', state: 'keeping' });
      running.add(resultId);
      try {
        return await keep(resultId);
      } finally {
        running.delete(resultId);
      }
    },
  };
}
