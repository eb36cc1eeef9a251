// The input of `tasks.submit`, as a click on Generate sends it.
import type { GenerationRequest } from '../../shared/generation.ts';
import { newActionId } from './action-id.ts';
import type { TestInput } from './active-profile.ts';

type Submission = TestInput<'tasks.submit'>;

/** A separate click on Generate: one variation, not sent anyway, and from no earlier task unless `change` says otherwise. */
export const submission = (request: GenerationRequest, change: Partial<Submission> = {}): Submission => ({
  actionId: newActionId(),
  request,
  variations: 1,
  sendAnyway: false,
  sourceTaskId: null,
  ...change,
});
