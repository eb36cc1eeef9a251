// The texts of errors about files that cannot be used as references.
import type { AppErrorOf } from '../../errors.ts';
import { bytesPerMegabyte } from '../../models/rules/general-limits.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';
import { wrongTypeText } from './wrong-file-type.ts';

/** Formats bytes in the megabytes of the limits (`bytesPerMegabyte`), so that "30 MB" is the same as in the service's documentation. */
const megabytes = (bytes: number): string => `${format.number(Math.ceil((bytes / bytesPerMegabyte) * 10) / 10, 1)} MB`;
const quoted = (name: string): string => (name === '' ? 'This file' : `“${name}”`);
const addressTexts: Readonly<Record<AppErrorOf<'reference-address'>['reason'], readonly [string, string]>> = {
  malformed: ['This is not a web address.', 'It should look like https://example.com/picture.png.'],
  'not-http': ['Only http and https addresses can be used.', 'Save the file to this computer and drop it here.'],
  private: ['This address is on a private network.', 'For safety it is not opened. Save the file and drop it here.'],
  unreachable: ['Nothing responded at this address.', 'Check it, or save the file and drop it here.'],
  'too-many-redirects': ['This address redirects in a loop.', 'Save the file to this computer and drop it here.'],
};
const undecodableDetails: Readonly<Record<AppErrorOf<'reference-undecodable'>['why'], string>> = {
  'rare-coding':
    'It is a rare kind of JPEG (arithmetic coding, lossless, or more than 8 bits) that cannot be decoded here. Save it as PNG or as an ordinary JPEG in an image editor, and add that file.',
  unsupported:
    'It is a variant of its format that cannot be decoded here, or it is damaged. Save it as PNG or JPEG in an image editor, and add that file.',
  'too-much': 'Decoding it takes too much memory or time. Make it smaller in an image editor, and add that file.',
};

/** The texts by kind of error. */
export const referenceErrors = {
  'reference-file-missing': ({ name }) =>
    createErrorText(`${quoted(name)} is missing.`, 'It was moved or deleted. Add it again.', 'change-images'),
  'reference-unreadable': ({ name }) =>
    createErrorText(
      `${quoted(name)} could not be read.`,
      'It may be damaged, or you may lack permission to read it. Check it, or choose another file.',
      'change-images',
    ),
  'reference-on-network-path': ({ name }) =>
    createErrorText(
      `${quoted(name)} is on another computer.`,
      'For safety it is not opened by its path alone. Drop it here, or choose it in the dialog.',
      'change-images',
    ),
  'reference-incomplete': ({ name }) =>
    createErrorText(
      `${quoted(name)} is incomplete.`,
      'Part of the image is missing or damaged, perhaps because it is still being copied or synced. Wait until that is done, or save it again in an image editor, then add it.',
      'change-images',
    ),
  'reference-undecodable': ({ name, why }) => createErrorText(`${quoted(name)} cannot be used.`, undecodableDetails[why], 'change-images'),
  'decoder-unavailable': ({ name }) =>
    createErrorText(
      `${quoted(name)} cannot be checked right now.`,
      'The part of the app that decodes images did not start. Nothing is wrong with the image. Try again in a minute; if that does not help, restart the app.',
      'try-again',
    ),
  'reference-wrong-type': ({ name, found }) => wrongTypeText(quoted(name), found),
  'reference-too-large': ({ name, bytes, limitBytes }) =>
    createErrorText(
      `${quoted(name)} is too large: ${megabytes(bytes)}.`,
      `EvoLink accepts at most ${megabytes(limitBytes)}. Make the file smaller.`,
      'change-images',
    ),
  'reference-address': ({ reason }) => {
    const [title, detail] = addressTexts[reason];
    return createErrorText(title, detail);
  },
} satisfies Partial<ErrorSentences>;
