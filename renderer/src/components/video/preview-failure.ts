// Decides why the preview of a video shows no picture, from the state of the video element. Pure.

/**
 * What is shown instead of the picture: `no-decoder` means that this computer cannot decode it, although the file may be fine; `broken`
 * means that it cannot be played.
 */
export type PreviewFailure = 'none' | 'no-decoder' | 'broken';

/** MEDIA_ERR_SRC_NOT_SUPPORTED (HTML, MediaError): no decoder, or nothing could be read. */
const sourceNotSupported = 4;

/**
 * The failure of a video that has loaded. Chromium drops a video track that it cannot decode; if there is sound, that is not an error, but
 * the picture has no width.
 */
export const failureOfPicture = (pictureWidth: number): PreviewFailure => (pictureWidth === 0 ? 'no-decoder' : 'none');

/** The failure behind a MediaError `code`. `isReadable`: whether the file can be read. */
export const failureOfError = (code: number | undefined, isReadable: boolean): PreviewFailure =>
  code === sourceNotSupported && isReadable ? 'no-decoder' : 'broken';
