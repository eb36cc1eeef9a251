// Finds the poster or filmstrip of a stored video. The files lie beside the database and outlive it: what another database left there under the
// same id is another video's. Where the file is gone, or belongs to nobody known, the pictures are made again.
import type { Tables } from '../../db/tables/tables.ts';
import { isInPlaceOfAnother } from '../library/folder-identity.ts';
import type { OldPosterNames, PosterMaker } from '../ports.ts';
import { wasRestored } from '../recovery/after-restore.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Posters and filmstrips by result id. */
export interface PosterFiles {
  /** The picture of a result; null where there is none, or none yet. A picture that is gone is made again. */
  locate(resultId: number, kind: 'poster' | 'filmstrip'): Promise<{ absolutePath: string; bytes: number } | null>;
}

/** Built once by the composition. */
export function createPosterFiles(parts: {
  tables: Tables;
  tasks: Pick<TaskStore, 'posterLost'>;
  posters: Pick<PosterMaker, 'locate'>;
  /** Aborted when the studio stops: a folder that answers late finds the database closed. */
  signal: AbortSignal;
  /** A poster is to be made. */
  wanted(): void;
}): PosterFiles {
  const { tables, tasks, posters, signal, wanted } = parts;

  const oldNames = (): OldPosterNames => (isInPlaceOfAnother(tables) || wasRestored(tables) ? 'not-trusted' : 'trusted');

  return {
    async locate(resultId, kind) {
      const row = tables.results.get(resultId);
      if (row === undefined || row.sha256 === null) return null;
      const file = await posters.locate({ resultId, sha256: row.sha256 }, kind, oldNames());
      if (file === null && !signal.aborted) {
        const now = tables.results.get(resultId);
        // While it was looked for, the video may have been fetched again: its pictures are made anyway.
        if (now?.poster === 'made' && now.sha256 === row.sha256) {
          tasks.posterLost(resultId);
          wanted();
        }
      }
      return file;
    },
  };
}
