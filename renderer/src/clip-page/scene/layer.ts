// A separate canvas for a part of the picture that is painted once and then drawn on every frame.

/** The drawing context of a scene. Its canvas is off-screen, because the page is never visible. */
export type CanvasContext = OffscreenCanvasRenderingContext2D;

/** Creates a transparent canvas of at least one pixel. It stays in main memory, not on the GPU, because the encoder reads it. */
export function createLayer(width: number, height: number): { readonly canvas: OffscreenCanvas; readonly context: CanvasContext } {
  const canvas = new OffscreenCanvas(Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  return { canvas, context };
}
