// Records renames in the undo log. Each slice is one part. Undo restores the old names.
import { z } from 'zod';
import { ok } from '../../../../shared/result.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import { nothingMissing, type Replayer } from '../../undo/replay.ts';
import { type FileRename, type RenameFilesDeps, renameFiles } from './rename-files.ts';

const recordedRenames = z.array(z.strictObject({ resultId: z.number().int(), from: z.string(), to: z.string() }));

/** Records a slice in its transaction. `isLast`: whether a step gives the file its final name, not an intermediate one. */
export type RenameRecorder = (committed: readonly FileRename[], isLast: (step: FileRename) => boolean) => void;

/** Creates a recorder. All its slices are parts of one action. */
export function createRenameRecorder(log: () => Pick<ActionLog, 'record' | 'append'>): RenameRecorder {
  let actionId: number | null = null;
  return (committed, isLast) => {
    if (committed.length === 0) return;
    const changes = committed.map(({ resultId, from, to }) => ({ resultId, from, to }));
    const part = { area: 'file-names', changes, count: committed.filter(isLast).length } as const;
    if (actionId === null) actionId = log().record({ kind: 'rename-files', subject: '' }, part);
    else log().append(actionId, part);
  };
}

/** Undoes or redoes renames. A file keeps its name, and is counted, if it is open in another program or if its former name is taken. */
export const createRenameReplayer = (deps: RenameFilesDeps): Replayer => ({
  async replay(changes, direction, commit) {
    const parsed = recordedRenames.safeParse(changes);
    if (!parsed.success) {
      commit(() => undefined);
      return ok({ ...nothingMissing, unreadable: 1 });
    }
    const renames =
      direction === 'redo' ? parsed.data : parsed.data.map(({ resultId, from, to }) => ({ resultId, from: to, to: from })).reverse();
    const outcomes = await renameFiles(deps, renames, { inTransaction: commit });
    return ok({ ...nothingMissing, videos: outcomes.filter(({ error }) => error !== null).length });
  },
});
