// The trash of the library: deleting, restoring, and deleting for good.
import { format } from './format.ts';

/** The trash: its view, its buttons, and the question before a deletion for good. */
export const trash = {
  title: 'Trash',
  /** The button in the header of the library. */
  show: 'Trash',
  /** Beside the title: how many videos, and their size. */
  contents: (count: number, bytes: number): string => `${format.counted(count, 'video')} · ${format.bytes(bytes)}`,
  /** `days`: null when nothing is deleted automatically. */
  kept: (days: number | null): string =>
    days === null ? 'Videos stay here until you empty the trash.' : `Videos are deleted for good after ${format.counted(days, 'day')}.`,
  delete: 'Delete',
  deleteMany: (count: number): string => `Delete ${format.counted(count, 'video')}`,
  restore: 'Restore',
  restoreMany: (count: number): string => `Restore ${format.counted(count, 'video')}`,
  deleteForGood: 'Delete for good…',
  empty: 'Empty trash…',
  nothing: { title: 'The trash is empty', detail: 'Deleted videos are kept here until they are deleted for good.' },
  question: (count: number): string => `Delete ${format.counted(count, 'video')} for good?`,
  questionDetail: (bytes: number): string =>
    `${format.bytes(bytes)} will be freed. This cannot be undone. The tasks stay in the history, and a video can be downloaded again while its link is valid.`,
  confirm: 'Delete for good',
  /** Of an action on several videos. They stay where they were. */
  refused: (count: number, of: number): string =>
    `${format.number(count)} of ${format.counted(of, 'video')} could not be changed. They stay where they are.`,
  /** Before the reason. */
  refusedFor: (count: number): string => `${format.counted(count, 'video')}: `,
  days: 'Keep deleted videos',
  daysDetail: 'Deleted videos are moved to a hidden folder in the library folder, and deleted for good after this time.',
  daysChoice: (days: number | null): string => (days === null ? 'Until emptied' : format.counted(days, 'day')),
};
