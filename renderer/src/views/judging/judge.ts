// Judges videos: the calls behind keys, buttons and menus. Every change is one action of the undo log.

import type { ActionKind } from '../../../../shared/actions/action.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { ActionOutcome, JudgementCommand, LibraryItem } from '../../../../shared/ipc.ts';
import type { Result } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { showFailure } from '../library/library-view.ts';
import { showActionMessage } from '../undo/undo-message.ts';
import type { Verdict } from './judge-keys.ts';

/**
 * Changes videos. The caller shows a refusal. After a change of several videos, a message offers Undo. `subject`: the name of the tag or
 * collection.
 */
export async function changeVideos(
  resultIds: readonly number[],
  command: JudgementCommand,
  subject = '',
): Promise<Result<ActionOutcome, AppError>> {
  const result = await call('judgement.change', { resultIds: Float64Array.from(resultIds), command });
  if (result.ok && resultIds.length > 1) announceAction(result.value, command.kind, subject);
  return result;
}

/** Shows the message about an action, with Undo; nothing if the action changed nothing. */
export function announceAction({ actionId, changed }: ActionOutcome, kind: ActionKind, subject: string): void {
  if (actionId !== null) showActionMessage({ id: actionId, kind, count: changed, subject });
}

/** True when all of these videos are favourites, as far as their records are loaded. */
const areFavourites = (resultIds: readonly number[], records: ReadonlyMap<number, LibraryItem>): boolean =>
  resultIds.every((id) => records.get(id)?.isFavourite === true);

function commandOf(verdict: Verdict, resultIds: readonly number[]): JudgementCommand {
  switch (verdict.kind) {
    case 'rate':
      return { kind: 'rate', rating: verdict.rating };
    case 'flag':
      return { kind: 'flag', flag: verdict.flag };
    case 'favourite':
      return { kind: 'favourite', isFavourite: !areFavourites(resultIds, useStudio.getState().records) };
  }
}

/** Judges videos. A refusal is shown above the grid and in the player. */
export function judge(resultIds: readonly number[], verdict: Verdict): void {
  if (resultIds.length === 0) return;
  void showFailure(changeVideos(resultIds, commandOf(verdict, resultIds)));
}

/** The videos that an action on one video changes: the whole selection if the video is selected, otherwise only the video. */
export function actionTargets(resultId: number): readonly number[] {
  const { selection } = useStudio.getState();
  return selection.includes(resultId) ? selection : [resultId];
}
