// The folder new videos go to: where it is, how full, and what is wrong with it now.
import type { AppError } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Tables } from '../db/tables.ts';
import type { Clock, Library, Log } from './ports.ts';
import type { SettingsStore } from './settings.ts';
import type { Tasks } from './tasks.ts';

export type LibraryFolder = ReturnType<typeof createLibraryFolder>;

export function createLibraryFolder(parts: {
  tables: Tables;
  tasks: Tasks;
  settings: SettingsStore;
  library: Library;
  clock: Clock;
  log: Log;
  defaultFolder: string;
  changed(): void;
  wakeAll(): void;
  /** Downloads may begin: partial files have been tidied away, and none of theirs can be taken for a stray one. */
  tidied(): void;
}) {
  const { tables, tasks, settings, library, clock, log, defaultFolder, changed, wakeAll, tidied } = parts;
  let freeBytes: number | null = null;
  let error: AppError | null = null;

  const path = (): string => settings.get().libraryFolder ?? defaultFolder;

  function said(now: AppError | null): void {
    if (JSON.stringify(now) === JSON.stringify(error)) return;
    error = now;
    changed();
  }

  async function check(folder: string): Promise<Result<{ freeBytes: number | null }, AppError>> {
    const checked = await library.check(folder);
    if (folder === path()) {
      if (checked.ok) freeBytes = checked.value.freeBytes;
      said(checked.ok ? null : checked.error);
      changed();
    }
    return checked;
  }

  return {
    path,
    status: () => ({ folder: path(), ...tables.results.total(), freeBytes, error }),
    /** A download met the folder's trouble, or its end. */
    said,
    /** After a start: looks at the folder and tidies away partial files that belong to no result. */
    async inspect(): Promise<void> {
      try {
        await check(path());
        const claimed = new Set(tables.results.unfinished().map((row) => row.id));
        for (const id of tables.results.downloading()) claimed.add(id);
        await library.sweepPartials(path(), claimed);
      } catch (cause) {
        log.incident(cause, 'library folder');
      }
      tidied();
    },
    /** Makes `folder` the one for new videos, if it can be written. Stored files stay where they are. */
    async take(folder: string): Promise<Result<null, AppError>> {
      const checked = await check(folder);
      if (!checked.ok) return checked;
      settings.setLibraryFolder(folder);
      freeBytes = checked.value.freeBytes;
      error = null;
      // What waited for the old folder need not wait any longer.
      for (const row of tables.results.unfinished()) if (row.nextAttemptAtMs !== null) tasks.downloadAt(row.id, clock.now());
      changed();
      tidied(); // the old folder may be on a drive that never answers
      wakeAll();
      return ok(null);
    },
  };
}
