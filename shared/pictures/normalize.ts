// What about a picture's file makes services read it differently from what is shown here. Such a picture is not uploaded as it is: its normalized copy is,
// upright, in RGB, and still.

/**
 * `turned`: EXIF, eXIf or the TIFF tag turns it, which a service may ignore. `cmyk`: a JPEG for print. `rare-coding`: a JPEG that few decoders read
 * (arithmetic coding, lossless, hierarchical, more than 8 bits). `animated`: it moves, and only its first frame is used.
 */
export const normalizeReasons = ['turned', 'cmyk', 'rare-coding', 'animated'] as const;
export type NormalizeReason = (typeof normalizeReasons)[number];

/** RGBA of so many pixels takes 600 MB; no model takes pictures near it. None with more is decoded. */
export const maxPixels = 150_000_000;
