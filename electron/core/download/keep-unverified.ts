// "Keep as it is": what came whole and never verified becomes a file of the library, marked as not verified for good.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { videoFileName } from '../library/video-file-name.ts';
import type { PartialFileOwner, VideoLibrary } from '../ports.ts';
import { serviceResultName } from '../tasks/partial-owner.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { offeredQuarantinedBytes } from '../tasks/unverified-offer.ts';

/** Said in the file's own name as well: it will be seen without the studio. */
const mark = ' (not verified)';

/** Stores quarantined transfers as they are, by result id. */
export interface KeepUnverified {
  /** True while the bytes of a result are hashed and named: it is not downloaded, since what came then could not be written down as kept. */
  isUnderWay(resultId: number): boolean;
  /**
   * Stores what was quarantined of a result; it stays unverified for good. Errors: `unknown-item`, `not-allowed-in-state` where nothing is in quarantine
   * or this goes on already, and those of the folder. Called by the handler.
   */
  keep(resultId: number): Promise<Result<null, AppError>>;
}

/** Built once by the composition. */
export function createKeepUnverified(parts: {
  tables: Tables;
  tasks: TaskStore;
  library: VideoLibrary;
  folders: Pick<FolderIdentity, 'unavailableErrorOf'>;
  identity(): PartialFileOwner;
  fallbackFolder(): string;
  /** It follows a library that was moved; called in the transaction that stores it. */
  follow(resultId: number): void;
}): KeepUnverified {
  const { tables, tasks, library, folders, identity, fallbackFolder, follow } = parts;
  const underWay = new Set<number>();

  async function keep(resultId: number): Promise<Result<null, AppError>> {
    const row = tasks.result(resultId);
    const task = row === undefined ? undefined : tasks.row(row.taskId);
    if (row === undefined || task === undefined) return fail({ kind: 'unknown-item', what: 'result' });
    const bytes = offeredQuarantinedBytes(row);
    if (bytes === null) {
      return fail({ kind: 'not-allowed-in-state', action: 'keeping it as it is', state: row.state });
    }
    const folder = (row.incomingFolderId === null ? null : tables.results.folderPath(row.incomingFolderId)) ?? fallbackFolder();
    const away = await folders.unavailableErrorOf(folder);
    if (away !== null) return fail(away);
    const kept = await library.storeQuarantined({
      owner: identity(),
      resultId,
      serviceResultName: serviceResultName(task, row),
      bytes,
      folder,
      fileName: videoFileName(task, row.position) + mark,
    });
    if (!kept.ok) return kept;
    return tasks.transaction(() => {
      const stored = tasks.transitionResult(resultId, {
        type: 'kept-unverified',
        file: kept.value,
        folderId: tables.results.folderId(folder),
      });
      if (!stored.ok) return stored;
      follow(resultId);
      return ok(null);
    });
  }

  return {
    isUnderWay: (resultId) => underWay.has(resultId),
    async keep(resultId) {
      if (underWay.has(resultId)) return fail({ kind: 'not-allowed-in-state', action: 'keeping it as it is', state: 'keeping' });
      underWay.add(resultId);
      try {
        return await keep(resultId);
      } finally {
        underWay.delete(resultId);
      }
    },
  };
}
