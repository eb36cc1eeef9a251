// Cleans up the partial files that earlier runs left in the library folders.
import type { PartialFile, PartialFileStatus } from '../../ports.ts';
import { partialFileStatus } from '../../tasks/partial-owner.ts';
import { type FolderContext, folderInUse } from './folder-context.ts';

/**
 * Cleans up the partial files of every available folder. The current folder comes first, because an old one may
 * be on a drive that never answers. Files are handled one by one, because each unanswered call blocks one of the
 * few file system threads. Stores the first folder with strays in `state.strays`.
 */
export async function sweepPartialFiles(context: FolderContext): Promise<void> {
  const { tables, library, folderIdentity, identity, state, log, statusChanged } = context;
  // Nothing is changed once the database is closed.
  const statusOf = (file: PartialFile): PartialFileStatus => (state.isStopped ? 'pending' : partialFileStatus(tables, file));
  const paths = new Set([folderInUse(context), ...tables.results.folders().map((row) => row.path)]);
  for (const folder of paths) {
    if (!(await folderIdentity.isAvailable(folder))) continue;
    if (state.isStopped) return;
    const strays = await library.sweepPartialFiles({ folder, owner: identity(), statusOf });
    if (state.isStopped) return;
    if (state.strays === null && strays.count > 0) {
      state.strays = { folder, ...strays };
      statusChanged();
    }
  }
  if (state.isStopped) return;
  log.info('partial-files-checked', { strays: state.strays?.count ?? 0 });
  statusChanged();
}
