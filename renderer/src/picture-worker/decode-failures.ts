// Why a picture is not decoded, where it can be told.

/** A part of the file is missing. */
export class TruncatedPictureError extends Error {
  override readonly name = 'TruncatedPictureError';
}

/** It takes more memory than there is. */
export class PictureTooLargeError extends Error {
  override readonly name = 'PictureTooLargeError';
}

/** Kinds with many variants of which the decoders here read some: a failure says nothing of whether the file is whole. */
const withVariants: ReadonlySet<string> = new Set(['image/tiff', 'image/bmp']);

/**
 * `too-much`: memory ran out. `undecodable`: it may be whole, but of a variant that is not decoded here. `unreadable`: a part of it is missing or damaged.
 * Source of the names and messages: V8 (RangeError for a buffer that cannot be allocated) and Blink (`createImageBitmap`: "The ImageBitmap could not be
 * allocated", and EncodingError of `convertToBlob`).
 */
export function decodeFailure(error: unknown, mimeType: string): 'unreadable' | 'undecodable' | 'too-much' {
  if (error instanceof PictureTooLargeError || error instanceof RangeError) return 'too-much';
  if (error instanceof TruncatedPictureError) return 'unreadable';
  if (error instanceof Error && (error.name === 'EncodingError' || error.message.includes('could not be allocated'))) return 'too-much';
  return withVariants.has(mimeType) ? 'undecodable' : 'unreadable';
}
