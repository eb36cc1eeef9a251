// The texts of failed tasks, by the service's own code. The cost, the wait and the next step are in the table in `shared/service-errors`.
import type { AppErrorOf } from '../../errors.ts';
import { type TaskErrorCode, taskErrorCode, taskErrors } from '../../service-errors/index.ts';
import type { ErrorText } from '../shape.ts';
import { says, waitWords, withStep } from './error-words.ts';

/** "Wait 30 to 60 seconds, then try again.", with the wait of the table. */
function later(code: TaskErrorCode): string {
  const { wait } = taskErrors[code];
  return wait === null ? 'Try again.' : `Wait ${waitWords(wait)}, then try again.`;
}

const sentences: Readonly<Record<TaskErrorCode, readonly [title: string, detail: string]>> = {
  content_policy_violation: ['Refused by the content filter.', 'Rephrase it without nudity, violence or the names of real people.'],
  invalid_parameters: ['The model did not accept these settings.', 'Check the values against what the model takes.'],
  image_dimension_mismatch: [
    'An image does not have the shape of the video.',
    'Crop it to the aspect ratio, or choose the ratio of the image.',
  ],
  image_processing_error: [
    'An image could not be used.',
    'Use JPEG, PNG or WebP of less than 30 MB, and check that the address can be reached.',
  ],
  model_unavailable: ['This model is not available now.', 'Choose another model of the same kind.'],
  generation_timeout: [
    'EvoLink gave up after too long a time.',
    'Try again; if it happens again, simplify the prompt or lower the quality.',
  ],
  quota_exceeded: ['The account’s quota is used up.', 'Top up, then try again.'],
  resource_exhausted: ['EvoLink had no room for it.', later('resource_exhausted')],
  service_error: ['Something broke at EvoLink while it was made.', later('service_error')],
  service_unavailable: ['EvoLink was not available while it was made.', later('service_unavailable')],
  generation_failed_no_content: ['The model made nothing of it.', 'Change the prompt a little and try again.'],
  upstream_error: ['The model’s own service failed.', later('upstream_error')],
  request_cancelled: ['The request was cancelled at EvoLink.', 'Generate it again if you still want it.'],
  resource_not_found: [
    'EvoLink does not know a task that this needs.',
    'Its id is unknown or has expired. Check the id, then try again in a moment.',
  ],
  unknown_error: [
    'EvoLink does not say what went wrong.',
    'Try again; if it happens again, write to EvoLink’s support with the task’s id.',
  ],
};

/** Returns the text of a code; that of `unknown_error` for an unknown one, as the service advises. */
export function taskFailureText({ code }: Pick<AppErrorOf<'task-failed'>, 'code'>): ErrorText {
  const known = taskErrorCode(code);
  const [title, detail] = sentences[known];
  return withStep(says(title, detail), taskErrors[known].step);
}
