// Computes the hash of a stored video, and of the bytes as received, before the studio wrote its record into it. The record contains the second hash,
// so that a copy changed by another program can be distinguished from the video even when no database knows either.
import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { FileHashes } from '../../core/ports.ts';
import { readChunks } from '../files/file-io.ts';
import { libraryMediaThread } from '../media/media-thread.ts';

/** Reads the file once. Returns null when the signal is aborted first; throws file errors. */
export async function hashTaggedFile(handle: FileHandle, signal: AbortSignal): Promise<FileHashes | null> {
  const { size } = await handle.stat();
  const outcome = await libraryMediaThread.ask(handle, size, { kind: 'tagging' });
  const tagging = outcome.kind === 'response' ? outcome.response : null;
  const whole = createHash('sha256');
  const received = createHash('sha256');
  const feed = async (from: number, to: number, ...hashes: readonly Hash[]): Promise<void> => {
    for await (const piece of readChunks(handle, to, from)) {
      if (signal.aborted) return;
      for (const hash of hashes) hash.update(piece);
    }
  };
  if (tagging === null) await feed(0, size, whole);
  else {
    const { moovAt, receivedBytes } = tagging;
    await feed(0, moovAt + 4, whole, received);
    // The type of the old index: `free` in the file, `moov` in the received bytes.
    await feed(moovAt + 4, moovAt + 8, whole);
    received.update('moov', 'latin1');
    await feed(moovAt + 8, receivedBytes, whole, received);
    await feed(receivedBytes, size, whole);
  }
  if (signal.aborted) return null;
  return { sha256: whole.digest('hex'), receivedSha256: tagging === null ? null : received.digest('hex') };
}
