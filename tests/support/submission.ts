// The input of `tasks.submit`, as a click on Generate sends it.
import type { GenerationRequest } from '../../shared/generation.ts';
import { newActionId } from './action-id.ts';
import type { TestInput } from './active-profile.ts';

type Submission = TestInput<'tasks.submit'>;

/** The input of one click on Generate. By default it asks for one variation, does not override warnings, and has no source task. */
export const submission = (request: GenerationRequest, change: Partial<Submission> = {}): Submission => ({
  actionId: newActionId(),
  request,
  variations: 1,
  sendAnyway: false,
  sourceTaskId: null,
  ...change,
});
