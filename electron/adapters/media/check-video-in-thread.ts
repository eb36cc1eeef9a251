// Whether a whole file is a whole video, told by the thread that parses media files.
import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../files/file-io.ts';
import { SNIFF_BYTES } from './file-type.ts';
import { libraryMediaThread } from './media-thread.ts';
import { type VideoCheck, videoExtensionOf } from './video-container.ts';

/** `checkVideo` in a thread of its own; a file that is too much for it counts as one that took too long. File errors are thrown. */
export async function checkInThread(handle: FileHandle, bytes: number): Promise<VideoCheck> {
  const told = await libraryMediaThread.ask(handle, bytes, { kind: 'check' });
  if (told.kind === 'answered') return told.answer;
  return { kind: 'unchecked', detail: told.detail, extension: videoExtensionOf(await readAt(handle, 0, Math.min(SNIFF_BYTES, bytes))) };
}
