// Types of the part of utif2 that the window uses. The package's own types need the types of Node, which the window does not have.
/** One directory of a TIFF. Its pixels exist only after `decodeImage`. */
export interface Page {
  /** The size in pixels, set by `decodeImage`. */
  readonly width: number;
  readonly height: number;
  /** Tag 274, Orientation. */
  readonly t274?: readonly number[];
}
declare const utif: {
  decode(bytes: ArrayBuffer): Page[];
  decodeImage(bytes: ArrayBuffer, page: Page): void;
  toRGBA8(page: Page): Uint8Array<ArrayBuffer>;
};
export default utif;
