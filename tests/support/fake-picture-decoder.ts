// A picture decoder that decodes nothing. It reports every picture as complete unless a test sets another outcome.
import type { DecodedPicture, PictureDecoder, PictureEncoding } from '../../electron/core/ports.ts';

export interface FakePictureDecoder extends PictureDecoder {
  readonly requests: { readonly mimeType: string; readonly size: number; readonly write: PictureEncoding | null }[];
  /** The outcome for every picture. By default (null) the picture is complete and is written as a few fixed bytes. */
  result: DecodedPicture | null;
}

export const writtenPicture = new TextEncoder().encode('normalized');

export function createFakePictureDecoder(): FakePictureDecoder {
  const requests: FakePictureDecoder['requests'] = [];
  const pictures: FakePictureDecoder = {
    requests,
    result: null,
    async decode(source, mimeType, write) {
      requests.push({ mimeType, size: source.size, write });
      return pictures.result ?? { kind: 'decoded', encoded: write === null ? null : writtenPicture };
    },
  };
  return pictures;
}
