// Reads the boxes of an ISO media file, header by header. The number, size and depth of boxes are limited, so that no file can make this
// endless.

/** Random access to a file of known size; `read` returns fewer bytes only at the end. */
export interface ByteReader {
  /** In bytes. */
  readonly size: number;
  read(position: number, length: number): Promise<Uint8Array>;
}

/** A box of an ISO media file; positions are bytes from the beginning of the file. */
export interface Box {
  /** The four characters of its type. */
  readonly type: string;
  /** Where the payload begins and where the box ends. */
  readonly start: number;
  readonly end: number;
}

/** Maximum number of boxes. An hour of fragmented video has some thousand top-level boxes, so no real file comes near this. */
const maxBoxes = 20_000;

/** Thrown when the file is not a sequence of boxes. */
export class MalformedBoxError extends Error {}

/** Reads one file once and counts its boxes, so that no file can make the reading endless. Throws `MalformedBoxError`. */
export class BoxReader {
  readonly reader: ByteReader;
  private boxes = 0;
  constructor(reader: ByteReader) {
    this.reader = reader;
  }

  /** The box at `position`, null if fewer than 8 bytes are left before `limit`. Its end may lie beyond `limit`. */
  async boxAt(position: number, limit: number): Promise<Box | null> {
    this.boxes += 1;
    if (this.boxes > maxBoxes) throw new MalformedBoxError(`more than ${maxBoxes} boxes`);
    if (position + 8 > limit) return null;
    const head = await this.bytes(position, Math.min(16, limit - position));
    const type = fourCharacters(head, 4);
    const shortSize = viewOf(head).getUint32(0);
    if (shortSize === 0) return { type, start: position + 8, end: limit };
    if (shortSize !== 1) {
      if (shortSize < 8) throw new MalformedBoxError(`a box of ${shortSize} bytes`);
      return { type, start: position + 8, end: position + shortSize };
    }
    if (head.byteLength < 16) return null;
    const longSize = Number(viewOf(head).getBigUint64(8));
    if (longSize < 16 || !Number.isSafeInteger(position + longSize)) throw new MalformedBoxError('a box with an impossible size');
    return { type, start: position + 16, end: position + longSize };
  }

  /** The boxes inside a box, which must fit into it. */
  async children(parent: Box, skip = 0): Promise<readonly Box[]> {
    const boxes: Box[] = [];
    let position = parent.start + skip;
    while (position < parent.end) {
      const box = await this.boxAt(position, parent.end);
      if (box === null) break; // a few bytes of padding
      if (box.end > parent.end)
        throw new MalformedBoxError(`box ${toPrintableAscii(box.type)} is larger than ${toPrintableAscii(parent.type)}`);
      boxes.push(box);
      position = box.end;
    }
    return boxes;
  }

  async bytes(position: number, length: number): Promise<Uint8Array> {
    const bytes = await this.reader.read(position, length);
    if (bytes.byteLength < length) throw new MalformedBoxError('the file became shorter while it was read');
    return bytes;
  }

  /** The payload of a box, at least `minBytes` and at most `maxBytes`; null if it has fewer than `minBytes`. */
  async payload(box: Box | undefined, minBytes: number, maxBytes = minBytes): Promise<DataView | null> {
    if (box === undefined || box.end - box.start < minBytes) return null;
    return viewOf(await this.bytes(box.start, Math.min(maxBytes, box.end - box.start)));
  }
}

/** Returns a view of exactly these bytes, even if they are a part of a larger buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Returns the four bytes at `at` as Latin-1 characters, e.g. the type of a box. */
export function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Like `fourCharacters`, but reads from a view. */
export function fourCharactersOfView(view: DataView, at: number): string {
  return fourCharacters(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at);
}

/** Replaces everything except printable ASCII with `?`, so that a type from a file can go into a log. */
export function toPrintableAscii(type: string): string {
  return type.replace(/[^\x20-\x7e]/g, '?');
}
