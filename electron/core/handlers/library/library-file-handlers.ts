// Handlers of the IPC calls that verify or locate the files of stored videos, or keep an unverified transfer.
import { basename, dirname, isAbsolute } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { KeepUnverified } from '../../download/keep-unverified.ts';
import type { FileAudit } from '../../library/file-audit.ts';
import type { FolderHealth } from '../../library/folder-health.ts';
import type { FolderIdentity } from '../../library/folder-identity.ts';
import type { LibraryIndex } from '../../library/library-index.ts';
import type { MissingFileSearch } from '../../library/locate/missing-file-search.ts';
import type { StoredFiles } from '../../library/stored-files.ts';
import type { Desktop } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';
import { withChosenFolder } from './library-folder-handlers.ts';

type LibraryFileHandlers = Pick<
  Handlers,
  | 'library.verifyAll'
  | 'library.stopVerifying'
  | 'library.verifyFile'
  | 'library.keepUnverified'
  | 'library.locateFile'
  | 'library.countMissing'
  | 'library.locateMissing'
>;

/** Dependencies of the calls about files. */
export interface LibraryFileHandlerDeps {
  readonly index: Pick<LibraryIndex, 'has'>;
  readonly files: StoredFiles;
  readonly audit: Pick<FileAudit, 'verifyAll' | 'stopVerifying'>;
  readonly keepUnverified: Pick<KeepUnverified, 'keep'>;
  readonly tables: Pick<Tables, 'results'>;
  readonly folderHealth: Pick<FolderHealth, 'path'>;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly missingFileSearch: MissingFileSearch;
  readonly desktop: Pick<Desktop, 'chooseVideo' | 'chooseFolder'>;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
}

/** Accepts the file that the user chooses as the file of this result. */
async function locateFile(
  { index, files, desktop, signal }: LibraryFileHandlerDeps,
  resultId: number,
): Promise<Result<Record<string, never>, AppError>> {
  if (!index.has(resultId)) return fail({ kind: 'unknown-item', what: 'result' });
  const chosen = await desktop.chooseVideo();
  if (chosen === null || !isAbsolute(chosen)) return fail({ kind: 'cancelled-by-user' });
  const name = basename(chosen);
  switch (await files.relink(resultId, dirname(chosen), name, signal)) {
    case 'linked':
      return ok({});
    case 'file-mismatch':
      return fail({ kind: 'file-mismatch', name: name.slice(0, 255) });
    case 'missing':
      return fail({ kind: 'file-missing' });
  }
}

/** Starts the search in the library folder, or in a folder that the user chooses. */
async function startMissingFileSearch(
  deps: LibraryFileHandlerDeps,
  where: 'library' | 'chosen',
): Promise<Result<Record<string, never>, AppError>> {
  const { folderHealth, folderIdentity, missingFileSearch } = deps;
  if (where === 'chosen') {
    const chosen = await withChosenFolder(deps, missingFileSearch.start);
    return chosen.ok ? ok({}) : chosen;
  }
  const unavailable = await folderIdentity.unavailableErrorOf(folderHealth.path());
  if (unavailable !== null) return fail(unavailable);
  const started = missingFileSearch.start(folderHealth.path());
  return started.ok ? ok({}) : started;
}

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryFileHandlers(deps: LibraryFileHandlerDeps): LibraryFileHandlers {
  const { index, files, audit, keepUnverified, signal } = deps;
  return {
    'library.verifyAll': () => {
      audit.verifyAll();
      return ok({});
    },
    'library.stopVerifying': () => {
      audit.stopVerifying();
      return ok({});
    },
    async 'library.verifyFile'({ resultId }) {
      if (!index.has(resultId)) return fail({ kind: 'unknown-item', what: 'result' });
      return ok({ verdict: (await files.verify(resultId, signal)) ?? 'unreadable' });
    },
    async 'library.keepUnverified'({ resultId }) {
      const outcome = await keepUnverified.keep(resultId);
      return outcome.ok ? ok({}) : outcome;
    },
    'library.locateFile': ({ resultId }) => locateFile(deps, resultId),
    'library.countMissing': () => ok({ count: deps.tables.results.missingCount() }),
    'library.locateMissing': ({ where }) => startMissingFileSearch(deps, where),
  };
}
