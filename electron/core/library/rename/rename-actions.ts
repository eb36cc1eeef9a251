// Renames as actions of the undo log: each slice is a part, which is taken back by giving its files their earlier names.
import { z } from 'zod';
import { ok } from '../../../../shared/result.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import { nothingMissing, type Replayer } from '../../undo/replay.ts';
import { type RenameFilesDeps, renameFiles, type WantedRename } from './rename-files.ts';

const recordedRenames = z.array(z.strictObject({ resultId: z.number().int(), from: z.string(), to: z.string() }));

/** Records a slice in its transaction. `isLast`: not an intermediate name of a file. */
export type RenameRecorder = (done: readonly WantedRename[], isLast: (step: WantedRename) => boolean) => void;

/** Makes all slices that it is called with one action, which undo takes back as a whole. */
export function renameRecorder(log: () => Pick<ActionLog, 'record' | 'append'>): RenameRecorder {
  let actionId: number | null = null;
  return (done, isLast) => {
    if (done.length === 0) return;
    const changes = done.map(({ resultId, from, to }) => ({ resultId, from, to }));
    const part = { area: 'file-names', changes, count: done.filter(isLast).length } as const;
    if (actionId === null) actionId = log().record({ kind: 'rename-files', subject: '' }, part);
    else log().append(actionId, part);
  };
}

/** Takes renames back, or does them again. A file that is open elsewhere, or whose name is taken now, is left and counted. */
export const createRenameReplayer = (deps: RenameFilesDeps): Replayer => ({
  async replay(changes, direction, commit) {
    const parsed = recordedRenames.safeParse(changes);
    if (!parsed.success) {
      commit(() => undefined);
      return ok({ ...nothingMissing, unreadable: 1 });
    }
    const wanted =
      direction === 'redo' ? parsed.data : parsed.data.map(({ resultId, from, to }) => ({ resultId, from: to, to: from })).reverse();
    const outcomes = await renameFiles(deps, wanted, { inTransaction: commit });
    return ok({ ...nothingMissing, videos: outcomes.filter(({ error }) => error !== null).length });
  },
});
