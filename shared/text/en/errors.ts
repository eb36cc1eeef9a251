// The texts of errors: what happened, what it means, and the next step. One text per kind of `AppError`.
import type { AppError, AppErrorKind, AppErrorOf, ServiceResponse } from '../../errors.ts';
import { bytesPerMegabyte } from '../../models/rules/general-limits.ts';
import { httpErrors, isAlreadySubmitted, nextStepOf, type SpecialError, specialErrorOf } from '../../service-errors/index.ts';
import { refusedValues } from '../refused-values.ts';
import type { ErrorText } from '../shape.ts';
import { says, waitWords, withStep } from './error-words.ts';
import { format } from './format.ts';
import { blockedText } from './issue-list.ts';
import { collectionRefusal, refusedTexts, textRefusal, tooMany } from './judgement-errors.ts';
import { taskFailureText } from './task-failures.ts';
import { wrongTypeText } from './wrong-file-type.ts';

type Sentences = { readonly [K in AppErrorKind]: (error: AppErrorOf<K>) => ErrorText };

const wait = (ms: number | null, otherwise: string): string => (ms === null ? otherwise : format.took(ms / 1_000));
/** Formats bytes in the megabytes of the limits (`bytesPerMegabyte`), so that "30 MB" is the same as in the service's documentation. */
const megabytes = (bytes: number): string => `${format.number(Math.ceil((bytes / bytesPerMegabyte) * 10) / 10, 1)} MB`;
const quoted = (name: string): string => (name === '' ? 'This file' : `“${name}”`);

/** Lists the refused values by their names in the contract; the reasons are in the log. */
function notTaken(issues: readonly string[]): string {
  const names = refusedValues(issues);
  return names.length === 0 ? 'It is more than the app can handle at once.' : `The app does not accept this: ${names.join(', ')}.`;
}

const noAnswer: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': 'EvoLink did not respond in time.',
  'connection-failed': 'EvoLink could not be reached.',
  'connection-lost': 'The connection was lost.',
  'proxy-sign-in': 'The proxy requires a user name and password.',
};
const notFollowed: Readonly<Record<AppErrorOf<'polling-stopped'>['reason'], readonly [string, string]>> = {
  'by-user': ['No longer tracked.', 'You stopped tracking it. EvoLink still finishes it and charges for it.'],
  'not-found': ['No longer tracked.', 'EvoLink has not recognised this task for 24 hours.'],
  'not-found-by-new-key': [
    'No longer tracked.',
    'The key or its address was replaced after this was sent, and EvoLink has not recognised the task under the new one for 24 hours. It may belong to the account of the old one.',
  ],
  'too-old': ['No longer tracked.', 'EvoLink reported neither success nor failure within 24 hours.'],
};
const address: Readonly<Record<AppErrorOf<'reference-address'>['reason'], readonly [string, string]>> = {
  malformed: ['This is not a web address.', 'It should look like https://example.com/picture.png.'],
  'not-http': ['Only http and https addresses can be used.', 'Save the file to this computer and drop it here.'],
  private: ['This address is on a private network.', 'For safety it is not opened. Save the file and drop it here.'],
  unreachable: ['Nothing responded at this address.', 'Check it, or save the file and drop it here.'],
  'too-many-redirects': ['This address redirects in a loop.', 'Save the file to this computer and drop it here.'],
};
const undecodable: Readonly<Record<AppErrorOf<'reference-undecodable'>['why'], string>> = {
  'rare-coding':
    'It is a rare kind of JPEG (arithmetic coding, lossless, or more than 8 bits) that cannot be decoded here. Save it as PNG or as an ordinary JPEG in an image editor, and add that file.',
  unsupported:
    'It is a variant of its format that cannot be decoded here, or it is damaged. Save it as PNG or JPEG in an image editor, and add that file.',
  'too-much': 'Decoding it takes too much memory or time. Make it smaller in an image editor, and add that file.',
};
const linkNotAllowed: Readonly<Record<AppErrorOf<'link-blocked'>['reason'], string>> = {
  'not-https': 'The link is not https.',
  private: 'The link leads to a private network.',
  'too-many-redirects': 'The link redirects in a loop.',
  'too-large': 'The file is larger than any video should be.',
};

const notHere: Readonly<Record<AppErrorOf<'library-unavailable'>['found'], (folder: string) => readonly [string, string]>> = {
  'no-library': (folder) => [
    'Your library was not found in this folder.',
    `${folder} exists, but nothing in it shows that it is your library, so nothing is written to it. If your library is on an external drive, connect it and the app continues automatically. Otherwise choose this folder again, or another one.`,
  ],
  'other-library': (folder) => [
    'The library folder holds another library.',
    `${folder} exists, but your videos are not in it: another drive may be connected in its place. Nothing is written to it. Connect the right drive and the app continues automatically, or choose a folder.`,
  ],
};

const libraryBusy: Readonly<Record<AppErrorOf<'library-busy'>['by'], readonly [string, string]>> = {
  move: ['The library is being moved.', 'Wait until it has been moved, or stop it first.'],
  change: ['The library folder is busy.', 'Wait a moment, then try again.'],
  rebuild: ['The library is being rebuilt.', 'Wait until it has been rebuilt, or stop it first.'],
  rename: ['Files are being renamed.', 'Wait until they have been renamed, or stop it first.'],
  export: ['Videos are being exported.', 'Wait until they have been exported, or stop it first.'],
};

const backupUnusable: Readonly<Record<AppErrorOf<'backup-unusable'>['reason'], readonly [string, string]>> = {
  gone: ['This backup is missing.', 'Its file was moved or deleted. Nothing was changed. Choose another one.'],
  damaged: ['This backup is damaged.', 'Nothing was changed. Choose another one.'],
  'not-copied': [
    'This backup could not be copied.',
    'The disk is full, or the app cannot write to its data folder. Nothing was changed. Free up some space and try again.',
  ],
  newer: ['This backup was created by a newer Evolink Studio.', 'Nothing was changed. Install the latest version to use it.'],
};

const sentences: Sentences = {
  'invalid-request': () => says('EvoLink refused this request.', 'Its reason is below. Change the request and generate again.'),
  unauthorized: () =>
    says('EvoLink does not accept this key.', 'It is wrong, disabled or expired. Replace it; waiting tasks then continue.'),
  'insufficient-credits': () =>
    says('The account does not have enough credits.', 'Top it up. Your tasks wait and continue automatically when there are enough.'),
  'access-denied': () => says('EvoLink does not allow this key to do that.', 'Allow it for the key at evolink.ai, or use another key.'),
  'not-found': () =>
    says(
      'EvoLink cannot find this.',
      'It no longer exists there, or a base URL of the profile is wrong.',
      'choose-profile',
      'Check the profile',
    ),
  conflict: (error) =>
    isAlreadySubmitted(error)
      ? says('EvoLink says this was sent before.', 'It may have been accepted the first time. Check again before you send it again.')
      : says(
          'EvoLink reported a conflict (409).',
          'This does not say whether the request was accepted. Check again before you send it again.',
        ),
  'request-too-large': () => says('The request is too large.', 'Use smaller or fewer images, or a shorter prompt.'),
  'rate-limited': ({ retryAfterMs }) =>
    says(
      'EvoLink received too many requests.',
      `The app continues automatically in ${wait(retryAfterMs, waitWords(httpErrors['rate-limited'].wait))}.`,
    ),
  'server-error': () =>
    says('An error occurred at EvoLink.', `The app checks again in about ${waitWords(httpErrors['server-error'].wait)}.`),
  'upstream-error': () => says('The model provider’s service did not respond to EvoLink.', 'Check again in about a minute.'),
  'service-unavailable': ({ retryAfterMs }) =>
    says(
      'EvoLink has no free capacity right now.',
      `The app tries again automatically in ${wait(retryAfterMs, waitWords(httpErrors['service-unavailable'].wait))}.`,
    ),
  refused: ({ service }) => says(`EvoLink refused this (${service.httpStatus}).`, 'Its message is below.'),
  'invalid-response': ({ service }) =>
    says('EvoLink’s response could not be read.', `It came with status ${service.httpStatus} and is not in the usual format.`),
  'no-response': ({ reason }) =>
    says(
      noAnswer[reason],
      reason === 'proxy-sign-in'
        ? 'Nothing was sent. Sign in, and waiting tasks continue.'
        : 'Check your network connection. Work in progress continues as soon as it is back.',
    ),
  'file-host-refused': () => says('EvoLink’s file host refused a reference.', 'Use another file, or try again in a minute.'),
  'task-failed': taskFailureText,
  'polling-stopped': ({ reason }) => {
    const [title, detail] = notFollowed[reason];
    return says(title, detail, 'resume-polling');
  },
  'key-replaced': ({ changedAtMs }) =>
    says(
      'The key or its address was replaced after this was sent.',
      `Since ${format.time(changedAtMs)} another key or address is in use, and this task is unknown under it: it may belong to the account of the old one. Put the old key or address back to find it.`,
      'replace-key',
    ),
  'no-profile': () => says('No profile is chosen.', 'Connect a key, or use the simulator.', 'choose-profile'),
  'no-key': ({ profile }) => says(`${profile} has no key.`, 'Add one, and its tasks continue.', 'replace-key', 'Add key…'),
  'key-malformed': () =>
    says('This does not look like a key.', 'A key is one line, usually starting with sk-. Copy it again from evolink.ai.'),
  'keychain-unavailable': () =>
    says('The system keychain does not respond.', 'Unlock it and try again, or paste the key again for this session.', 'replace-key'),
  'invalid-base-url': ({ url }) =>
    says(`“${url}” cannot be used as a base URL.`, 'It must start with https://. Plain http works on this computer only.'),
  'environment-key-wrong-host': ({ url }) =>
    says(
      'The key in EVOLINK_API_KEY is sent to EvoLink’s own addresses only.',
      `This profile’s address is ${url}. Paste the key for that address, or add a profile with EvoLink’s standard base URLs.`,
    ),
  'request-blocked': ({ issues }) => says('This cannot be sent as it is.', blockedText(issues), 'edit-request'),
  'reference-file-missing': ({ name }) => says(`${quoted(name)} is missing.`, 'It was moved or deleted. Add it again.', 'change-images'),
  'reference-unreadable': ({ name }) =>
    says(
      `${quoted(name)} could not be read.`,
      'It may be damaged, or you may lack permission to read it. Check it, or choose another file.',
      'change-images',
    ),
  'reference-on-network-path': ({ name }) =>
    says(
      `${quoted(name)} is on another computer.`,
      'For safety it is not opened by its path alone. Drop it here, or choose it in the dialog.',
      'change-images',
    ),
  'reference-incomplete': ({ name }) =>
    says(
      `${quoted(name)} is incomplete.`,
      'Part of the image is missing or damaged, perhaps because it is still being copied or synced. Wait until that is done, or save it again in an image editor, then add it.',
      'change-images',
    ),
  'reference-undecodable': ({ name, why }) => says(`${quoted(name)} cannot be used.`, undecodable[why], 'change-images'),
  'decoder-unavailable': ({ name }) =>
    says(
      `${quoted(name)} cannot be checked right now.`,
      'The part of the app that decodes images did not start. Nothing is wrong with the image. Try again in a minute; if that does not help, restart the app.',
      'try-again',
    ),
  'reference-wrong-type': ({ name, found }) => wrongTypeText(quoted(name), found),
  'reference-too-large': ({ name, bytes, limitBytes }) =>
    says(
      `${quoted(name)} is too large: ${megabytes(bytes)}.`,
      `EvoLink accepts at most ${megabytes(limitBytes)}. Make the file smaller.`,
      'change-images',
    ),
  'reference-address': ({ reason }) => {
    const [title, detail] = address[reason];
    return says(title, detail);
  },
  'library-missing': ({ folder }) =>
    says(
      'The library folder is missing.',
      `${folder} cannot be found. Connect its drive and the app continues automatically, or choose another folder.`,
      'choose-folder',
    ),
  'library-unavailable': ({ folder, found }) => {
    const [title, detail] = notHere[found](folder);
    return says(title, detail, 'choose-folder');
  },
  'library-unwritable': ({ folder }) =>
    says(
      'The app cannot write to the library folder.',
      `${folder} does not accept new files. Finished videos wait at EvoLink. Check the folder’s permissions, or choose another folder.`,
      'choose-folder',
    ),
  'disk-full': ({ folder, neededBytes, freeBytes }) =>
    says(
      'The disk is full.',
      `${neededBytes === null ? 'More space' : format.bytes(neededBytes)} is needed in ${folder}${freeBytes === null ? '' : `, ${format.bytes(freeBytes)} is free`}. Free up some space, or choose another folder.`,
      'choose-folder',
    ),
  'library-busy': ({ by }) => says(...libraryBusy[by]),
  'file-write-failed': ({ folder }) => says('The file could not be saved.', `Writing to ${folder} failed. Choose another folder.`),
  'page-open-failed': ({ url }) => says('The system did not open the page.', `Open it in your browser yourself: ${url}.`),
  'folder-open-failed': ({ folder }) => says('The system did not open the folder.', `Open it yourself: ${folder}.`),
  'file-missing': () => says('File missing.', 'It was moved, renamed or deleted outside the app.', 'retry-download', 'Download again'),
  'export-in-library': ({ folder }) =>
    says('Videos cannot be exported into the library.', `${folder} belongs to it. Choose another folder.`),
  'file-in-use': ({ name }) => says(`${quoted(name)} is open in another program.`, 'Close it there, then try again.'),
  'file-name-taken': ({ name }) => says(`There is already a file named ${quoted(name)}.`, 'Choose another name.'),
  'name-not-allowed': ({ name }) =>
    says(`${quoted(name)} cannot be a file name.`, 'It is too long, or Windows, macOS or Linux does not allow it. Choose another name.'),
  'file-changed': () =>
    says(
      'File changed.',
      'It is not the file that was saved. Download it again, or put the old file back.',
      'retry-download',
      'Download again',
    ),
  'not-opened': ({ name }) =>
    says(`${quoted(name)} was not opened.`, 'No program for this kind of video responded. Install one, e.g. VLC, and try again.'),
  'file-mismatch': ({ name }) => says(`${quoted(name)} is a different file.`, 'Choose the exact file that was saved.'),
  'trash-on-other-volume': ({ folder }) =>
    says(
      'The video is on another drive than the trash.',
      `It was left where it is. Move it into ${folder} itself, or delete it in your file manager.`,
      'choose-folder',
    ),
  'link-refused': () => says('The link no longer works.', 'The app asks EvoLink for a new one.', 'retry-download'),
  'link-blocked': ({ reason }) =>
    says(
      'EvoLink’s link was not opened.',
      `${linkNotAllowed[reason]} Nothing was downloaded. The app tries again while the link is valid.`,
      'open-logs',
    ),
  'host-needs-permission': ({ host }) =>
    says(
      `“${host}” may be on a private network.`,
      'Its name leads to addresses that local proxies use, but also private networks. If you use a proxy or VPN, choose “Download anyway”.',
      'allow-host',
    ),
  'download-incomplete': ({ receivedBytes, expectedBytes }) =>
    says(
      'The video did not arrive completely.',
      `${expectedBytes === null ? format.bytes(receivedBytes) : format.bytesOf(receivedBytes, expectedBytes)} arrived. The app tries again.`,
      'retry-download',
    ),
  'not-a-video': () => says('The received file is not a video.', 'The app downloads it again.', 'retry-download'),
  quarantined: ({ why, bytes }) =>
    says(
      why === 'incomplete' ? 'The video never arrived completely.' : 'The received file is not a video that the app can verify.',
      `The largest of several downloads, ${format.bytes(bytes)}, was set aside. Keep the file as is, or try again.`,
      'retry-download',
    ),
  'backup-failed': ({ neededBytes, freeBytes, detail }) =>
    neededBytes !== null && freeBytes !== null
      ? says(
          'There is not enough space for a backup.',
          `${format.bytes(neededBytes)} is needed, ${format.bytes(freeBytes)} is free. Free up some space.`,
        )
      : says(
          'The backup could not be created.',
          `The app keeps working and tries again in an hour. System message: ${detail}.`,
          'open-logs',
        ),
  'backup-unusable': ({ reason }) => says(...backupUnusable[reason]),
  'possibly-sent-since-backup': ({ backupAtMs }) =>
    backupAtMs === null
      ? says(
          'It may have been sent from another copy.',
          'The database is in a different location than at the last start. If a copy of it is also used elsewhere, check your tasks at evolink.ai before you resume this one: if it is sent twice, you pay twice.',
        )
      : says(
          'It may have been sent since the backup.',
          `It was waiting when the backup from ${format.moment(backupAtMs, 0)} was made. Check your tasks at evolink.ai before you resume it: if it is sent twice, you pay twice.`,
        ),
  'database-row-invalid': ({ incident }) =>
    says(
      'This entry of the database cannot be read.',
      `It is damaged, so nothing was done with it. Go back to a backup in Settings if you need it. The log has the details (${incident}).`,
      'open-logs',
    ),
  'database-full': () =>
    says(
      'The disk that holds the app’s database is full.',
      'This change was not saved. Free up some space on that disk, then try again. Your videos are not affected.',
    ),
  'database-not-written': () =>
    says(
      'The app’s database could not be written.',
      'This change was not saved. The disk may be full, or your quota on it used up. Free up some space on that disk, then try again. Your videos are not affected.',
    ),
  'search-unavailable': ({ detail }) =>
    says(
      'The search is not available.',
      `Its index cannot be read or written. Your videos are not affected. Make sure that the disk with the app’s data has free space, then restart the app. Message of the system: ${detail}.`,
      'open-logs',
    ),
  'stored-error-unreadable': () =>
    says(
      'The reason can no longer be read.',
      'It was stored with this entry and is damaged; the entry itself is whole. The history of the task may still tell it.',
    ),
  'text-refused': ({ what, why, maxLength }) =>
    says(`This ${refusedTexts[what]} cannot be saved.`, `${textRefusal[why](format.number(maxLength))} Nothing was changed.`),
  'name-taken': ({ what, name }) =>
    says(`Another ${what} is called “${name}”.`, 'Choose another name. Case, accents and width make no difference.'),
  'too-many': ({ what, max }) => says('This is more than the app can handle.', tooMany[what](format.number(max))),
  'collection-refused': ({ why }) => says('This cannot be done with this collection.', collectionRefusal[why]),
  'query-refused': ({ part }) =>
    says(
      'This search cannot be saved.',
      part === '' ? 'It is empty. Type a word or a condition.' : `“${part}” is not understood. Change it, then save again.`,
    ),
  'another-profile-active': ({ active }) =>
    says('Nothing was sent: another profile is in use now.', `Press again to send it with “${active}”, or choose the other profile first.`),
  'queue-paused': () => says('Sending is paused.', 'Nothing new is sent until you resume the queue.'),
  'not-allowed-in-state': () => says('This is no longer possible.', 'The task has changed in the meantime.'),
  'unknown-item': ({ what }) => says(`This ${what} no longer exists.`, 'It was removed in the meantime.'),
  'cancelled-by-user': () => says('Nothing was changed.', 'The dialog was closed.'),
  'invalid-input': ({ issues }) => says('The app could not process this.', `${notTaken(issues)} Nothing was changed.`, 'open-logs'),
  'unknown-call': () => says('The window does not match the running app.', 'Quit the app and start it again.', 'open-logs'),
  'call-failed': () =>
    says(
      'The app did not respond.',
      'It may have done this anyway. Try again: that does not generate anything twice. If the problem persists, restart the app.',
      'open-logs',
    ),
  internal: ({ incident }) =>
    says('Something went wrong in the app.', `Nothing was lost. The log has the details (${incident}).`, 'open-logs'),
};

/** The texts of refusals with more information than their status. */
const special: Readonly<Record<SpecialError, ErrorText>> = {
  'content-refused': says('Refused by the content filter.', 'Rephrase it without nudity, violence or the names of real people.'),
  'model-refused': says(
    'EvoLink does not offer this model to this key.',
    'It may have been withdrawn. Use another model, or allow it for the key at evolink.ai.',
  ),
  'no-channel': says(
    'EvoLink has no capacity for this model right now.',
    'The app tries again automatically in a minute or two. If the problem persists, use another model.',
  ),
  'key-total-limit': says(
    'This key has reached its spending limit.',
    'Raise its limit at evolink.ai, or use another key. Your tasks wait and continue automatically when the limit allows it.',
  ),
  'key-daily-limit': says(
    'This key has reached its daily limit.',
    'Your tasks wait until the limit resets. To continue earlier, raise the limit at evolink.ai, or use another key.',
  ),
};

/** Returns the text of an error. For errors of the service the next step is the one of the table in `shared/service-errors`. */
export function errorText(error: AppError): ErrorText {
  const text = wordsOf(error);
  const step = nextStepOf(error);
  return step === undefined ? text : withStep(text, step);
}

function wordsOf(error: AppError): ErrorText {
  const more = specialErrorOf(error);
  if (more !== null) return special[more];
  const sentence = sentences[error.kind] as (error: AppError) => ErrorText;
  return sentence(error);
}

/** Returns the service's own message, to be shown verbatim beside ours; null where there is none. */
export function serviceWords(error: AppError): string | null {
  if (error.kind === 'task-failed') return [error.code, error.message, error.suggestion].filter((part) => part).join(' · ');
  if (!('service' in error)) return null;
  return answerWords(error.service);
}

function answerWords({ httpStatus, code, message, param }: ServiceResponse): string {
  return [String(httpStatus), code, param, message].filter((part) => part !== null && part !== '').join(' · ');
}
