// Checks in the media thread whether a complete file is a complete video.
import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../files/file-io.ts';
import { sniffBytes } from './file-type.ts';
import { libraryMediaThread } from './media-thread.ts';
import { type VideoCheck, videoExtensionOf } from './video-container.ts';

/** Runs `checkVideo` in the media thread; a file that is too much for the thread is `unchecked`. Throws file errors. */
export async function checkVideoInThread(handle: FileHandle, bytes: number): Promise<VideoCheck> {
  const outcome = await libraryMediaThread.ask(handle, bytes, { kind: 'check' });
  if (outcome.kind === 'response') return outcome.response;
  return { kind: 'unchecked', detail: outcome.detail, extension: videoExtensionOf(await readAt(handle, 0, Math.min(sniffBytes, bytes))) };
}
