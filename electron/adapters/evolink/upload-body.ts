// Creates the bodies of uploads as streams of known length, so that a 100 MB file is never completely in memory.
import { randomBytes } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { FileSource } from '../../core/ports.ts';

/** Records that the file, not the connection, ended an upload: the file is missing, or its length has changed. */
export interface SourceFailure {
  /** null while the file has not failed. */
  error: AppError | null;
}

/** A request body that is sent as a stream. */
export interface UploadBody {
  readonly contentType: string;
  /** The exact length of the body, for `Content-Length`. */
  readonly bytes: number;
  /** Reads the body from its beginning. If the file itself causes an error, sets `failure` and throws. */
  read(failure: SourceFailure): AsyncIterable<Uint8Array>;
}

/** A `multipart/form-data` body with the only documented part, `file`. */
export function multipartBody(file: FileSource): UploadBody {
  const boundary = `----evolink-studio-${randomBytes(16).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quotedName(file.name)}"\r\n` +
      `Content-Type: ${plainType(file.mimeType)}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: head.byteLength + file.bytes + tail.byteLength,
    async *read(failure) {
      yield head;
      yield* exactBytes(file, failure);
      yield tail;
    },
  };
}

/** A JSON body with `base64_data` as a data URL, which contains the file type. The file is encoded piece by piece. */
export function base64Body(file: FileSource): UploadBody {
  const head = Buffer.from(`{"file_name":${JSON.stringify(file.name)},"base64_data":"data:${plainType(file.mimeType)};base64,`);
  const tail = Buffer.from('"}');
  return {
    contentType: 'application/json',
    bytes: head.byteLength + Math.ceil(file.bytes / 3) * 4 + tail.byteLength,
    async *read(failure) {
      yield head;
      let rest = Buffer.alloc(0);
      for await (const chunk of exactBytes(file, failure)) {
        const bytes = Buffer.concat([rest, chunk]);
        const wholeGroupBytes = bytes.byteLength - (bytes.byteLength % 3);
        if (wholeGroupBytes > 0) yield Buffer.from(bytes.toString('base64', 0, wholeGroupBytes), 'latin1');
        rest = bytes.subarray(wholeGroupBytes);
      }
      if (rest.byteLength > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
      yield tail;
    },
  };
}

/** Yields the bytes of the file. A file that cannot be read, or whose length has changed, sets `failure` and ends the upload. */
async function* exactBytes(file: FileSource, failure: SourceFailure): AsyncGenerator<Uint8Array> {
  const failWith = (detail: string) => {
    failure.error = { kind: 'reference-unreadable', name: file.name.slice(0, 1_024), detail: detail.slice(0, 500) };
    return new Error(detail);
  };
  let sent = 0;
  const chunks = file.read()[Symbol.asyncIterator]();
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array>;
      try {
        next = await chunks.next();
      } catch (error) {
        throw failWith(error instanceof Error ? error.message : String(error));
      }
      if (next.done === true) break;
      sent += next.value.byteLength;
      if (sent > file.bytes) throw failWith('the file grew while it was being sent');
      yield next.value;
    }
    if (sent < file.bytes) throw failWith('the file shrank while it was being sent');
  } finally {
    await chunks.return?.();
  }
}

/**
 * Returns a file name for use inside quotes, as browsers write it in forms. Only characters that would end the quotes or the line are
 * replaced.
 */
function quotedName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('\0', '');
}

function plainType(mimeType: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : 'application/octet-stream';
}
