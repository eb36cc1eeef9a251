// Why the preview of a video shows no picture, as a pure function of what the element tells.

/** What is said in the place of the picture: that this computer has no decoder, which says nothing against the file, or that it cannot be played. */
export type PreviewFailure = 'none' | 'no-decoder' | 'broken';

/** MEDIA_ERR_SRC_NOT_SUPPORTED (HTML, MediaError): no decoder, or nothing was read at all. */
const sourceNotSupported = 4;

/** A picture track without a decoder is dropped; with sound beside it that is no error, but the picture has no width. */
export const failureOfPicture = (pictureWidth: number): PreviewFailure => (pictureWidth === 0 ? 'no-decoder' : 'none');

/** `isThere`: whether the file can be read. */
export const failureOfError = (code: number | undefined, isThere: boolean): PreviewFailure =>
  code === sourceNotSupported && isThere ? 'no-decoder' : 'broken';
