// The texts of errors about the library folder, its files, and files that the user saves or opens.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const quoted = (name: string): string => (name === '' ? 'This file' : `“${name}”`);
const libraryUnavailableTexts: Readonly<Record<AppErrorOf<'library-unavailable'>['found'], (folder: string) => readonly [string, string]>> =
  {
    'no-library': (folder) => [
      'Your library was not found in this folder.',
      `${folder} exists, but nothing in it shows that it is your library, so nothing is written to it. If your library is on an external drive, connect it and the app continues automatically. Otherwise choose this folder again, or another one.`,
    ],
    'other-library': (folder) => [
      'The library folder holds another library.',
      `${folder} exists, but your videos are not in it: another drive may be connected in its place. Nothing is written to it. Connect the right drive and the app continues automatically, or choose a folder.`,
    ],
  };
const libraryBusyTexts: Readonly<Record<AppErrorOf<'library-busy'>['by'], readonly [string, string]>> = {
  move: ['The library is being moved.', 'Wait until it has been moved, or stop it first.'],
  'short-operation': ['The library folder is busy.', 'Wait a moment, then try again.'],
  rebuild: ['The library is being rebuilt.', 'Wait until it has been rebuilt, or stop it first.'],
  rename: ['Files are being renamed.', 'Wait until they have been renamed, or stop it first.'],
  export: ['Videos are being exported.', 'Wait until they have been exported, or stop it first.'],
  locate: ['Missing files are being searched for.', 'Wait until the search has ended, or stop it first.'],
};

/** The texts by kind of error. */
export const libraryErrors = {
  'library-missing': ({ folder }) =>
    createErrorText(
      'The library folder is missing.',
      `${folder} cannot be found. Connect its drive and the app continues automatically, or choose another folder.`,
      'choose-folder',
    ),
  'library-unavailable': ({ folder, found }) => {
    const [title, detail] = libraryUnavailableTexts[found](folder);
    return createErrorText(title, detail, 'choose-folder');
  },
  'library-unwritable': ({ folder }) =>
    createErrorText(
      'The app cannot write to the library folder.',
      `${folder} does not accept new files. Finished videos wait at EvoLink. Check the folder’s permissions, or choose another folder.`,
      'choose-folder',
    ),
  'disk-full': ({ folder, neededBytes, freeBytes }) =>
    createErrorText(
      'The disk is full.',
      `${neededBytes === null ? 'More space' : format.bytes(neededBytes)} is needed in ${folder}${freeBytes === null ? '' : `, ${format.bytes(freeBytes)} is free`}. Free up some space, or choose another folder.`,
      'choose-folder',
    ),
  'library-busy': ({ by }) => createErrorText(...libraryBusyTexts[by]),
  'file-write-failed': ({ folder }) =>
    createErrorText('The file could not be saved.', `Writing to ${folder} failed. Choose another folder.`),
  'page-open-failed': ({ url }) => createErrorText('The system did not open the page.', `Open it in your browser yourself: ${url}.`),
  'folder-open-failed': ({ folder }) => createErrorText('The system did not open the folder.', `Open it yourself: ${folder}.`),
  'file-missing': () =>
    createErrorText('File missing.', 'It was moved, renamed or deleted outside the app.', 'retry-download', 'Download again'),
  'export-in-library': ({ folder }) =>
    createErrorText('Videos cannot be exported into the library.', `${folder} belongs to it. Choose another folder.`),
  'file-in-use': ({ name }) => createErrorText(`${quoted(name)} is open in another program.`, 'Close it there, then try again.'),
  'file-name-taken': ({ name }) => createErrorText(`There is already a file named ${quoted(name)}.`, 'Choose another name.'),
  'name-not-allowed': ({ name }) =>
    createErrorText(
      `${quoted(name)} cannot be a file name.`,
      'It is too long, or Windows, macOS or Linux does not allow it. Choose another name.',
    ),
  'file-changed': () =>
    createErrorText(
      'File changed.',
      'It is not the file that was saved. Download it again, or put the old file back.',
      'retry-download',
      'Download again',
    ),
  'not-opened': ({ name }) =>
    createErrorText(
      `${quoted(name)} was not opened.`,
      'No program for this kind of video responded. Install one, e.g. VLC, and try again.',
    ),
  'file-mismatch': ({ name }) => createErrorText(`${quoted(name)} is a different file.`, 'Choose the exact file that was saved.'),
  'trash-on-other-volume': ({ folder }) =>
    createErrorText(
      'The video is on another drive than the trash.',
      `It was left where it is. Move it into ${folder} itself, or delete it in your file manager.`,
      'choose-folder',
    ),
} satisfies Partial<ErrorSentences>;
