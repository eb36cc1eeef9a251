// Finds the poster or filmstrip of a stored video. The files are in a folder beside the database and stay there when the database is
// replaced. A file with the same id may therefore belong to a video of another database. If the file is missing or its owner is unknown,
// the pictures are made again.
import type { Tables } from '../../db/tables/tables.ts';
import { hasReplacedDatabase } from '../library/folder-identity.ts';
import type { OldPosterNames, PosterMaker } from '../ports.ts';
import { wasRestored } from '../recovery/after-restore.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Posters and filmstrips by result id. */
export interface PosterFiles {
  /** The picture of a result; null if there is none yet. If the file is missing, it is made again. */
  locate(resultId: number, kind: 'poster' | 'filmstrip'): Promise<{ absolutePath: string; bytes: number } | null>;
}

/** Called once by `core/compose/`. */
export function createPosterFiles(deps: {
  tables: Tables;
  tasks: Pick<TaskStore, 'posterLost'>;
  posters: Pick<PosterMaker, 'locate'>;
  /** Aborted when the studio stops. A file system call may return after the database was closed. */
  signal: AbortSignal;
  /** Called when a poster must be made. */
  onPosterDue(): void;
}): PosterFiles {
  const { tables, tasks, posters, signal, onPosterDue } = deps;

  const oldNames = (): OldPosterNames => (hasReplacedDatabase(tables) || wasRestored(tables) ? 'not-trusted' : 'trusted');

  return {
    async locate(resultId, kind) {
      const row = tables.results.get(resultId);
      if (row === undefined || row.sha256 === null) return null;
      const file = await posters.locate({ resultId, sha256: row.sha256 }, kind, oldNames());
      if (file === null && !signal.aborted) {
        const current = tables.results.get(resultId);
        // If the video was downloaded again meanwhile, its pictures are due anyway.
        if (current?.poster === 'made' && current.sha256 === row.sha256) {
          tasks.posterLost(resultId);
          onPosterDue();
        }
      }
      return file;
    },
  };
}
