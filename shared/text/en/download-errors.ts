// The texts of errors about downloads.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

const linkBlockedReasons: Readonly<Record<AppErrorOf<'link-blocked'>['reason'], string>> = {
  'not-https': 'The link is not https.',
  private: 'The link leads to a private network.',
  'too-many-redirects': 'The link redirects in a loop.',
  'too-large': 'The file is larger than any video should be.',
};

/** The texts by kind of error. */
export const downloadErrors = {
  'link-refused': () => createErrorText('The link no longer works.', 'The app asks EvoLink for a new one.', 'retry-download'),
  'link-blocked': ({ reason }) =>
    createErrorText(
      'EvoLink’s link was not opened.',
      `${linkBlockedReasons[reason]} Nothing was downloaded. The app tries again while the link is valid.`,
      'open-logs',
    ),
  'host-needs-permission': ({ host }) =>
    createErrorText(
      `“${host}” may be on a private network.`,
      'Its name leads to addresses that local proxies use, but also private networks. If you use a proxy or VPN, choose “Download anyway”.',
      'allow-host',
    ),
  'download-incomplete': ({ receivedBytes, expectedBytes }) =>
    createErrorText(
      'The video did not arrive completely.',
      `${expectedBytes === null ? format.bytes(receivedBytes) : format.bytesOf(receivedBytes, expectedBytes)} arrived. The app tries again.`,
      'retry-download',
    ),
  'not-a-video': () => createErrorText('The received file is not a video.', 'The app downloads it again.', 'retry-download'),
  quarantined: ({ why, bytes }) =>
    createErrorText(
      why === 'incomplete' ? 'The video never arrived completely.' : 'The received file is not a video that the app can verify.',
      `The largest of several downloads, ${format.bytes(bytes)}, was set aside. Keep the file as is, or try again.`,
      'retry-download',
    ),
} satisfies Partial<ErrorSentences>;
