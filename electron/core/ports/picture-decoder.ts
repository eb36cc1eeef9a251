// Decoding of pictures, which is done where it can do no harm: in a page without rights that is ended when it takes too long.

/** A picture file that is read in ranges, `end` exclusive. */
export interface PictureSource {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

/** How a normalized picture is written. A JPEG that has more bytes than wished is written a little coarser. */
export interface PictureEncoding {
  readonly format: 'jpeg' | 'png';
  readonly isOpaque: boolean;
  readonly targetBytes: number;
}

/** What came of a picture. */
export type DecodedPicture =
  /** `written`: the picture upright, in sRGB, its first frame; null where nothing was to be written. */
  | { readonly kind: 'decoded'; readonly encoded: Uint8Array | null }
  /** It cannot be decoded to its end: a part is missing or damaged. */
  | { readonly kind: 'undecodable'; readonly detail: string }
  /** It may be whole, but of a variant of its kind that is not decoded here (TIFF, BMP). */
  | { readonly kind: 'unsupported'; readonly detail: string }
  /** Nothing can be decoded now, which says nothing about the picture. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** It took too long, or more memory than there is. */
  | { readonly kind: 'too-much'; readonly detail: string }
  /** The studio ends. */
  | { readonly kind: 'stopped' };

/** Decodes whole pictures, and writes normalized copies of them. */
export interface PictureDecoder {
  /** Rejects with the signal's reason, and for bugs. */
  decode(source: PictureSource, mimeType: string, write: PictureEncoding | null, signal: AbortSignal): Promise<DecodedPicture>;
}
