// Encodes an opaque picture as PNG without an alpha channel (PNG specification, third edition). Chromium always writes an alpha channel,
// and a service that accepts no transparency checks only the header.

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The number of rows filtered at a time. It is limited, so that a picture of 30 megapixels is not in memory three times. */
const rowsPerPart = 64;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(parts: readonly Uint8Array[]): number {
  let value = 0xffffffff;
  for (const part of parts) for (const byte of part) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 255] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, data.byteLength);
  for (let offset = 0; offset < 4; offset += 1) head[4 + offset] = name.charCodeAt(offset);
  const tail = new Uint8Array(4);
  new DataView(tail.buffer).setUint32(0, crcOf([head.subarray(4), data]));
  return [head, data, tail];
}

/** The byte that is nearest to left + above − upper left (filter type 4). */
function paeth(left: number, above: number, upperLeft: number): number {
  const estimate = left + above - upperLeft;
  const [fromLeft, fromAbove, fromUpperLeft] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - upperLeft)];
  if (fromLeft <= fromAbove && fromLeft <= fromUpperLeft) return left;
  return fromAbove <= fromUpperLeft ? above : upperLeft;
}

/**
 * Returns the rows as red, green and blue, each byte minus its prediction from its neighbours. `previousRow` is the last row of the
 * previous part.
 */
function filterRows({ data, width, height }: ImageData, previousRow: Uint8ClampedArray | null): Uint8Array<ArrayBuffer> {
  const rowBytes = 1 + width * 3;
  const out = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const row = data.subarray(y * width * 4, (y + 1) * width * 4);
    const above = y === 0 ? previousRow : data.subarray((y - 1) * width * 4, y * width * 4);
    let outOffset = y * rowBytes;
    out[outOffset] = 4;
    for (let x = 0; x < width * 4; x += 4) {
      for (let channel = x; channel < x + 3; channel += 1) {
        outOffset += 1;
        const left = channel < 4 ? 0 : (row[channel - 4] ?? 0);
        const upperLeft = channel < 4 || above === null ? 0 : (above[channel - 4] ?? 0);
        out[outOffset] = (row[channel] ?? 0) - paeth(left, above?.[channel] ?? 0, upperLeft);
      }
    }
  }
  return out;
}

async function pixelData(context: OffscreenCanvasRenderingContext2D): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = context.canvas;
  const zlib = new CompressionStream('deflate');
  const compressed = new Response(zlib.readable).arrayBuffer();
  const writer = zlib.writable.getWriter();
  let previousRow: Uint8ClampedArray | null = null;
  for (let y = 0; y < height; y += rowsPerPart) {
    const rows = context.getImageData(0, y, width, Math.min(rowsPerPart, height - y));
    await writer.write(filterRows(rows, previousRow));
    previousRow = rows.data.slice(-width * 4);
  }
  await writer.close();
  return new Uint8Array(await compressed);
}

/** Encodes the canvas as an 8-bit RGB PNG in sRGB. Alpha values are dropped, so the picture must be opaque. */
export async function opaquePng(context: OffscreenCanvasRenderingContext2D): Promise<Blob> {
  const { width, height } = context.canvas;
  const header = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]); // 8 bits a channel; red, green, blue
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  const pixels = await pixelData(context);
  // The canvas is in sRGB; 0 is the perceptual intent.
  const chunks = [chunk('IHDR', header), chunk('sRGB', new Uint8Array(1)), chunk('IDAT', pixels), chunk('IEND', new Uint8Array(0))];
  return new Blob([new Uint8Array(signature), ...chunks.flat()], { type: 'image/png' });
}
