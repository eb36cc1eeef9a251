// Computes the response to a Range request for a file of known size. Pure. `net.fetch('file://…')` always responds with 200, and a player
// that gets 200 for a seek starts from the beginning.

/** Status, headers and byte range of the response to a request for a file. */
interface RangeResponse {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** The first and the last byte to send, both included. If `end < start`, no bytes are sent. */
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a header with one range of bytes. Returns `null` if the header is absent or malformed, or has another unit or several ranges.
 * The whole file is then sent.
 */
function parseRange(header: string | null, bytes: number): { start: number; end: number } | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return null;
  if (from === '') return { start: Math.max(0, bytes - Number(to)), end: to === '0' || Number(to) === 0 ? -1 : bytes - 1 };
  const start = Number(from);
  if (to === '') return { start, end: bytes - 1 };
  return Number(to) < start ? null : { start, end: Math.min(Number(to), bytes - 1) };
}

/** The response to `Range: <header>` for a file of `bytes` bytes (RFC 9110, section 14). */
export function rangeResponse(header: string | null, bytes: number): RangeResponse {
  const range = parseRange(header, bytes);
  if (range === null) {
    return { status: 200, headers: { 'accept-ranges': 'bytes', 'content-length': String(bytes) }, start: 0, end: bytes - 1 };
  }
  const { start, end } = range;
  if (start >= bytes || end < start) {
    return {
      status: 416,
      headers: { 'accept-ranges': 'bytes', 'content-range': `bytes */${bytes}`, 'content-length': '0' },
      start: 0,
      end: -1,
    };
  }
  return {
    status: 206,
    headers: {
      'accept-ranges': 'bytes',
      'content-range': `bytes ${start}-${end}/${bytes}`,
      'content-length': String(end - start + 1),
    },
    start,
    end,
  };
}
