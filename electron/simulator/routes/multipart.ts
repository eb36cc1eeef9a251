// Reads the multipart body of an upload: the part named `file` is stored as it arrives; text fields may precede or follow it.
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';

interface Multipart<Stored> {
  readonly file: { readonly stored: Stored; readonly name: string | null; readonly declaredType: string | null } | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads the body. `store` may stop reading early, as for a file that is too large; the rest of the request is then skipped. */
export function readMultipart<Stored>(
  request: IncomingMessage,
  store: (source: Readable) => Promise<Stored>,
): Promise<Multipart<Stored> | 'malformed'> {
  return new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    } catch {
      resolve('malformed');
      return;
    }
    const fields: Record<string, string> = {};
    let file: Promise<Multipart<Stored>['file']> | null = null;
    const skipRest = (): void => {
      request.unpipe(parser);
      request.resume();
    };
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (name, source, info) => {
      if (name !== 'file' || file) {
        source.resume();
        return;
      }
      file = store(source).then((stored) => ({ stored, name: info.filename || null, declaredType: info.mimeType || null }));
      file.then(
        (done) => {
          if (source.readableEnded) return;
          skipRest();
          resolve({ file: done, fields });
        },
        (error: unknown) => {
          skipRest();
          reject(error);
        },
      );
    });
    parser.on('close', () => {
      if (file) file.then((done) => resolve({ file: done, fields }), reject);
      else resolve({ file: null, fields });
    });
    parser.on('error', () => {
      skipRest();
      resolve('malformed');
    });
    request.on('aborted', () => parser.destroy(new Error('the sender disconnected')));
    request.pipe(parser);
  });
}
