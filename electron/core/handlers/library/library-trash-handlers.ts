// Handlers of the calls about the trash.
import { posix } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import type { TrashCallOutcome } from '../../../../shared/ipc.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Trash } from '../../library/trash/trash.ts';
import type { TrashOutcome } from '../../library/trash/trash-deps.ts';
import type { Handlers } from '../handler-types.ts';

/** Maximum number of refused videos that are listed individually. */
const maxListedRefusals = 100;

/** Counts the refused videos by kind of error, the most frequent kind first. */
export function reasonsOf(refused: TrashOutcome['refused']): TrashCallOutcome['reasons'] {
  const reasons = new Map<string, TrashCallOutcome['reasons'][number]>();
  for (const { error } of refused)
    reasons.set(error.kind, { error: reasons.get(error.kind)?.error ?? error, count: (reasons.get(error.kind)?.count ?? 0) + 1 });
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

type LibraryTrashHandlers = Pick<Handlers, 'library.trash' | 'library.restoreFromTrash' | 'library.deleteForGood' | 'library.trashIndex'>;

/** Dependencies of the calls about the trash. */
export interface LibraryTrashHandlerDeps {
  readonly tables: Pick<Tables, 'results' | 'trash' | 'ifReadable'>;
  readonly trash: Pick<Trash, 'moveToTrash' | 'restore' | 'deleteForGood'>;
}

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryTrashHandlers({ tables, trash }: LibraryTrashHandlerDeps): LibraryTrashHandlers {
  const fileNameOf = (resultId: number): string => {
    const path = tables.ifReadable(() => tables.results.get(resultId))?.path ?? '';
    return posix.basename(path);
  };
  const callOutcome = (outcome: Result<TrashOutcome, AppError>): Result<TrashCallOutcome, AppError> => {
    if (!outcome.ok) return outcome;
    const { actionId, changedIds, bytes, refused, isCancelled } = outcome.value;
    const listed = refused.slice(0, maxListedRefusals).map(({ resultId, error }) => ({ resultId, fileName: fileNameOf(resultId), error }));
    return ok({
      actionId,
      changed: changedIds.length,
      bytes,
      isCancelled,
      refusedCount: refused.length,
      reasons: reasonsOf(refused),
      refused: listed,
    });
  };
  return {
    'library.trash': async ({ resultIds }) => callOutcome(await trash.moveToTrash([...resultIds])),
    'library.restoreFromTrash': async ({ resultIds }) => callOutcome(await trash.restore([...resultIds])),
    'library.deleteForGood': async ({ resultIds }) => callOutcome(await trash.deleteForGood([...resultIds])),
    'library.trashIndex': () => {
      const rows = tables.trash.trashed();
      return ok({ resultIds: rows.map((row) => row.id), trashedAtMs: rows.map((row) => row.trashedAtMs) });
    },
  };
}
