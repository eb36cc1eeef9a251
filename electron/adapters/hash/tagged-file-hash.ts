// Computes two hashes of a stored video: one of the file, one of the received bytes before the studio wrote its record. The record contains
// the second hash, so that a copy changed by another program can be distinguished from the video even if no database knows them.
import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { FileHashes } from '../../core/ports.ts';
import { readChunks } from '../files/file-io.ts';
import { libraryMediaThread } from '../media/media-thread.ts';

/** Reads the file once. Returns null if the signal is aborted first; throws file errors. */
export async function hashTaggedFile(handle: FileHandle, signal: AbortSignal): Promise<FileHashes | null> {
  const { size } = await handle.stat();
  const outcome = await libraryMediaThread.ask(handle, size, { kind: 'tagging' });
  const tagging = outcome.kind === 'response' ? outcome.response : null;
  const fileHash = createHash('sha256');
  const receivedHash = createHash('sha256');
  const updateHashes = async (from: number, to: number, ...hashes: readonly Hash[]): Promise<void> => {
    for await (const piece of readChunks(handle, to, from)) {
      if (signal.aborted) return;
      for (const hash of hashes) hash.update(piece);
    }
  };
  if (tagging === null) await updateHashes(0, size, fileHash);
  else {
    const { moovAt, receivedBytes } = tagging;
    await updateHashes(0, moovAt + 4, fileHash, receivedHash);
    // The type of the old index is `free` in the file, and `moov` in the received bytes.
    await updateHashes(moovAt + 4, moovAt + 8, fileHash);
    receivedHash.update('moov', 'latin1');
    await updateHashes(moovAt + 8, receivedBytes, fileHash, receivedHash);
    await updateHashes(receivedBytes, size, fileHash);
  }
  if (signal.aborted) return null;
  return { sha256: fileHash.digest('hex'), receivedSha256: tagging === null ? null : receivedHash.digest('hex') };
}
