// The texts of errors: what happened, what it means, and the next step. One text per kind of `AppError`.
import type { AppError, AppErrorKind, AppErrorOf, ServiceResponse } from '../../errors.ts';
import { bytesPerMegabyte } from '../../models/rules/general-limits.ts';
import { httpErrors, isAlreadySubmitted, nextStepOf, type SpecialError, specialErrorOf } from '../../service-errors/index.ts';
import { refusedValues } from '../refused-values.ts';
import type { ErrorText } from '../shape.ts';
import { says, waitWords, withStep } from './error-words.ts';
import { format } from './format.ts';
import { blockedText } from './issue-list.ts';
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
  return names.length === 0 ? 'It is more than the studio takes at once.' : `The studio does not take this: ${names.join(', ')}.`;
}

const noAnswer: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': 'EvoLink did not answer in time.',
  'connection-failed': 'EvoLink could not be reached.',
  'connection-lost': 'The connection broke.',
  'proxy-sign-in': 'The proxy wants a name and a password.',
};
const notFollowed: Readonly<Record<AppErrorOf<'polling-stopped'>['reason'], readonly [string, string]>> = {
  'by-user': ['No longer followed.', 'You stopped following it. EvoLink finishes it all the same, and it is paid for.'],
  'not-found': ['No longer followed.', 'EvoLink has not known this task for 24 hours.'],
  'not-found-by-new-key': [
    'No longer followed.',
    'The key or its address was replaced after it was sent, and under the new one it has not been known for 24 hours. It may belong to the account of the old one.',
  ],
  'too-old': ['No longer followed.', 'EvoLink said neither done nor failed within 24 hours.'],
};
const address: Readonly<Record<AppErrorOf<'reference-address'>['reason'], readonly [string, string]>> = {
  malformed: ['This is not a web address.', 'It should look like https://example.com/picture.png.'],
  'not-http': ['Only http and https addresses can be fetched.', 'Save the file to this computer and drop it here.'],
  private: ['This address lies inside a private network.', 'For safety it is not fetched. Save the file and drop it here.'],
  unreachable: ['Nothing answered at this address.', 'Check it, or save the file and drop it here.'],
  'too-many-redirects': ['This address sends one around in circles.', 'Save the file to this computer and drop it here.'],
};
const undecodable: Readonly<Record<AppErrorOf<'reference-undecodable'>['why'], string>> = {
  'rare-coding':
    'It is a JPEG of a rare kind (arithmetic coding, lossless, or more than 8 bits), which is not decoded here. Save it as PNG or as an ordinary JPEG in an image editor, and add that file.',
  unsupported:
    'It is of a variant of its kind that is not decoded here, or it is damaged. Save it as PNG or JPEG in an image editor, and add that file.',
  'too-much': 'Decoding it takes more memory or time than there is. Make it smaller in an image editor, and add that file.',
};
const linkNotAllowed: Readonly<Record<AppErrorOf<'link-blocked'>['reason'], string>> = {
  'not-https': 'The link is not https.',
  private: 'The link points into a private network.',
  'too-many-redirects': 'The link sends one around in circles.',
  'too-large': 'The file is larger than any video should be.',
};

const notHere: Readonly<Record<AppErrorOf<'library-unavailable'>['found'], (folder: string) => readonly [string, string]>> = {
  'no-library': (folder) => [
    'Your library was not found in this folder.',
    `${folder} is there, but nothing in it shows that it is your library. Nothing is written into it. If your library is on a drive, connect it and the studio goes on by itself; otherwise choose this folder again, or another one.`,
  ],
  'other-library': (folder) => [
    'The library folder holds another library.',
    `${folder} is there, but your videos are not in it: another drive may be connected in its place. Nothing is written into it. Connect the right one and the studio goes on by itself, or choose a folder.`,
  ],
};

const libraryBusy: Readonly<Record<AppErrorOf<'library-busy'>['by'], readonly [string, string]>> = {
  move: ['The library is being moved.', 'Wait until it has been moved, or stop it first.'],
  change: ['The library folder is busy.', 'Wait a moment, then try again.'],
  rebuild: ['The library is being rebuilt.', 'Wait until it has been rebuilt, or stop it first.'],
};

const backupUnusable: Readonly<Record<AppErrorOf<'backup-unusable'>['reason'], readonly [string, string]>> = {
  gone: ['This backup is gone.', 'Its file was moved or deleted. Nothing was changed.'],
  damaged: ['This backup is damaged.', 'Nothing was changed. Choose another one.'],
  'not-copied': [
    'This backup could not be copied.',
    'The disk is full, or the studio’s data folder cannot be written. Nothing was changed. Make room and try again.',
  ],
  newer: ['This backup was made by a newer Evolink Studio.', 'Nothing was changed. Install the newest Evolink Studio to use it.'],
};

const sentences: Sentences = {
  'invalid-request': () => says('EvoLink refused this request.', 'Its reason is below. Change that and generate again.'),
  unauthorized: () => says('EvoLink does not accept this key.', 'It is wrong, switched off or expired. Your tasks wait.'),
  'insufficient-credits': () =>
    says('The account does not have enough credits.', 'Top it up. Your tasks wait, and go on by themselves when there is room.'),
  'access-denied': () => says('EvoLink does not allow this key to do that.', 'Allow it for the key at evolink.ai, or use another key.'),
  'not-found': () =>
    says(
      'EvoLink does not know this.',
      'The task does not exist there any more, or the profile’s address is wrong.',
      'choose-profile',
      'Check the profile',
    ),
  conflict: (error) =>
    isAlreadySubmitted(error)
      ? says('EvoLink says this was sent before.', 'It may have been accepted the first time. Look again before you send it again.')
      : says(
          'The request was answered with a conflict (409).',
          'That does not say whether it was accepted. Look again before you send it again.',
        ),
  'request-too-large': () => says('The request is too large.', 'Use smaller or fewer images, or a shorter prompt.'),
  'rate-limited': ({ retryAfterMs }) =>
    says(
      'EvoLink asks for a slower pace.',
      `The studio goes on by itself in ${wait(retryAfterMs, waitWords(httpErrors['rate-limited'].wait))}.`,
    ),
  'server-error': () =>
    says('Something broke at EvoLink.', `The studio looks again in about ${waitWords(httpErrors['server-error'].wait)}.`),
  'upstream-error': () => says('The model’s own service did not answer EvoLink.', 'Look again in about a minute.'),
  'service-unavailable': ({ retryAfterMs }) =>
    says(
      'EvoLink has no room right now.',
      `The studio tries again by itself in ${wait(retryAfterMs, waitWords(httpErrors['service-unavailable'].wait))}.`,
    ),
  refused: ({ service }) => says(`EvoLink refused this (${service.httpStatus}).`, 'Its own words are below.'),
  'invalid-response': ({ service }) =>
    says('EvoLink’s answer could not be read.', `It answered ${service.httpStatus} with something that is not its usual form.`),
  'no-response': ({ reason }) =>
    says(
      noAnswer[reason],
      reason === 'proxy-sign-in'
        ? 'Nothing was sent. Sign in, and what waits goes on.'
        : 'Check the network. What is under way goes on as soon as it is back.',
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
      `Since ${format.time(changedAtMs)} there is another key or address, and under it this task is not known: it may belong to the account of the old one. Put that back to find it.`,
      'replace-key',
    ),
  'no-profile': () => says('No profile is chosen.', 'Connect a key, or use the simulator.', 'choose-profile'),
  'no-key': ({ profile }) => says(`${profile} has no key.`, 'Paste one and its tasks go on.', 'replace-key', 'Add key…'),
  'key-malformed': () =>
    says('This does not look like a key.', 'A key is one line, usually beginning with sk-. Copy it again from evolink.ai.'),
  'keychain-unavailable': () =>
    says('The system’s keychain does not answer.', 'Unlock it and try again, or paste the key again for this session.', 'replace-key'),
  'invalid-base-url': ({ url }) =>
    says(`“${url}” cannot be used as a base URL.`, 'It must begin with https://; plain http works on this computer only.'),
  'environment-key-wrong-host': ({ url }) =>
    says(
      'The key in EVOLINK_API_KEY goes to EvoLink’s own addresses only.',
      `This profile’s address is ${url}. Paste the key that is meant for that address, or add a profile with EvoLink’s usual base URLs.`,
    ),
  'request-blocked': ({ issues }) => says('This cannot be sent as it is.', blockedText(issues), 'edit-request'),
  'reference-file-missing': ({ name }) => says(`${quoted(name)} is gone.`, 'It was moved or deleted. Add it again.', 'change-images'),
  'reference-unreadable': ({ name }) =>
    says(`${quoted(name)} could not be read.`, 'It may be damaged, or you may lack the permission to read it.', 'change-images'),
  'reference-on-network-path': ({ name }) =>
    says(
      `${quoted(name)} lies on another computer.`,
      'For safety it is not opened by its path alone. Drop it here, or choose it in the dialog.',
      'change-images',
    ),
  'reference-incomplete': ({ name }) =>
    says(
      `${quoted(name)} is not complete.`,
      'A part of the picture is missing or damaged, e.g. because copying or syncing it has not ended. Wait for that, or save it again in an image editor, and add it then.',
      'change-images',
    ),
  'reference-undecodable': ({ name, why }) => says(`${quoted(name)} cannot be used.`, undecodable[why], 'change-images'),
  'decoder-unavailable': ({ name }) =>
    says(
      `${quoted(name)} cannot be checked now.`,
      'The part of the studio that decodes pictures does not start. Nothing is wrong with the picture. Try again in a minute; if that does not help, restart the studio.',
      'try-again',
    ),
  'reference-wrong-type': ({ name, found }) => wrongTypeText(quoted(name), found),
  'reference-too-large': ({ name, bytes, limitBytes }) =>
    says(
      `${quoted(name)} has ${megabytes(bytes)}.`,
      `${megabytes(limitBytes)} is the most EvoLink takes. Make it smaller.`,
      'change-images',
    ),
  'reference-address': ({ reason }) => {
    const [title, detail] = address[reason];
    return says(title, detail);
  },
  'library-missing': ({ folder }) =>
    says(
      'The library folder is gone.',
      `${folder} cannot be found. Connect the disk and the studio goes on by itself, or choose another folder.`,
      'choose-folder',
    ),
  'library-unavailable': ({ folder, found }) => {
    const [title, detail] = notHere[found](folder);
    return says(title, detail, 'choose-folder');
  },
  'library-unwritable': ({ folder }) =>
    says(
      'The library folder cannot be written.',
      `${folder} refuses new files. Finished videos wait at EvoLink until it can.`,
      'choose-folder',
    ),
  'disk-full': ({ folder, neededBytes, freeBytes }) =>
    says(
      'The disk is full.',
      `${neededBytes === null ? 'More room' : format.bytes(neededBytes)} is needed in ${folder}${freeBytes === null ? '' : `, ${format.bytes(freeBytes)} is free`}. Make room, or choose another folder.`,
      'choose-folder',
    ),
  'library-busy': ({ by }) => says(...libraryBusy[by]),
  'file-write-failed': ({ folder }) => says('The file could not be written.', `${folder} does not take it. Choose another folder.`),
  'page-open-failed': ({ url }) => says('The system did not open the page.', `No browser is set for it. Its address is ${url}.`),
  'folder-open-failed': ({ folder }) => says('The system did not show the folder.', `Open it yourself: ${folder}.`),
  'file-missing': () => says('File is gone.', 'It was moved, renamed or deleted outside the studio.', 'retry-download', 'Get it again'),
  'file-changed': () =>
    says(
      'File has changed.',
      'It is not what the studio stored. Get it again, or put the old file back.',
      'retry-download',
      'Get it again',
    ),
  'not-opened': ({ name }) =>
    says(`${quoted(name)} was not opened.`, 'No program for this kind of video answered. Install one, e.g. VLC, and try again.'),
  'file-mismatch': ({ name }) => says(`${quoted(name)} is another file.`, 'Only the very file that was stored can take its place.'),
  'link-refused': () => says('The link no longer works.', 'The studio asks EvoLink for a fresh one.', 'retry-download'),
  'link-blocked': ({ reason }) =>
    says(
      'EvoLink’s link was not followed.',
      `${linkNotAllowed[reason]} Nothing was fetched. The studio tries again while the link lives.`,
      'open-logs',
    ),
  'host-needs-permission': ({ host }) =>
    says(
      `“${host}” may lie in a private network.`,
      'Its name leads to addresses that local proxies use, and private networks as well. If you use a proxy or VPN, fetch it all the same.',
      'allow-host',
    ),
  'download-incomplete': ({ receivedBytes, expectedBytes }) =>
    says(
      'The video did not arrive whole.',
      `${expectedBytes === null ? format.bytes(receivedBytes) : format.bytesOf(receivedBytes, expectedBytes)} came. The studio tries again.`,
      'retry-download',
    ),
  'not-a-video': () => says('What arrived is not a video.', 'The studio asks for it again.', 'retry-download'),
  quarantined: ({ why, bytes }) =>
    says(
      why === 'incomplete' ? 'The video never arrived whole.' : 'What arrived is not a video that the studio can verify.',
      `The largest of several transfers, ${format.bytes(bytes)}, was set aside. Keep the file as it is, or get it again.`,
      'retry-download',
    ),
  'backup-failed': ({ neededBytes, freeBytes, detail }) =>
    neededBytes !== null && freeBytes !== null
      ? says('There is no room for a backup.', `${format.bytes(neededBytes)} are needed, ${format.bytes(freeBytes)} are free.`)
      : says('The backup could not be made.', `The system said: ${detail}. The studio works on and tries again in an hour.`, 'open-logs'),
  'backup-unusable': ({ reason }) => says(...backupUnusable[reason]),
  'possibly-sent-since-backup': ({ backupAtMs }) =>
    backupAtMs === null
      ? says(
          'It may have been sent from another place.',
          'The database lies somewhere else than at its last start. If a copy of it is used elsewhere as well, compare with your tasks at evolink.ai before you resume it: sent twice, it is paid twice.',
        )
      : says(
          'It may have been sent since the backup.',
          `It waited when the backup of ${format.moment(backupAtMs, 0)} was made. Compare with your tasks at evolink.ai before you resume it: sent twice, it is paid twice.`,
        ),
  'another-profile-active': ({ active }) =>
    says('Nothing was sent: another profile is in use now.', `Press again to send it with “${active}”, or choose the other profile first.`),
  'queue-paused': () => says('Sending is paused.', 'Nothing new is sent until you resume the queue.'),
  'not-allowed-in-state': () => says('That is not possible any more.', 'The task has moved on in the meantime.'),
  'unknown-item': ({ what }) => says(`This ${what} no longer exists.`, 'It was removed in the meantime.'),
  'cancelled-by-user': () => says('Nothing was changed.', 'The dialog was closed.'),
  'invalid-input': ({ issues }) => says('This was not understood.', `${notTaken(issues)} Nothing was changed.`, 'open-logs'),
  'unknown-call': () => says('The window and the studio do not fit together.', 'Start the studio again.', 'open-logs'),
  'call-failed': () =>
    says(
      'The studio gave no answer to this.',
      'It may have been carried out all the same. Try again: nothing is generated twice by that. If it stays so, start the studio again.',
      'open-logs',
    ),
  internal: ({ incident }) =>
    says('Something went wrong in the studio.', `Nothing was lost. The log has the details (${incident}).`, 'open-logs'),
};

/** The texts of refusals with more information than their status. */
const special: Readonly<Record<SpecialError, ErrorText>> = {
  'content-refused': says('Refused by the content filter.', 'Rephrase it without nudity, violence or the names of real people.'),
  'model-refused': says(
    'EvoLink does not offer this model to this key.',
    'It may have been withdrawn. Use another model, or allow it for the key at evolink.ai.',
  ),
  'no-channel': says(
    'EvoLink has no place for this model right now.',
    'The studio tries again by itself in a minute or two. If it stays so, use another model.',
  ),
  'key-total-limit': says(
    'This key has spent all it may spend.',
    'Raise its limit at evolink.ai, or use another key. Your tasks wait, and go on by themselves when there is room.',
  ),
  'key-daily-limit': says(
    'This key has spent what it may spend in a day.',
    'Your tasks wait until its day is over. To go on earlier, raise its limit at evolink.ai or use another key.',
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
