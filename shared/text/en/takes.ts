// Takes of one request, and the stacks that they form.
import { format } from './format.ts';

const counted = (count: number): string => format.counted(count, 'take');

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
  checking: 'Checking what is already made…',
  /** The headings over pictures of other videos in the inspector. */
  relatives: {
    takesOf: (others: number): string => (others === 1 ? 'Another take' : `${format.number(others)} other takes`),
    madeFrom: 'Made from',
    became: 'Became',
    sameContent: (count: number): string => (count === 1 ? 'The same file as' : `The same file as these ${format.number(count)}`),
    more: (count: number): string => `${format.number(count)} more`,
    show: (prompt: string): string => `Show in the library: ${prompt}`,
  },
};
