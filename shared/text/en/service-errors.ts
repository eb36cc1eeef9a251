// The texts of errors about EvoLink’s error responses, missing responses, and the key and profile that a request needs.
import type { AppErrorOf } from '../../errors.ts';
import { httpErrors, isAlreadySubmitted } from '../../service-errors/index.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText, waitWords } from './error-words.ts';
import { format } from './format.ts';
import { blockedText } from './issue-list.ts';
import { taskFailureText } from './task-failures.ts';

const wait = (ms: number | null, otherwise: string): string => (ms === null ? otherwise : format.duration(ms / 1_000));
const noResponseTitles: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': 'EvoLink did not respond in time.',
  'connection-failed': 'EvoLink could not be reached.',
  'connection-lost': 'The connection was lost.',
  'proxy-sign-in': 'The proxy requires a user name and password.',
};
const pollingStoppedTexts: Readonly<Record<AppErrorOf<'polling-stopped'>['reason'], readonly [string, string]>> = {
  'by-user': ['No longer tracked.', 'You stopped tracking it. EvoLink still finishes it and charges for it.'],
  'not-found': ['No longer tracked.', 'EvoLink has not recognised this task for 24 hours.'],
  'not-found-by-new-key': [
    'No longer tracked.',
    'The key or its address was replaced after this was sent, and EvoLink has not recognised the task under the new one for 24 hours. It may belong to the account of the old one.',
  ],
  'too-old': ['No longer tracked.', 'EvoLink reported neither success nor failure within 24 hours.'],
};

/** The texts by kind of error. */
export const serviceErrors = {
  'invalid-request': () => createErrorText('EvoLink refused this request.', 'Its reason is below. Change the request and generate again.'),
  unauthorized: () =>
    createErrorText('EvoLink does not accept this key.', 'It is wrong, disabled or expired. Replace it; waiting tasks then continue.'),
  'insufficient-credits': () =>
    createErrorText(
      'The account does not have enough credits.',
      'Top it up. Your tasks wait and continue automatically when there are enough.',
    ),
  'access-denied': () =>
    createErrorText('EvoLink does not allow this key to do that.', 'Allow it for the key at evolink.ai, or use another key.'),
  'not-found': () =>
    createErrorText(
      'EvoLink cannot find this.',
      'It no longer exists there, or a base URL of the profile is wrong.',
      'choose-profile',
      'Check the profile',
    ),
  conflict: (error) =>
    isAlreadySubmitted(error)
      ? createErrorText(
          'EvoLink says this was sent before.',
          'It may have been accepted the first time. Check again before you send it again.',
        )
      : createErrorText(
          'EvoLink reported a conflict (409).',
          'This does not say whether the request was accepted. Check again before you send it again.',
        ),
  'request-too-large': () => createErrorText('The request is too large.', 'Use smaller or fewer images, or a shorter prompt.'),
  'rate-limited': ({ retryAfterMs }) =>
    createErrorText(
      'EvoLink received too many requests.',
      `The app continues automatically in ${wait(retryAfterMs, waitWords(httpErrors['rate-limited'].wait))}.`,
    ),
  'server-error': () =>
    createErrorText('An error occurred at EvoLink.', `The app checks again in about ${waitWords(httpErrors['server-error'].wait)}.`),
  'upstream-error': () => createErrorText('The model provider’s service did not respond to EvoLink.', 'Check again in about a minute.'),
  'service-unavailable': ({ retryAfterMs }) =>
    createErrorText(
      'EvoLink has no free capacity right now.',
      `The app tries again automatically in ${wait(retryAfterMs, waitWords(httpErrors['service-unavailable'].wait))}.`,
    ),
  refused: ({ service }) => createErrorText(`EvoLink refused this (${service.httpStatus}).`, 'Its message is below.'),
  'invalid-response': ({ service }) =>
    createErrorText('EvoLink’s response could not be read.', `It came with status ${service.httpStatus} and is not in the usual format.`),
  'no-response': ({ reason }) =>
    createErrorText(
      noResponseTitles[reason],
      reason === 'proxy-sign-in'
        ? 'Nothing was sent. Sign in, and waiting tasks continue.'
        : 'Check your network connection. Work in progress continues as soon as it is back.',
    ),
  'file-host-refused': () => createErrorText('EvoLink’s file host refused a reference.', 'Use another file, or try again in a minute.'),
  'task-failed': taskFailureText,
  'polling-stopped': ({ reason }) => {
    const [title, detail] = pollingStoppedTexts[reason];
    return createErrorText(title, detail, 'resume-polling');
  },
  'key-replaced': ({ changedAtMs }) =>
    createErrorText(
      'The key or its address was replaced after this was sent.',
      `Since ${format.time(changedAtMs)} another key or address is in use, and this task is unknown under it: it may belong to the account of the old one. Put the old key or address back to find it.`,
      'replace-key',
    ),
  'no-profile': () => createErrorText('No profile is chosen.', 'Connect a key, or use the simulator.', 'choose-profile'),
  'no-key': ({ profile }) => createErrorText(`${profile} has no key.`, 'Add one, and its tasks continue.', 'replace-key', 'Add key…'),
  'key-malformed': () =>
    createErrorText('This does not look like a key.', 'A key is one line, usually starting with sk-. Copy it again from evolink.ai.'),
  'keychain-unavailable': () =>
    createErrorText(
      'The system keychain does not respond.',
      'Unlock it and try again, or paste the key again for this session.',
      'replace-key',
    ),
  'invalid-base-url': ({ url }) =>
    createErrorText(`“${url}” cannot be used as a base URL.`, 'It must start with https://. Plain http works on this computer only.'),
  'environment-key-wrong-host': ({ url }) =>
    createErrorText(
      'The key in EVOLINK_API_KEY is sent to EvoLink’s own addresses only.',
      `This profile’s address is ${url}. Paste the key for that address, or add a profile with EvoLink’s standard base URLs.`,
    ),
  'request-blocked': ({ issues }) => createErrorText('This cannot be sent as it is.', blockedText(issues), 'edit-request'),
} satisfies Partial<ErrorSentences>;
