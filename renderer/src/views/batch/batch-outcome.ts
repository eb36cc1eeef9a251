// What became of the last batch. Pure.
import type { AppError } from '../../../../shared/errors.ts';
import type { Discarding } from './submit-batch.ts';

/** `count`: the tasks that were added or, where some were discarded, how many those are. */
export type Outcome =
  | { readonly kind: 'added' | 'discarded'; readonly count: number }
  | {
      /** `refused`: nothing was discarded. `partly-discarded`: a refusal came after the first portions. */
      readonly kind: 'refused' | 'partly-discarded';
      readonly count: number;
      readonly refusal: AppError;
    };

/** `added`: how many tasks the batch made. `discarding`: what the press of "Discard" did to them; null before it. */
export function outcomeOf(added: number, discarding: Discarding | null): Outcome {
  if (discarding === null) return { kind: 'added', count: added };
  const { count, refusal } = discarding;
  if (refusal === null) return { kind: 'discarded', count };
  return count > 0 ? { kind: 'partly-discarded', count, refusal } : { kind: 'refused', count: added, refusal };
}
