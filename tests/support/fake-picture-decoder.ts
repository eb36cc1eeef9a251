// A picture decoder that decodes nothing: every picture is complete, or has the outcome that a test sets.
import type { DecodedPicture, PictureDecoder, PictureEncoding } from '../../electron/core/ports.ts';

export interface FakePictureDecoder extends PictureDecoder {
  readonly requests: { readonly mimeType: string; readonly size: number; readonly write: PictureEncoding | null }[];
  /** Replaces the default: the picture is complete, and written as these few bytes. */
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
