// The properties of a picture file that services may read differently from what is shown here. Instead of such a file its normalized copy is uploaded:
// upright, in RGB, and not animated.

/**
 * `turned`: EXIF, eXIf or the TIFF tag turns it, which a service may ignore. `cmyk`: a JPEG for print. `rare-coding`: a JPEG that few decoders read
 * (arithmetic coding, lossless, hierarchical, more than 8 bits). `animated`: it moves, and only its first frame is used.
 */
export const normalizeReasons = ['turned', 'cmyk', 'rare-coding', 'animated'] as const;
/** Why a normalized copy of a picture is uploaded. */
export type NormalizeReason = (typeof normalizeReasons)[number];

/** Larger pictures are not decoded: this many pixels take 600 MB as RGBA, and no model takes pictures near it. */
export const maxPixels = 150_000_000;
