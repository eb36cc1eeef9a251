// What the message after an undo says.
import { expect, it } from 'vitest';
import { undoMessageText } from '../../../../renderer/src/views/undo/undo-message-text.ts';

const nothing = { videos: 0, tags: 0, collections: 0, tasks: 0, unreadable: 0 };
const undone = (count: number, missingVideos: number): string =>
  undoMessageText({
    kind: 'undone',
    action: { id: 1, kind: 'trash', count, subject: '' },
    missing: { ...nothing, videos: missingVideos },
    isCancelled: false,
  });

it('does not say that a deletion was undone when no file is in the trash any more', () => {
  expect([undone(2, 0), undone(2, 1), undone(2, 2), undone(1, 1)]).toEqual([
    'Undone: deletion of 2 videos.',
    'Undone: deletion of 2 videos. 1 video could not be changed, because the library no longer has it.',
    '2 videos could not be changed, because the library no longer has them.',
    '1 video could not be changed, because the library no longer has it.',
  ]);
});
