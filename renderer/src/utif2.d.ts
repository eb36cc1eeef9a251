// The part of utif2 that is used here. Its own declarations pull in those of Node, which the window has no part in.
export interface Page {
  /** Set by `decodeImage`. */
  readonly width: number;
  readonly height: number;
  /** Orientation. */
  readonly t274?: readonly number[];
}
declare const utif: {
  decode(bytes: ArrayBuffer): Page[];
  decodeImage(bytes: ArrayBuffer, page: Page): void;
  toRGBA8(page: Page): Uint8Array<ArrayBuffer>;
};
export default utif;
