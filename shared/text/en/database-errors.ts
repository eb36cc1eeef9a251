// The texts of errors about the database, its backups and the search index.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const backupUnusableTexts: Readonly<Record<AppErrorOf<'backup-unusable'>['reason'], readonly [string, string]>> = {
  gone: ['This backup is missing.', 'Its file was moved or deleted. Nothing was changed. Choose another one.'],
  damaged: ['This backup is damaged.', 'Nothing was changed. Choose another one.'],
  'not-copied': [
    'This backup could not be copied.',
    'The disk is full, or the app cannot write to its data folder. Nothing was changed. Free up some space and try again.',
  ],
  newer: ['This backup was created by a newer Evolink Studio.', 'Nothing was changed. Install the latest version to use it.'],
};

/** The texts by kind of error. */
export const databaseErrors = {
  'backup-failed': ({ neededBytes, freeBytes, detail }) =>
    neededBytes !== null && freeBytes !== null
      ? createErrorText(
          'There is not enough space for a backup.',
          `${format.bytes(neededBytes)} is needed, ${format.bytes(freeBytes)} is free. Free up some space.`,
        )
      : createErrorText(
          'The backup could not be created.',
          `The app keeps working and tries again in an hour. System message: ${detail}.`,
          'open-logs',
        ),
  'backup-unusable': ({ reason }) => createErrorText(...backupUnusableTexts[reason]),
  'possibly-sent-since-backup': ({ backupAtMs }) =>
    backupAtMs === null
      ? createErrorText(
          'It may have been sent from another copy.',
          'The database is in a different location than at the last start. If a copy of it is also used elsewhere, check your tasks at evolink.ai before you resume this one: if it is sent twice, you pay twice.',
        )
      : createErrorText(
          'It may have been sent since the backup.',
          `It was waiting when the backup from ${format.moment(backupAtMs, 0)} was made. Check your tasks at evolink.ai before you resume it: if it is sent twice, you pay twice.`,
        ),
  'database-row-invalid': ({ incident }) =>
    createErrorText(
      'This entry of the database cannot be read.',
      `It is damaged, so nothing was done with it. Go back to a backup in Settings if you need it. The log has the details (${incident}).`,
      'open-logs',
    ),
  'database-full': () =>
    createErrorText(
      'The disk that holds the app’s database is full.',
      'This change was not saved. Free up some space on that disk, then try again. Your videos are not affected.',
    ),
  'database-not-written': () =>
    createErrorText(
      'The app’s database could not be written.',
      'This change was not saved. The disk may be full, or your quota on it used up. Free up some space on that disk, then try again. Your videos are not affected.',
    ),
  'search-unavailable': ({ detail }) =>
    createErrorText(
      'The search is not available.',
      `Its index cannot be read or written. Your videos are not affected. Make sure that the disk with the app’s data has free space, then restart the app. Message of the system: ${detail}.`,
      'open-logs',
    ),
  'stored-error-unreadable': () =>
    createErrorText(
      'The reason can no longer be read.',
      'It was stored with this entry and is damaged; the entry itself is intact. The history of the task may still show it.',
    ),
} satisfies Partial<ErrorSentences>;
