// Takes of one request, and the stacks that they form.
import type { ErrorText } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const counted = (count: number): string => format.counted(count, 'take');
const notChecked = 'What is already made could not be checked.';

/** What the composer, a batch, the library and the inspector say about takes. */
export const takes = {
  /** Beside Generate, about the request in the composer. */
  alreadyMade: (videos: number, inProgress: number): string =>
    videos === 0
      ? `In progress: ${counted(inProgress)}`
      : `Already made: ${counted(videos)}${inProgress === 0 ? '' : `, ${format.number(inProgress)} in progress`}`,
  showInLibrary: 'Show these takes in the library',
  showInQueue: 'Show them in the queue',
  /** In a batch, about tasks whose request was made before. */
  madeInBatch: (count: number): string => `${format.number(count)} already made`,
  leaveOut: (count: number): string => `Leave out what is already made (${format.number(count)})`,
  /** While their number is not known, or is 0. */
  leaveOutAny: 'Leave out what is already made',
  checking: 'Checking what is already made…',
  notChecked,
  /** Its detail follows the sentence of the error. */
  notCheckedError: (): ErrorText =>
    createErrorText(
      notChecked,
      'Nothing is sent until this is known. Try again, or turn off the switch below to send all tasks.',
      'try-again',
    ),
  /** The headings over pictures of other videos in the inspector. */
  relatives: {
    takesOf: (others: number): string => (others === 1 ? 'Another take' : `${format.number(others)} other takes`),
    sourceVideos: 'Made from',
    derivedVideos: 'Made from this',
    sameContent: (count: number): string => (count === 1 ? 'The same file as' : `The same file as these ${format.number(count)}`),
    more: (count: number): string => `${format.number(count)} more`,
    show: (prompt: string): string => `Show in the library: ${prompt}`,
  },
  /** Stacks in the library. */
  stack: {
    choice: 'Stack takes',
    choiceHint: 'Takes of one request become one tile with their number. Selecting it selects all of them.',
    stackOf: (count: number): string => `Stack of ${counted(count)}`,
    opened: 'open',
    closed: 'closed',
    openHint: 'Open it (S)',
    closeHint: 'Close it (S)',
    open: (count: number): string => `Open the stack of ${counted(count)}`,
    close: 'Close the stack',
    onlyTop: (count: number): string => `Only the take on top was changed. Select the stack to change all ${counted(count)}.`,
    putOnTop: 'Put on top of the stack',
    wholeStack: (count: number): string => `A stack of ${counted(count)}, selected as a whole. Open it (S) to choose one.`,
  },
};
