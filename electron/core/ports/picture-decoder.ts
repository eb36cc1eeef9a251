// Decodes pictures in a separate page without privileges. The page is closed if it takes too long.

/** A picture file that is read in ranges. `end` is exclusive. */
export interface PictureSource {
  /** The size in bytes. */
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

/** The encoding of a normalized picture. A JPEG that exceeds the limit is encoded again with lower quality. */
export interface PictureEncoding {
  readonly format: 'jpeg' | 'png';
  /** True if the picture has no alpha channel. */
  readonly isOpaque: boolean;
  /** The maximum size to aim for when the file is encoded. */
  readonly targetBytes: number;
}

/** The outcome of decoding a picture. */
export type DecodedPicture =
  /** `encoded`: the first frame of the picture, upright and in sRGB; null if no copy was requested. */
  | { readonly kind: 'decoded'; readonly encoded: Uint8Array | null }
  /** The picture cannot be decoded completely, because a part is missing or damaged. */
  | { readonly kind: 'undecodable'; readonly detail: string }
  /** This variant of the format is not decoded here (TIFF, BMP). The file may be intact. */
  | { readonly kind: 'unsupported'; readonly detail: string }
  /** No picture can be decoded now. This says nothing about the picture. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** Decoding exceeded the limit for time or memory. */
  | { readonly kind: 'too-much'; readonly detail: string }
  /** The studio is stopping. */
  | { readonly kind: 'stopped' };

/** Decodes complete pictures, and encodes normalized copies of them. */
export interface PictureDecoder {
  /** Decodes a picture. If `write` is given, also encodes a normalized copy. Rejects with the signal's reason, and because of bugs. */
  decode(source: PictureSource, mimeType: string, write: PictureEncoding | null, signal: AbortSignal): Promise<DecodedPicture>;
}
