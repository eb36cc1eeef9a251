// The words for a task that ended as failed, by the service's own code. An unknown code reads like `unknown_error`, as the service advises.
import type { AppErrorOf } from '../../errors.ts';
import { type ErrorText, says } from './error-words.ts';

const editPrompt = 'edit-prompt';

/** From the contract's table of task error codes, and those the documentation adds. */
export const taskFailures: Readonly<Record<string, ErrorText>> = {
  content_policy_violation: says(
    'Refused by the content filter.',
    'Rephrase it without nudity, violence or the names of real people.',
    editPrompt,
  ),
  invalid_parameters: says('The model did not accept these settings.', 'Check the values against what the model takes.', 'edit-request'),
  image_dimension_mismatch: says(
    'An image does not have the shape of the video.',
    'Crop it to the aspect ratio, or choose the ratio of the image.',
    'change-images',
  ),
  image_processing_error: says(
    'An image could not be used.',
    'Use JPEG, PNG or WebP of less than 30 MB, and check that the address can be reached.',
    'change-images',
  ),
  model_unavailable: says('This model is not available now.', 'Choose another model of the same kind.', 'choose-model'),
  generation_timeout: says(
    'EvoLink gave up after too long a time.',
    'Try again; if it happens again, simplify the prompt or lower the quality.',
    'try-again',
  ),
  quota_exceeded: says('The account’s quota is used up.', 'Top up, then try again.', 'top-up'),
  resource_exhausted: says('EvoLink had no room for it.', 'Wait 30 to 60 seconds, then try again.', 'try-again'),
  service_error: says('Something broke at EvoLink while it was made.', 'Try again after a minute.', 'try-again'),
  service_unavailable: says('EvoLink was not available while it was made.', 'Try again after a minute.', 'try-again'),
  generation_failed_no_content: says('The model made nothing of it.', 'Change the prompt a little and try again.', editPrompt),
  upstream_error: says('The model’s own service failed.', 'Try again after a minute.', 'try-again'),
  request_cancelled: says('The request was cancelled at EvoLink.', 'Generate it again if you still want it.', 'try-again'),
  resource_not_found: says('EvoLink no longer finds something this needs.', 'Add the references again and try again.', 'change-images'),
  unknown_error: says(
    'EvoLink does not say what went wrong.',
    'Try again; if it happens again, write to EvoLink’s support with the task’s id.',
    'try-again',
  ),
};

const otherwise = taskFailures.unknown_error as ErrorText;

export function taskFailureText({ code }: AppErrorOf<'task-failed'>): ErrorText {
  return Object.hasOwn(taskFailures, code) ? (taskFailures[code] ?? otherwise) : otherwise;
}
