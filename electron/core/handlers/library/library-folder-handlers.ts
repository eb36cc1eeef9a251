// Handlers of the calls about the library folder: open it, choose another one, move the videos.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { FileJobs } from '../../library/file-jobs.ts';
import type { FolderHealth } from '../../library/folder-health.ts';
import type { LibraryMove } from '../../library/library-move.ts';
import type { Desktop, VideoLibrary } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';

type LibraryFolderHandlers = Pick<
  Handlers,
  | 'library.openFolder'
  | 'library.openStrays'
  | 'library.chooseFolder'
  | 'library.moveFolder'
  | 'library.controlMove'
  | 'library.moveFailures'
>;

/** Dependencies of the calls about the library folder. */
export interface LibraryFolderHandlerDeps {
  readonly folderHealth: Pick<FolderHealth, 'path' | 'straysFolder'>;
  readonly move: LibraryMove;
  readonly fileJobs: Pick<FileJobs, 'busyBy'>;
  readonly library: Pick<VideoLibrary, 'incomingFolder'>;
  readonly desktop: Pick<Desktop, 'openFolder' | 'chooseFolder'>;
}

/**
 * Asks the user for a folder, starting at the current one, and passes it to `use`. Fails with `cancelled-by-user` if the user chooses
 * none.
 */
export async function withChosenFolder(
  { folderHealth, desktop }: { readonly folderHealth: Pick<FolderHealth, 'path'>; readonly desktop: Pick<Desktop, 'chooseFolder'> },
  use: (folder: string) => Result<null, AppError> | Promise<Result<null, AppError>>,
): Promise<Result<{ folder: string }, AppError>> {
  const chosen = await desktop.chooseFolder(folderHealth.path());
  if (chosen === null) return fail({ kind: 'cancelled-by-user' });
  const outcome = await use(chosen);
  return outcome.ok ? ok({ folder: chosen }) : outcome;
}

/** Refuses a change that would move or read files while files are being renamed or exported. */
export const unlessFileJobRuns =
  (
    { fileJobs }: { readonly fileJobs: Pick<FileJobs, 'busyBy'> },
    use: (folder: string) => Result<null, AppError> | Promise<Result<null, AppError>>,
  ) =>
  (folder: string): Result<null, AppError> | Promise<Result<null, AppError>> => {
    const by = fileJobs.busyBy();
    return by === null ? use(folder) : fail({ kind: 'library-busy', by });
  };

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryFolderHandlers(deps: LibraryFolderHandlerDeps): LibraryFolderHandlers {
  const { folderHealth, move, library, desktop } = deps;
  return {
    async 'library.openFolder'() {
      const opened = await desktop.openFolder(folderHealth.path());
      return opened.ok ? ok({}) : opened;
    },
    async 'library.openStrays'() {
      const strays = folderHealth.straysFolder();
      if (strays === null) return fail({ kind: 'file-missing' });
      const opened = await desktop.openFolder(library.incomingFolder(strays));
      return opened.ok ? ok({}) : opened;
    },
    'library.chooseFolder': () => withChosenFolder(deps, move.changeFolder),
    'library.moveFolder': () => withChosenFolder(deps, unlessFileJobRuns(deps, move.moveTo)),
    async 'library.controlMove'({ action }) {
      if (action === 'retry') {
        const begun = await unlessFileJobRuns(deps, () => move.retryFailed())('');
        return begun.ok ? ok({}) : begun;
      }
      if (action === 'cancel') await move.cancel();
      else move.dismiss();
      return ok({});
    },
    'library.moveFailures': () => ok({ files: move.failures() }),
  };
}
