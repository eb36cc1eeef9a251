// Why it is unclear whether the service accepted a task, and how far the search for it is.
import type { AppErrorOf } from '../../errors.ts';
import { isAlreadySubmitted, isHttpError, submitDisposition } from '../../service-errors/index.ts';
import type { TaskIn } from '../../task.ts';

const notSentAgain = (at: string): string => `It could not be sent again at ${at}`;

/** Nothing is sent over a connection that is never made, so an unconfirmed task with such an error failed while it was sent again. */
const noResponseText: Readonly<Record<AppErrorOf<'no-response'>['reason'], (at: string) => string>> = {
  'timed-out': (at) => `No response arrived by ${at}`,
  'connection-lost': (at) => `No response arrived by ${at}, because the connection was lost`,
  'connection-failed': notSentAgain,
  'proxy-sign-in': notSentAgain,
};

/**
 * Why a task is unconfirmed since `at`, the time of the newest attempt. Sending again may already fail at the upload of a reference, with the same
 * errors as the request itself: no sentence about a response may claim that the request was sent.
 */
export const unconfirmedReason = (error: TaskIn<'unconfirmed'>['error'], at: string): string => {
  switch (error.kind) {
    case 'no-response':
      return noResponseText[error.reason](at);
    case 'invalid-response':
      return `The response at ${at} could not be read`;
    case 'key-replaced':
      return 'The key or its address was replaced after it was sent, so the account that may have it cannot be checked';
    case 'internal':
      return `The app failed at ${at}, before a response arrived`;
    case 'conflict':
      return isAlreadySubmitted(error)
        ? `EvoLink responded at ${at} that it already had this request`
        : `The response at ${at} was a conflict (409), which does not say whether the request was accepted`;
    case 'queue-paused':
      return `Sending was paused at ${at}, before it could be sent again`;
    default:
      // The first submission is in doubt; this error may be of a later one.
      if (!isHttpError(error)) return notSentAgain(at);
      return submitDisposition(error) === 'unconfirmed'
        ? `The response at ${at} was an error that does not say whether the request was accepted`
        : `The attempt to send it again was refused at ${at}, which says nothing about the first one`;
  }
};

/** What is known of the search in the service's task list. */
export const reconciliationText: Readonly<Record<TaskIn<'unconfirmed'>['reconciliation'], string>> = {
  pending: 'The app is looking for it in EvoLink’s task list.',
  'not-found': 'EvoLink’s task list has shown no certain match so far.',
  unavailable: 'EvoLink’s task list cannot be read, so only your balance can tell.',
  inconclusive: 'Too many tasks were created since then: the app cannot search EvoLink’s task list that far back.',
};
