// Calls about the rebuild of the library from its folder.
import { fail, ok } from '../../../../shared/result.ts';
import type { FolderHealth } from '../../library/folder-health.ts';
import type { FolderIdentity } from '../../library/folder-identity.ts';
import type { LibraryRebuild } from '../../library/library-rebuild.ts';
import type { Desktop } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';
import { withChosenFolder } from './library-folder-handlers.ts';

type LibraryRebuildHandlers = Pick<
  Handlers,
  'library.rebuild' | 'library.rebuildFrom' | 'library.cancelRebuild' | 'library.dismissRebuild'
>;

/** Dependencies of the calls about the rebuild. */
export interface LibraryRebuildHandlerDeps {
  readonly folder: Pick<FolderHealth, 'path'>;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly rebuild: Pick<LibraryRebuild, 'start' | 'cancel' | 'dismiss'>;
  readonly desktop: Pick<Desktop, 'chooseFolder'>;
}

/** Built once, by `libraryHandlers`. */
export function libraryRebuildHandlers(deps: LibraryRebuildHandlerDeps): LibraryRebuildHandlers {
  const { folder, folderIdentity, rebuild } = deps;
  return {
    async 'library.rebuild'() {
      const unavailable = await folderIdentity.unavailableErrorOf(folder.path());
      if (unavailable !== null) return fail(unavailable);
      const started = rebuild.start(folder.path());
      return started.ok ? ok({}) : started;
    },
    'library.rebuildFrom': () => withChosenFolder(deps, rebuild.start),
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
