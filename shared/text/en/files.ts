// Settings → Files: the files on EvoLink's file host, its quota, and its errors.
import type { AppError } from '../../errors.ts';
import type { ErrorText, FilesAction } from '../shape.ts';
import { says } from './error-words.ts';
import { errorText as usualText } from './errors.ts';
import { format } from './format.ts';

const failed: Readonly<Record<FilesAction, string>> = {
  list: 'The files could not be listed.',
  quota: 'It could not be found out how many files fit.',
  remove: 'The file was not deleted.',
  upload: 'The file was not uploaded.',
};

/** The file host has one shape for all errors, so its codes are distinguished here. */
function hostText(doing: FilesAction, code: string | null): ErrorText {
  switch (code) {
    case '401':
      return says('EvoLink does not accept this key.', 'It is wrong, switched off or expired. Give the profile another key above.');
    case '403':
      return doing === 'upload'
        ? says(failed.upload, 'EvoLink refuses it. When no more files fit, delete some; else the key may lack the permission.')
        : says(failed[doing], 'The key may not do this. Allow it for the key at evolink.ai.');
    case '404':
      if (doing === 'remove') return says('This file was gone already.', 'The list is up to date now.');
      return doing === 'upload'
        ? says(failed.upload, 'There is no file host at this address. Check the profile’s files base URL.')
        : says(failed[doing], 'The service behind this profile does not offer it. Files are uploaded and used all the same.');
    case '413':
      return says(failed.upload, 'It is larger than EvoLink takes (100 MB).');
    case '429':
      return says(failed[doing], 'EvoLink asks for a slower pace. Try again in a minute.', 'try-again');
    default:
      if (code?.startsWith('5'))
        return says(failed[doing], 'Something is wrong at EvoLink’s file host. Try again in a minute.', 'try-again');
      return says(failed[doing], 'EvoLink’s file host refused it. Its own words are below.', 'try-again');
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
      return says(failed[doing], 'EvoLink’s file host did not answer. Check the network, then try again.', 'try-again');
    case 'server-error':
    case 'upstream-error':
    case 'service-unavailable':
    case 'invalid-response':
      return says(failed[doing], 'Something is wrong at EvoLink’s file host. Try again in a minute.', 'try-again');
    case 'not-allowed-in-state':
      return says('A file is being uploaded already.', 'Wait until it is there, or stop it.');
    case 'reference-file-missing':
    case 'reference-unreadable':
    case 'reference-wrong-type':
    case 'reference-too-large': {
      // The next step is obvious: the button that asks for a file.
      const { title, detail } = usualText(error);
      return says(title, detail);
    }
    default:
      return usualText(error);
  }
}

/** "12 of 100 files", as far as the service says. */
function quota(used: number | null, most: number | null, remaining: number | null): string {
  const fits = remaining ?? (used !== null && most !== null ? most - used : null);
  const held =
    used === null ? null : most === null ? format.counted(used, 'file') : `${format.number(used)} of ${format.counted(most, 'file')}`;
  const room =
    fits === null ? null : fits <= 0 ? 'no more fit: delete some first' : `${format.number(fits)} more ${fits === 1 ? 'fits' : 'fit'}`;
  const said = [held, room].filter((part) => part !== null);
  return said.length === 0 ? 'EvoLink does not say how many files fit' : said.join(' · ');
}

/** "deleted by EvoLink in about 71 h". */
function expiry(leftMs: number | null): string {
  if (leftMs === null) return 'deleted by EvoLink 72 h after its upload';
  return leftMs <= 0 ? 'about to be deleted by EvoLink' : `deleted by EvoLink in about ${format.ahead(leftMs)}`;
}

function removeDetail(usedByTasks: number): string {
  const rest = 'Nothing on this computer is deleted, and tasks that wait upload what they need again.';
  if (usedByTasks === 0) return `It is deleted at EvoLink only. ${rest}`;
  const who = usedByTasks === 1 ? 'A task at EvoLink was' : `${format.counted(usedByTasks, 'task')} at EvoLink were`;
  const they = usedByTasks === 1 ? 'it may fail if it has' : 'they may fail if they have';
  return `${who} given this file: ${they} not read it yet. ${rest}`;
}

/** The labels of the fields in the file host's reply, by their names in JSON. */
const replyNames: Readonly<Record<string, string>> = {
  file_id: 'File id',
  file_name: 'File name',
  original_name: 'Original name',
  file_size: 'Size in bytes',
  mime_type: 'Type',
  upload_path: 'Folder',
  file_url: 'Address for models',
  download_url: 'Address for downloading',
  upload_time: 'Uploaded',
  expires_at: 'Deleted at',
};

/** The list of files at EvoLink in Settings, its actions, and the errors of the file host. */
export const files = {
  replyNames,
  details: 'What EvoLink says of it',
  noDetails: 'EvoLink lists no more than this; the rest is known of what the studio uploaded.',
  title: 'Files at EvoLink',
  detail: 'what was uploaded for tasks; EvoLink deletes each file about 72 hours after its upload',
  show: 'Show files',
  refresh: 'Refresh',
  loading: 'Asking EvoLink…',
  upload: 'Upload…',
  uploadHint: 'Any image, video or sound up to 100 MB',
  uploading: 'Uploading…',
  stop: 'Stop',
  uploaded: (name: string): string => `“${name}” is at EvoLink now. Its address:`,
  wasThere: (name: string): string => `“${name}” was at EvoLink already. Its address:`,
  stopped: 'The upload was stopped.',
  removed: (name: string): string => `“${name}” is deleted.`,
  quotaLabel: 'Files in use',
  quota,
  list: 'Files',
  empty: 'No files lie at EvoLink. What tasks need is uploaded by itself when they are sent.',
  uploadedAt: (moment: string): string => `uploaded ${moment}`,
  expiry,
  usedBy: (tasks: number): string => `used by ${format.counted(tasks, 'task')}`,
  copy: (name: string): string => `Copy the address of ${name}`,
  copyAddress: 'Copy address',
  copied: 'Copied',
  remove: (name: string): string => `Delete ${name}`,
  removing: 'Deleting…',
  removeAsk: { title: (name: string): string => `Delete “${name}” at EvoLink?`, detail: removeDetail, confirm: 'Delete' },
  pages: 'Pages of files',
  page: (from: number, to: number, total: number): string => `${format.number(from)}–${format.number(to)} of ${format.number(total)}`,
  earlier: 'Previous page',
  later: 'Next page',
  errorText,
  choose: 'Choose a file to upload',
  chooseKinds: 'Images, videos and sounds',
  chooseAll: 'All files',
};
