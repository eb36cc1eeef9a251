// The `PictureDecoder` port over the hidden page.
import type { DecodedPicture, PictureDecoder } from '../../core/ports.ts';
import { ClipFailure } from './clip-messages.ts';
import type { PictureReader } from './clip-window.ts';

/**
 * Creates the `PictureDecoder` port. `reader` is called for each picture. A picture that cannot be decoded is a value; bugs and the
 * signal's reason are thrown.
 */
export const createPictureDecoder = (reader: () => PictureReader): PictureDecoder => ({
  async decode(source, mimeType, write, signal) {
    try {
      const { encoded } = await reader().read(source, mimeType, write, signal);
      return { kind: 'decoded', encoded };
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      return failure;
    }
  },
});

/** Maps a `ClipFailure` to the result of the port; null for any other error, which is a bug. */
function failureOf(error: unknown): DecodedPicture | null {
  if (!(error instanceof ClipFailure)) return null;
  switch (error.reason) {
    case 'unreadable':
      return { kind: 'undecodable', detail: error.message };
    case 'undecodable':
      return { kind: 'unsupported', detail: error.message };
    case 'not-started':
      return { kind: 'unavailable', detail: error.message };
    // A page usually dies because a huge picture needs too much memory. The queue has already tried twice.
    case 'too-much':
    case 'crashed':
    case 'timed-out':
      return { kind: 'too-much', detail: error.message };
    case 'stopped':
      return { kind: 'stopped' };
    case 'no-video':
    case 'cannot-encode':
    case 'internal':
      return null;
  }
}
