// Handlers of the calls about the rebuild of the library from the files in a folder.
import { fail, ok } from '../../../../shared/result.ts';
import type { FileJobs } from '../../library/file-jobs.ts';
import type { FolderHealth } from '../../library/folder-health.ts';
import type { FolderIdentity } from '../../library/folder-identity.ts';
import type { LibraryRebuild } from '../../library/library-rebuild.ts';
import type { Desktop } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';
import { unlessFileJobRuns, withChosenFolder } from './library-folder-handlers.ts';

type LibraryRebuildHandlers = Pick<
  Handlers,
  'library.rebuild' | 'library.rebuildFrom' | 'library.cancelRebuild' | 'library.dismissRebuild'
>;

/** Dependencies of the calls about the rebuild. */
export interface LibraryRebuildHandlerDeps {
  readonly folderHealth: Pick<FolderHealth, 'path'>;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly rebuild: Pick<LibraryRebuild, 'start' | 'cancel' | 'dismiss'>;
  readonly fileJobs: Pick<FileJobs, 'busyBy'>;
  readonly desktop: Pick<Desktop, 'chooseFolder'>;
}

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryRebuildHandlers(deps: LibraryRebuildHandlerDeps): LibraryRebuildHandlers {
  const { folderHealth, folderIdentity, rebuild } = deps;
  return {
    async 'library.rebuild'() {
      const unavailable = await folderIdentity.unavailableErrorOf(folderHealth.path());
      if (unavailable !== null) return fail(unavailable);
      const started = await unlessFileJobRuns(deps, rebuild.start)(folderHealth.path());
      return started.ok ? ok({}) : started;
    },
    'library.rebuildFrom': () => withChosenFolder(deps, unlessFileJobRuns(deps, rebuild.start)),
    'library.cancelRebuild': () => {
      rebuild.cancel();
      return ok({});
    },
    'library.dismissRebuild': () => {
      rebuild.dismiss();
      return ok({});
    },
  };
}
