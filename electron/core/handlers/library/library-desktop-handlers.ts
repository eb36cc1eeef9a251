// Handlers of the calls that pass the files of several videos to the desktop: drag them, copy their paths, or show them in the file
// manager.
import { dirname } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { LibraryIndex } from '../../library/library-index.ts';
import type { PosterFiles } from '../../media/poster-files.ts';
import type { Desktop } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';

/** Maximum number of files per call. Other programs have problems with longer lists. */
const maxFilesAtOnce = 500;
/** Maximum number of folders that the file manager opens. */
const maxFolders = 10;

type LibraryDesktopHandlers = Pick<Handlers, 'library.startDrag' | 'library.copyPaths' | 'library.revealFiles'>;

/** Dependencies of these calls. */
export interface LibraryDesktopHandlerDeps {
  readonly index: Pick<LibraryIndex, 'locate' | 'absenceError'>;
  readonly posters: Pick<PosterFiles, 'locate'>;
  readonly desktop: Pick<Desktop, 'startDrag' | 'copyText' | 'reveal'>;
}

/** The paths of the videos that have a file. If none has a file, the error of the first video. */
async function locateAll(index: LibraryDesktopHandlerDeps['index'], resultIds: Float64Array): Promise<Result<readonly string[], AppError>> {
  if (resultIds.length > maxFilesAtOnce) return fail({ kind: 'too-many', what: 'files', max: maxFilesAtOnce });
  const paths: string[] = [];
  for (const id of resultIds) {
    const file = await index.locate(id);
    if (file !== null) paths.push(file.absolutePath);
  }
  return paths.length > 0 ? ok(paths) : fail(await index.absenceError(resultIds[0] ?? 0));
}

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryDesktopHandlers({ index, posters, desktop }: LibraryDesktopHandlerDeps): LibraryDesktopHandlers {
  return {
    async 'library.startDrag'({ resultIds }) {
      const paths = await locateAll(index, resultIds);
      if (!paths.ok) return paths;
      const poster = await posters.locate(resultIds[0] ?? 0, 'poster');
      desktop.startDrag(paths.value, poster?.absolutePath ?? null);
      return ok({});
    },
    async 'library.copyPaths'({ resultIds }) {
      const paths = await locateAll(index, resultIds);
      if (!paths.ok) return paths;
      desktop.copyText(paths.value.join('\n'));
      return ok({ copied: paths.value.length });
    },
    async 'library.revealFiles'({ resultIds }) {
      const paths = await locateAll(index, resultIds);
      if (!paths.ok) return paths;
      // The system can select only one file in each window that it opens.
      const firstPaths = new Map<string, string>();
      for (const path of paths.value) if (!firstPaths.has(dirname(path))) firstPaths.set(dirname(path), path);
      for (const path of [...firstPaths.values()].slice(0, maxFolders)) desktop.reveal(path);
      return ok({});
    },
  };
}
