// The reasons why a picture cannot be decoded.

/** A part of the file is missing. */
export class TruncatedPictureError extends Error {
  override readonly name = 'TruncatedPictureError';
}

/** The picture needs more memory than is available. */
export class PictureTooLargeError extends Error {
  override readonly name = 'PictureTooLargeError';
}

/** Formats with many variants, of which the decoders read only some. A failure does not show whether the file is complete. */
const typesWithVariants: ReadonlySet<string> = new Set(['image/tiff', 'image/bmp']);

/**
 * Returns why decoding failed. `too-much`: memory ran out. `undecodable`: the file may be complete, but its format is an unsupported
 * variant. `unreadable`: a part of the file is missing or damaged. Sources of the names and messages: V8 (RangeError for a buffer that
 * cannot be allocated) and Blink (`createImageBitmap`: "The ImageBitmap could not be allocated", and EncodingError of `convertToBlob`).
 */
export function decodeFailure(error: unknown, mimeType: string): 'unreadable' | 'undecodable' | 'too-much' {
  if (error instanceof PictureTooLargeError || error instanceof RangeError) return 'too-much';
  if (error instanceof TruncatedPictureError) return 'unreadable';
  if (error instanceof Error && (error.name === 'EncodingError' || error.message.includes('could not be allocated'))) return 'too-much';
  return typesWithVariants.has(mimeType) ? 'undecodable' : 'unreadable';
}
