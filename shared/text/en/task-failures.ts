// The texts of failed tasks, by the service's own code. The cost, the wait and the next step are in the table in `shared/service-errors`.
import type { AppErrorOf } from '../../errors.ts';
import { type TaskErrorCode, taskErrorCode, taskErrors } from '../../service-errors/index.ts';
import type { ErrorText } from '../shape.ts';
import { createErrorText, waitWords, withStep } from './error-words.ts';

/** "Wait 30 to 60 seconds, then try again.", with the wait of the table. */
function tryAgainLater(code: TaskErrorCode): string {
  const { wait } = taskErrors[code];
  return wait === null ? 'Try again.' : `Wait ${waitWords(wait)}, then try again.`;
}

const sentences: Readonly<Record<TaskErrorCode, readonly [title: string, detail: string]>> = {
  content_policy_violation: ['Refused by the content filter.', 'Rephrase it without nudity, violence or the names of real people.'],
  invalid_parameters: ['The model did not accept these settings.', 'Check them against what the model accepts.'],
  image_dimension_mismatch: [
    'An image does not have the shape of the video.',
    'Crop it to the aspect ratio, or choose the aspect ratio of the image.',
  ],
  image_processing_error: [
    'An image could not be used.',
    'Use JPEG, PNG or WebP under 30 MB, and check that its web address can be reached.',
  ],
  model_unavailable: ['This model is not available now.', 'Choose another model of the same kind.'],
  generation_timeout: [
    'Rendering took too long, and EvoLink gave up.',
    'Try again. If it happens again, simplify the prompt or lower the quality.',
  ],
  quota_exceeded: ['The account’s quota is used up.', 'Top up, then try again.'],
  resource_exhausted: ['EvoLink had no capacity for it.', tryAgainLater('resource_exhausted')],
  service_error: ['An error occurred at EvoLink during rendering.', tryAgainLater('service_error')],
  service_unavailable: ['EvoLink was not available during rendering.', tryAgainLater('service_unavailable')],
  generation_failed_no_content: ['The model produced nothing.', 'Change the prompt a little, then try again.'],
  upstream_error: ['The model provider’s service failed.', tryAgainLater('upstream_error')],
  request_cancelled: ['The request was cancelled at EvoLink.', 'Generate it again if you still want it.'],
  resource_not_found: [
    'EvoLink cannot find a task that this one needs.',
    'Its ID is unknown or has expired. Check the ID, then try again in a moment.',
  ],
  unknown_error: ['EvoLink does not say what went wrong.', 'Try again. If it happens again, send the task ID to EvoLink’s support.'],
};

/** Returns the text of a code; that of `unknown_error` for an unknown one, as the service advises. */
export function taskFailureText({ code }: Pick<AppErrorOf<'task-failed'>, 'code'>): ErrorText {
  const knownCode = taskErrorCode(code);
  const [title, detail] = sentences[knownCode];
  return withStep(createErrorText(title, detail), taskErrors[knownCode].step);
}
