// Opens files, folders and pages with the system's programs.
import { access } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { shell } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Desktop } from '../../core/ports.ts';
import { externalPages } from '../protocols/external-pages.ts';

/** How long a folder may take to respond before it counts as unreachable, in milliseconds: a lost network drive may never respond. */
const reachTimeoutMs = 2_000;

async function isReachable(folder: string): Promise<boolean> {
  const responded = access(folder).then(
    () => true,
    () => false,
  );
  return Promise.race([responded, sleep(reachTimeoutMs, false, { ref: false })]);
}

/** The part of the `Desktop` port that opens something in another program. */
export type ExternalOpener = Pick<Desktop, 'reveal' | 'openVideo' | 'openFolder' | 'openPage' | 'openLogs'>;

/** Creates the opener of this system. `openLogs` opens `logFolder`. Errors are values. */
export function createExternalOpener(logFolder: string): ExternalOpener {
  return {
    reveal: (absolutePath) => shell.showItemInFolder(absolutePath),
    openVideo: async (absolutePath) => (await shell.openPath(absolutePath)) === '',
    openFolder,
    openPage,
    openLogs: async () => {
      const errorMessage = await shell.openPath(logFolder);
      return errorMessage === '' ? ok(null) : fail({ kind: 'folder-open-failed', folder: logFolder });
    },
  };
}

async function openFolder(folder: string): Promise<Result<null, AppError>> {
  const errorMessage = await shell.openPath(folder);
  if (errorMessage === '') return ok(null);
  return fail({ kind: (await isReachable(folder)) ? 'folder-open-failed' : 'library-missing', folder });
}

async function openPage(page: Parameters<Desktop['openPage']>[0]): Promise<Result<null, AppError>> {
  try {
    await shell.openExternal(externalPages[page]);
    return ok(null);
  } catch {
    // The system rejects when no program is set for https. Its message would not help the user.
    return fail({ kind: 'page-open-failed', url: externalPages[page] });
  }
}
