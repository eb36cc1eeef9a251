// Searching for the files of missing videos.
import { format } from './format.ts';

/** The dialog, the line above missing videos, and the row of the settings. */
export const missingFiles = {
  title: 'Find missing files',
  open: 'Find missing files…',
  counting: 'Counting missing files…',
  /** How many videos have no file. */
  count: (count: number): string =>
    count === 0
      ? 'No file is missing.'
      : count === 1
        ? 'The file of 1 video is missing.'
        : `The files of ${format.number(count)} videos are missing.`,
  how: 'Moved and renamed files are recognised by their size and content, whatever their names are. Nothing on the disk is changed.',
  /** Above the missing videos. */
  detail: 'The files of these videos were moved, renamed or deleted outside of the app.',
  where: 'Where to search',
  inLibrary: 'Library folder',
  inOther: 'Another folder',
  otherDetail: 'You choose the folder next. Its subfolders are searched too.',
  search: 'Search',
  chooseAndSearch: 'Choose folder and search…',
};
