// The texts for files that cannot be references: what the file is, and what to do.
import type { ErrorText } from '../shape.ts';
import { createErrorText } from './error-words.ts';

/** Picture formats that the service does not take. */
const pictures: Readonly<Record<string, string>> = {
  'image/heic': 'a HEIC photo',
  'image/avif': 'an AVIF image',
  'image/svg+xml': 'an SVG drawing',
  'image/vnd.adobe.photoshop': 'a Photoshop file',
  'image/vnd.microsoft.icon': 'an icon',
  'image/x-canon-cr3': 'a raw photo',
};

const others: Readonly<Record<string, string>> = {
  'application/pdf': 'a PDF',
  'application/zip': 'a ZIP archive or an office document',
  'application/x-executable': 'a program',
  'application/vnd.rar': 'an archive',
  'application/x-7z-compressed': 'an archive',
  'text/html': 'a web page',
  'application/xml': 'an XML file',
  'text/plain': 'text',
};

/** Returns the text for a file. `name` is quoted already. `found` is a MIME type; an unlisted one is shown as it is. */
export function wrongTypeText(name: string, found: string | null): ErrorText {
  if (found === 'inode/x-empty') return createErrorText(`${name} is empty.`, 'Choose another file.', 'change-images');
  const picture = found === null ? undefined : pictures[found];
  if (picture !== undefined) {
    return createErrorText(
      `${name} is a kind of image that EvoLink does not accept.`,
      `Its content is ${picture}. Save it as JPEG, PNG or WebP.`,
      'change-images',
    );
  }
  const what = found === null ? 'of no known type' : `${others[found] ?? found}, whatever its name says`;
  return createErrorText(`${name} is not an image, video or audio file.`, `Its content is ${what}. Choose another file.`, 'change-images');
}
