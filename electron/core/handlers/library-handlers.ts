// Calls about the stored videos and their folder.
import { fail, ok } from '../../../shared/result.ts';
import type { LibraryFolder } from '../library-folder.ts';
import type { LibraryIndex } from '../library-index.ts';
import type { Desktop, Posters } from '../ports.ts';
import type { HandlersOf } from './handler.ts';

export function libraryHandlers(parts: {
  index: LibraryIndex;
  folder: LibraryFolder;
  posters: Posters;
  desktop: Desktop;
}): HandlersOf<'library'> {
  const { index, folder, posters, desktop } = parts;
  return {
    'library.index': () => ok(index.index()),
    'library.records': ({ resultIds }) => ok({ items: index.records(resultIds) }),
    async 'library.reveal'({ resultId }) {
      const file = await index.locate(resultId);
      if (file === null) return fail({ kind: 'file-gone' });
      desktop.reveal(file.absolutePath);
      return ok({});
    },
    async 'library.openFolder'() {
      const opened = await desktop.openFolder(folder.path());
      return opened.ok ? ok({}) : opened;
    },
    async 'library.chooseFolder'() {
      const chosen = await desktop.chooseFolder(folder.path());
      if (chosen === null) return fail({ kind: 'cancelled-by-person' });
      const taken = await folder.take(chosen);
      return taken.ok ? ok({ folder: chosen }) : taken;
    },
    async 'library.startDrag'({ resultId }) {
      const file = await index.locate(resultId);
      if (file === null) return fail({ kind: 'file-gone' });
      const poster = await posters.locate(resultId, 'poster');
      desktop.startDrag(file.absolutePath, poster?.absolutePath ?? null);
      return ok({});
    },
  };
}
