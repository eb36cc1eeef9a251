// Submits a batch, and discards its waiting tasks.

import { batchMaxCharacters, batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import { type EvaluatedLine, itemsOfLines, markSent } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import type { Result } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { shownProfileId } from '../../store/studio-store.ts';
import { useBatch } from './batch-store.ts';

const { getState, setState } = useBatch;

/** True when main would refuse these lines because of their size. */
export const isBatchTooLong = (lines: readonly EvaluatedLine[]): boolean =>
  itemsOfLines(lines).reduce((sum, { request }) => sum + JSON.stringify(request).length, 0) > batchMaxCharacters;

/** Submits the lines; the outcome is in the store. Does nothing while another submission is in progress. */
export async function sendBatch(lines: readonly EvaluatedLine[]): Promise<void> {
  const { isSubmitting, actionId, sendAnyway, matrix } = getState();
  if (isSubmitting || lines.length === 0) return;
  setState({ isSubmitting: true, error: null });
  const items = [...itemsOfLines(lines)];
  const result = await call('tasks.submitBatch', { actionId, profileId: shownProfileId(), items, sendAnyway });
  if (!result.ok) setState({ isSubmitting: false, error: result.error });
  else {
    setState((s) => ({
      isSubmitting: false,
      // If the lines have changed meanwhile, the consent in the store is for the new lines, so it stays.
      ...(s.actionId === actionId ? { sendAnyway: false, includesSentLines: false, isJustAdded: true, actionId: crypto.randomUUID() } : {}),
      // As in the composer, the number of variations applies to one press. A number chosen during the submission stays.
      matrix: s.matrix === matrix ? { ...matrix, variations: 1 } : s.matrix,
      sentRequests: markSent(s.sentRequests, lines),
      addedTaskIds: result.value.ids,
    }));
  }
}

/** The outcome of discarding many tasks. */
export interface DiscardResult {
  /** Number of discarded tasks. Tasks that were submitted meanwhile are not counted, and they continue. */
  readonly count: number;
  /** Why the remaining tasks were not discarded; null when all were tried. */
  readonly refusal: AppError | null;
}

/** Discards the waiting tasks, in the order of their submission, until the first refusal. */
export async function discardWaiting(ids: readonly number[]): Promise<DiscardResult> {
  let count = 0;
  let actionId: number | null = null;
  for (let index = 0; index < ids.length; index += batchMaxTasks) {
    const chunk = ids.slice(index, index + batchMaxTasks);
    const result: Result<CallOutput<'tasks.discardWaiting'>, AppError> = await call('tasks.discardWaiting', {
      ids: chunk,
      continues: actionId,
    });
    if (!result.ok) return { count, refusal: result.error };
    count += result.value.discardedCount;
    actionId = result.value.actionId ?? actionId;
  }
  return { count, refusal: null };
}
