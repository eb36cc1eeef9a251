// Handing a batch over, and taking back what still waits of it.

import { batchMaxCharacters, batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import { type EvaluatedLine, markSent } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { call } from '../../api.ts';
import { shownProfileId } from '../../store/studio-store.ts';
import { useBatch } from './batch-store.ts';

const { getState, setState } = useBatch;

/** Whether main would refuse these lines for their size. */
export const isTooMuchText = (lines: readonly EvaluatedLine[]): boolean =>
  lines.reduce((sum, { request }) => sum + JSON.stringify(request).length, 0) > batchMaxCharacters;

/** Hands the lines over; what came of it is said in the store. A second press while the first is under way does nothing. */
export async function sendBatch(lines: readonly EvaluatedLine[]): Promise<void> {
  const { sending, key, sendAnyway, mix } = getState();
  if (sending || lines.length === 0) return;
  setState({ sending: true, error: null });
  const items = lines.map(({ request, count }) => ({ request, count }));
  const answer = await call('tasks.submitBatch', { key, profileId: shownProfileId(), items, sendAnyway });
  if (!answer.ok) setState({ sending: false, error: answer.error });
  else {
    setState((s) => ({
      sending: false,
      // What was agreed to for lines that changed meanwhile is about those.
      ...(s.key === key ? { sendAnyway: false, sendAgain: false, justAdded: true, key: crypto.randomUUID() } : {}),
      // As in the composer: a number of repeats is chosen for one press. What was chosen while it was being sent stays.
      mix: s.mix === mix ? { ...mix, variations: 1 } : s.mix,
      sent: markSent(s.sent, lines),
      added: answer.value.ids,
    }));
  }
}

/** What became of discarding many tasks. */
export interface Discarding {
  /** How many were discarded; what was sent meanwhile is not among them and goes on. */
  readonly count: number;
  /** Why those from here on were not tried; null where all were. */
  readonly refusal: AppError | null;
}

/** Discards those that still wait, in the order in which they would be sent, up to the first refusal. */
export async function discardWaiting(ids: readonly number[]): Promise<Discarding> {
  let count = 0;
  for (let at = 0; at < ids.length; at += batchMaxTasks) {
    const answer = await call('tasks.discardWaiting', { ids: ids.slice(at, at + batchMaxTasks) });
    if (!answer.ok) return { count, refusal: answer.error };
    count += answer.value.discarded;
  }
  return { count, refusal: null };
}
