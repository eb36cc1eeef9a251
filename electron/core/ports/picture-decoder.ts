// Decodes pictures in isolation, in a page without privileges that is closed when it takes too long.

/** A picture file that is read in ranges, `end` exclusive. */
export interface PictureSource {
  /** In bytes. */
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

/** How a normalized picture is written. A JPEG larger than the limit is written again with lower quality. */
export interface PictureEncoding {
  readonly format: 'jpeg' | 'png';
  /** True for a picture without an alpha channel. */
  readonly isOpaque: boolean;
  /** The intended maximum size of the encoded file. */
  readonly targetBytes: number;
}

/** The outcome of decoding a picture. */
export type DecodedPicture =
  /** `encoded`: the picture upright, in sRGB, its first frame; null when no copy was requested. */
  | { readonly kind: 'decoded'; readonly encoded: Uint8Array | null }
  /** A part is missing or damaged, so that the picture cannot be decoded completely. */
  | { readonly kind: 'undecodable'; readonly detail: string }
  /** A variant of the format that is not decoded here (TIFF, BMP); the file may be intact. */
  | { readonly kind: 'unsupported'; readonly detail: string }
  /** Nothing can be decoded now; this says nothing about the picture. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** Decoding exceeded the limit of time or memory. */
  | { readonly kind: 'too-much'; readonly detail: string }
  /** The studio stops. */
  | { readonly kind: 'stopped' };

/** Decodes complete pictures, and writes normalized copies of them. */
export interface PictureDecoder {
  /** Decodes a picture and, if `write` is given, encodes a normalized copy. Rejects with the signal's reason, and for bugs. */
  decode(source: PictureSource, mimeType: string, write: PictureEncoding | null, signal: AbortSignal): Promise<DecodedPicture>;
}
