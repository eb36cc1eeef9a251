// Settings → Files: the files on EvoLink's file host, its quota, and its errors.
import type { AppError } from '../../errors.ts';
import type { ErrorText, FilesAction } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { errorText as usualText } from './errors.ts';
import { format } from './format.ts';

const failed: Readonly<Record<FilesAction, string>> = {
  list: 'The list of files could not be updated.',
  quota: 'The file limit could not be read.',
  remove: 'The file was not deleted.',
  upload: 'The file was not uploaded.',
};

/** The file host has one shape for all errors, so its codes are distinguished here. */
function hostText(doing: FilesAction, code: string | null): ErrorText {
  switch (code) {
    case '401':
      return createErrorText('EvoLink does not accept this key.', 'It is wrong, disabled or expired. Replace the profile’s key above.');
    case '403':
      return doing === 'upload'
        ? createErrorText(
            failed.upload,
            'EvoLink refused it. If the file limit is reached, delete some files; otherwise the key may lack permission.',
          )
        : createErrorText(failed[doing], 'The key is not allowed to do this. Allow it for the key at evolink.ai.');
    case '404':
      if (doing === 'remove') return createErrorText('This file was already deleted.', 'The list is up to date now.');
      return doing === 'upload'
        ? createErrorText(failed.upload, 'There is no file host at this address. Check the profile’s files base URL.')
        : createErrorText(failed[doing], 'The service behind this profile does not offer it. Files can still be uploaded and used.');
    case '413':
      return createErrorText(failed.upload, 'It is larger than EvoLink accepts (100 MB). Choose a smaller one.');
    case '429':
      return createErrorText(failed[doing], 'EvoLink received too many requests. Try again in a minute.', 'try-again');
    default:
      if (code?.startsWith('5'))
        return createErrorText(failed[doing], 'EvoLink’s file host has a problem. Try again in a minute.', 'try-again');
      return createErrorText(failed[doing], 'EvoLink’s file host refused it. Its message is below.', 'try-again');
  }
}

const hostCodes: { readonly [K in AppError['kind']]?: string } = {
  unauthorized: '401',
  'access-denied': '403',
  'not-found': '404',
  'request-too-large': '413',
  'rate-limited': '429',
  'invalid-request': '400',
  refused: '400',
};

/** The sentence for an error of the file host; other errors have their usual sentence. */
function errorText(error: AppError, doing: FilesAction): ErrorText {
  const code = error.kind === 'file-host-refused' ? error.service.code : hostCodes[error.kind];
  if (code !== undefined) return hostText(doing, code);
  switch (error.kind) {
    case 'no-response':
      return createErrorText(
        failed[doing],
        'EvoLink’s file host did not respond. Check your network connection, then try again.',
        'try-again',
      );
    case 'server-error':
    case 'upstream-error':
    case 'service-unavailable':
    case 'invalid-response':
      return createErrorText(failed[doing], 'EvoLink’s file host has a problem. Try again in a minute.', 'try-again');
    case 'not-allowed-in-state':
      return createErrorText('A file is already being uploaded.', 'Wait until it is done, or stop it.');
    case 'reference-file-missing':
    case 'reference-unreadable':
    case 'reference-wrong-type':
    case 'reference-too-large': {
      // The next step is obvious: the button that asks for a file.
      const { title, detail } = usualText(error);
      return createErrorText(title, detail);
    }
    default:
      return usualText(error);
  }
}

/** "12 of 100 files", as far as the service says. */
function quota(used: number | null, limit: number | null, remaining: number | null): string {
  const freeSlots = remaining ?? (used !== null && limit !== null ? limit - used : null);
  const usage =
    used === null ? null : limit === null ? format.counted(used, 'file') : `${format.number(used)} of ${format.counted(limit, 'file')}`;
  const room =
    freeSlots === null ? null : freeSlots <= 0 ? 'limit reached: delete some first' : `room for ${format.number(freeSlots)} more`;
  const parts = [usage, room].filter((part) => part !== null);
  return parts.length === 0 ? 'EvoLink does not state a file limit' : parts.join(' · ');
}

/** "deleted by EvoLink in about 71 h". */
function expiry(leftMs: number | null): string {
  if (leftMs === null) return 'deleted by EvoLink 72 h after upload';
  return leftMs <= 0 ? 'about to be deleted by EvoLink' : `deleted by EvoLink in about ${format.roughDuration(leftMs)}`;
}

function removeDetail(taskCount: number): string {
  const unaffected = 'Nothing on this computer is deleted; waiting tasks upload the files they need again.';
  if (taskCount === 0) return `The file is deleted at EvoLink only. ${unaffected}`;
  const who = taskCount === 1 ? 'A task at EvoLink uses' : `${format.counted(taskCount, 'task')} at EvoLink use`;
  const they = taskCount === 1 ? 'it may fail if it has' : 'they may fail if they have';
  return `${who} this file: ${they} not read it yet. ${unaffected}`;
}

/** The labels of the fields in the file host's reply, by their names in JSON. */
const replyNames: Readonly<Record<string, string>> = {
  file_id: 'File ID',
  file_name: 'File name',
  original_name: 'Original name',
  file_size: 'Size (bytes)',
  mime_type: 'Type',
  upload_path: 'Folder',
  file_url: 'Address for models',
  download_url: 'Address for downloading',
  upload_time: 'Uploaded',
  expires_at: 'Deletion',
};

/** The list of files at EvoLink in Settings, its actions, and the errors of the file host. */
export const files = {
  replyNames,
  details: 'Details from EvoLink',
  noDetails: 'EvoLink’s list has no more than this. More is known about files that this app uploaded.',
  title: 'Files at EvoLink',
  detail: 'Files uploaded for tasks. EvoLink deletes each file about 72 hours after upload.',
  show: 'Show files',
  refresh: 'Refresh',
  loading: 'Loading from EvoLink…',
  upload: 'Upload…',
  uploadHint: 'Uploads an image, video or audio file of up to 100 MB.',
  uploading: 'Uploading…',
  stop: 'Stop',
  uploaded: (name: string): string => `“${name}” was uploaded to EvoLink. Its address:`,
  alreadyUploaded: (name: string): string => `“${name}” was already at EvoLink. Its address:`,
  stopped: 'The upload was stopped.',
  removed: (name: string): string => `“${name}” was deleted.`,
  quotaLabel: 'Files in use',
  quota,
  list: 'Files',
  empty: 'No files at EvoLink. Files that tasks need are uploaded automatically when the tasks are sent.',
  uploadedAt: (moment: string): string => `uploaded ${moment}`,
  expiry,
  usedBy: (tasks: number): string => `used by ${format.counted(tasks, 'task')}`,
  copy: (name: string): string => `Copy the address of ${name}`,
  copyAddress: 'Copy address',
  copied: 'Copied',
  remove: (name: string): string => `Delete ${name}`,
  removing: 'Deleting…',
  confirmRemove: { title: (name: string): string => `Delete “${name}” at EvoLink?`, detail: removeDetail, confirm: 'Delete' },
  pages: 'Pages of files',
  page: (from: number, to: number, total: number): string => `${format.number(from)}–${format.number(to)} of ${format.number(total)}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  errorText,
  choose: 'Choose a file to upload',
  chooseKinds: 'Images, videos and audio',
  chooseAll: 'All files',
};
