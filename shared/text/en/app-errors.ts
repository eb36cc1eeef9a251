// The texts of errors about actions that the app did not carry out.
import { refusedValues } from '../refused-values.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';

/** Lists the refused values by their names in the contract; the reasons are in the log. */
function refusedValuesSentence(issues: readonly string[]): string {
  const names = refusedValues(issues);
  return names.length === 0 ? 'It is more than the app can handle at once.' : `The app does not accept this: ${names.join(', ')}.`;
}

/** The texts by kind of error. */
export const appErrors = {
  'another-profile-active': ({ active }) =>
    createErrorText(
      'Nothing was sent: another profile is in use now.',
      `Press again to send it with “${active}”, or choose the other profile first.`,
    ),
  'queue-paused': () => createErrorText('Sending is paused.', 'Nothing new is sent until you resume the queue.'),
  'not-allowed-in-state': () => createErrorText('This is no longer possible.', 'The task has changed in the meantime.'),
  'unknown-item': ({ what }) => createErrorText(`This ${what} no longer exists.`, 'It was removed in the meantime.'),
  'cancelled-by-user': () => createErrorText('Nothing was changed.', 'The dialog was closed.'),
  'invalid-input': ({ issues }) =>
    createErrorText('The app could not process this.', `${refusedValuesSentence(issues)} Nothing was changed.`, 'open-logs'),
  'unknown-call': () => createErrorText('The window does not match the running app.', 'Quit the app and start it again.', 'open-logs'),
  'call-failed': () =>
    createErrorText(
      'The app did not respond.',
      'It may have done this anyway. Try again: that does not generate anything twice. If the problem persists, restart the app.',
      'open-logs',
    ),
  internal: ({ incident }) =>
    createErrorText('Something went wrong in the app.', `Nothing was lost. The log has the details (${incident}).`, 'open-logs'),
} satisfies Partial<ErrorSentences>;
