// The outcome of the last batch. Pure.
import type { AppError } from '../../../../shared/errors.ts';
import type { DiscardResult } from './submit-batch.ts';

/** `count`: the number of added tasks or, after a discard, of discarded tasks. */
type BatchOutcome =
  | { readonly kind: 'added' | 'discarded'; readonly count: number }
  | {
      /** `refused`: nothing was discarded. `partly-discarded`: some tasks were discarded before the refusal. */
      readonly kind: 'refused' | 'partly-discarded';
      readonly count: number;
      readonly refusal: AppError;
    };

/** `added`: the number of tasks of the batch. `discarding`: the result of a press of "Discard"; null before it. */
export function outcomeOf(added: number, discarding: DiscardResult | null): BatchOutcome {
  if (discarding === null) return { kind: 'added', count: added };
  const { count, refusal } = discarding;
  if (refusal === null) return { kind: 'discarded', count };
  return count > 0 ? { kind: 'partly-discarded', count, refusal } : { kind: 'refused', count: added, refusal };
}
