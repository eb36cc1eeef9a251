// The body of an HTTP response, for node:http and for Electron's `net`, whose messages are both Node streams.
import type { Readable } from 'node:stream';
import { HttpFailure } from '../../core/ports.ts';

/** Maximum number of bytes that are read from the connection in advance. */
const queueLimitBytes = 256 * 1024;

/**
 * Yields the body with back-pressure. All bytes that arrived before the connection broke are yielded before the error is thrown: the
 * iterator of a stream drops them, so that a download would have to request them again. `isWhole` says at the end whether the message is
 * complete.
 */
export async function* messageBody(response: Readable, isComplete: () => boolean, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const queue: Uint8Array[] = [];
  let queuedBytes = 0;
  const state: { ending: 'none' | 'whole' | HttpFailure } = { ending: 'none' };
  let wake = () => {};
  const end = (ending: 'whole' | HttpFailure) => {
    if (state.ending === 'none') state.ending = ending;
    wake();
  };
  const onData = (chunk: Uint8Array) => {
    queue.push(chunk);
    queuedBytes += chunk.byteLength;
    if (queuedBytes >= queueLimitBytes) response.pause();
    wake();
  };
  const onBroken = (detail: string) => {
    if (state.ending !== 'none') return;
    // Bytes that the stream has read from the connection but not emitted stay in its buffer and can still be read.
    response.off('data', onData);
    for (let chunk = response.read() as Uint8Array | null; chunk !== null; chunk = response.read() as Uint8Array | null) queue.push(chunk);
    end(new HttpFailure('after', 'connection-lost', detail));
  };
  const onAbort = () => {
    end(new HttpFailure('after', 'aborted', 'aborted'));
    response.destroy();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  response.on('error', (error) => onBroken(messageOf(error)));
  response.on('end', () => (isComplete() ? end('whole') : onBroken('the body ended early')));
  response.on('close', () => onBroken('the connection was closed'));
  response.on('data', onData);
  if (signal.aborted) onAbort();
  else if (response.destroyed) onBroken('the connection was closed');
  try {
    for (;;) {
      const chunk = queue.shift();
      if (chunk !== undefined) {
        queuedBytes -= chunk.byteLength;
        if (queuedBytes < queueLimitBytes && response.isPaused()) response.resume();
        yield chunk;
      } else if (state.ending === 'whole') return;
      else if (state.ending !== 'none') throw state.ending;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (state.ending !== 'whole') response.destroy();
  }
}

/** Returns the message of an error, with its code if it has one. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return code === undefined || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
