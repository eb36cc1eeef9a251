// Deleting videos, restoring them, and deleting them for good, for keys, menus and buttons.
import { create } from 'zustand';
import type { ActionKind } from '../../../../../shared/actions/action.ts';
import type { AppError } from '../../../../../shared/errors.ts';
import type { TrashCallOutcome } from '../../../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../../../shared/result.ts';
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { showActionMessage } from '../../undo/undo-message.ts';
import { showFailure } from '../library-view.ts';

/** The videos that the user is asked about before they are deleted for good. */
interface DeletionQuestion {
  readonly resultIds: readonly number[];
  readonly bytes: number;
}

/** The open question; null while none is asked. */
export const useDeletionQuestion = create<{ readonly question: DeletionQuestion | null }>(() => ({ question: null }));

/** The refused videos of an action on several videos: `count` of `total` videos, and the reasons. */
interface Refusals {
  readonly count: number;
  readonly total: number;
  readonly reasons: TrashCallOutcome['reasons'];
}

/** The refusals of the last action on several videos, until they are dismissed; null if there are none. */
export const useTrashRefusals = create<{ readonly refusals: Refusals | null }>(() => ({ refusals: null }));

/** Shows what was done, with Undo, and what was refused: the error of a single video, otherwise the reasons with their counts. */
async function showOutcome(kind: ActionKind, pendingResult: Promise<Result<TrashCallOutcome, AppError>>): Promise<void> {
  const result = await pendingResult;
  if (!result.ok) return showFailure(Promise.resolve(result));
  const { actionId, changed, reasons, refusedCount } = result.value;
  if (actionId !== null) showActionMessage({ id: actionId, kind, count: changed, subject: '' });
  const [first] = reasons;
  const isSingle = refusedCount === 1 && changed === 0;
  useTrashRefusals.setState({
    refusals: first === undefined || isSingle ? null : { count: refusedCount, total: refusedCount + changed, reasons },
  });
  await showFailure(Promise.resolve(first !== undefined && isSingle ? fail(first.error) : ok(null)));
}

/** Moves videos to the trash, without a question. They leave the selection at once, so that the next key does not act on them. */
export async function deleteVideos(resultIds: readonly number[]): Promise<void> {
  if (resultIds.length === 0) return;
  const deleted = new Set(resultIds);
  const { selection } = useStudio.getState();
  if (selection.some((id) => deleted.has(id))) useStudio.setState({ selection: selection.filter((id) => !deleted.has(id)) });
  await showOutcome('trash', call('library.trash', { resultIds: Float64Array.from(resultIds) }));
}

/** Moves videos of the trash back into the library. */
export async function restoreVideos(resultIds: readonly number[]): Promise<void> {
  if (resultIds.length > 0) await showOutcome('restore', call('library.restoreFromTrash', { resultIds: Float64Array.from(resultIds) }));
}

/** Asks whether videos of the trash are to be deleted for good, with their number and size. */
export async function askDeleteForGood(resultIds: readonly number[]): Promise<void> {
  if (resultIds.length === 0) return;
  const sizes = await call('library.measureFiles', { resultIds: Float64Array.from(resultIds) });
  if (sizes.ok) useDeletionQuestion.setState({ question: { resultIds, bytes: sizes.value.trashedBytes } });
  else await showFailure(Promise.resolve(sizes));
}

/** Asks whether everything in the trash is to be deleted for good. */
export async function askEmptyTrash(): Promise<void> {
  const index = await call('library.trashIndex', {});
  if (index.ok) await askDeleteForGood(index.value.resultIds);
  else await showFailure(Promise.resolve(index));
}

/** Deletes the videos of the question. */
export async function deleteForGood({ resultIds }: DeletionQuestion): Promise<void> {
  await showOutcome('delete-for-good', call('library.deleteForGood', { resultIds: Float64Array.from(resultIds) }));
}
