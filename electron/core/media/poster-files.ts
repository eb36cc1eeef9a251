// Finds the poster or filmstrip of a stored video. The files are beside the database and outlive it: a file that another database left there under
// the same id belongs to another video. When the file is missing, or its owner is unknown, the pictures are made again.
import type { Tables } from '../../db/tables/tables.ts';
import { isInPlaceOfAnother } from '../library/folder-identity.ts';
import type { OldPosterNames, PosterMaker } from '../ports.ts';
import { wasRestored } from '../recovery/after-restore.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Posters and filmstrips by result id. */
export interface PosterFiles {
  /** The picture of a result; null when there is none yet. A missing file is made again. */
  locate(resultId: number, kind: 'poster' | 'filmstrip'): Promise<{ absolutePath: string; bytes: number } | null>;
}

/** Built once by the composition. */
export function createPosterFiles(parts: {
  tables: Tables;
  tasks: Pick<TaskStore, 'posterLost'>;
  posters: Pick<PosterMaker, 'locate'>;
  /** Aborted when the studio stops: a late response of a folder finds the database closed. */
  signal: AbortSignal;
  /** Called when a poster is to be made. */
  onPosterDue(): void;
}): PosterFiles {
  const { tables, tasks, posters, signal, onPosterDue } = parts;

  const oldNames = (): OldPosterNames => (isInPlaceOfAnother(tables) || wasRestored(tables) ? 'not-trusted' : 'trusted');

  return {
    async locate(resultId, kind) {
      const row = tables.results.get(resultId);
      if (row === undefined || row.sha256 === null) return null;
      const file = await posters.locate({ resultId, sha256: row.sha256 }, kind, oldNames());
      if (file === null && !signal.aborted) {
        const now = tables.results.get(resultId);
        // The video may have been downloaded again in the meantime: then its pictures are due anyway.
        if (now?.poster === 'made' && now.sha256 === row.sha256) {
          tasks.posterLost(resultId);
          onPosterDue();
        }
      }
      return file;
    },
  };
}
