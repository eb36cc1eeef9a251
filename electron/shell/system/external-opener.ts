// Hands files, folders and pages to the programs of the system.
import { access } from 'node:fs/promises';
import { setTimeout as passed } from 'node:timers/promises';
import { shell } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Desktop } from '../../core/ports.ts';
import { externalPages } from '../protocols/external-pages.ts';

/** How long a folder may take to answer before it counts as away, in milliseconds: a share that is gone may never answer. */
const longestAnswerMs = 2_000;

async function isThere(folder: string): Promise<boolean> {
  const found = access(folder).then(
    () => true,
    () => false,
  );
  return Promise.race([found, passed(longestAnswerMs, false, { ref: false })]);
}

/** What of the `Desktop` port opens something elsewhere. */
export type ExternalOpener = Pick<Desktop, 'reveal' | 'openVideo' | 'openFolder' | 'openPage' | 'openLogs'>;

export function createExternalOpener(logFolder: string): ExternalOpener {
  return {
    reveal: (absolutePath) => shell.showItemInFolder(absolutePath),
    openVideo: async (absolutePath) => (await shell.openPath(absolutePath)) === '',
    openFolder,
    openPage,
    openLogs: async () => {
      const problem = await shell.openPath(logFolder);
      return problem === '' ? ok(null) : fail({ kind: 'folder-open-failed', folder: logFolder });
    },
  };
}

async function openFolder(folder: string): Promise<Result<null, AppError>> {
  const problem = await shell.openPath(folder);
  if (problem === '') return ok(null);
  return fail({ kind: (await isThere(folder)) ? 'folder-open-failed' : 'library-missing', folder });
}

async function openPage(page: Parameters<Desktop['openPage']>[0]): Promise<Result<null, AppError>> {
  try {
    await shell.openExternal(externalPages[page]);
    return ok(null);
  } catch {
    // The system says so where no program is set for https, in words of its own that help nobody.
    return fail({ kind: 'page-open-failed', url: externalPages[page] });
  }
}
