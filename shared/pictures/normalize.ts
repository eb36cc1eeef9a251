// Properties that may make a service display a picture file differently from the studio. Instead of such a file, a normalized copy is
// uploaded: upright, in RGB, and not animated.

/**
 * `turned`: an orientation tag (EXIF, eXIf or TIFF) rotates or mirrors the picture, and a service may ignore the tag. `cmyk`: a JPEG in
 * CMYK. `rare-coding`: a JPEG that few decoders read (arithmetic coding, lossless, hierarchical, more than 8 bits). `animated`: the copy
 * has only the first frame.
 */
export const normalizeReasons = ['turned', 'cmyk', 'rare-coding', 'animated'] as const;
/** Why a normalized copy of a picture is uploaded. */
export type NormalizeReason = (typeof normalizeReasons)[number];

/** Pictures with more pixels are not decoded: this many take 600 MB as RGBA, and no model accepts pictures of nearly that size. */
export const maxPixels = 150_000_000;
