// Writes the tags into a complete and verified part, and removes them again. The order of writes keeps the file playable at every moment:
// the new index is on disk before the old index becomes `free`.
import type { FileHandle } from 'node:fs/promises';
import { isDiskFullCode } from '../../../shared/files/disk-full.ts';
import type { UntaggedReason } from '../../../shared/video-tags.ts';
import type { FileTags } from '../../core/ports.ts';
import { fileErrorCode, readAt, writeAll } from '../files/file-io.ts';
import { libraryMediaThread } from '../media/media-thread.ts';
import type { TagPlan } from './mp4-tags.ts';

/** Everything needed to remove the tags. */
export interface TagUndoInfo {
  /** The file's size in bytes before the tags. */
  readonly receivedBytes: number;
  /** Where the received index (`moov`) begins, in bytes. */
  readonly moovAt: number;
}

type TagWriteResult =
  | { readonly kind: 'written'; readonly bytes: number; readonly moovAt: number }
  | { readonly kind: 'untagged'; readonly reason: UntaggedReason };

const copyBytes = 512 * 1024;

/**
 * Writes the tags. Before the first byte changes, `announce` durably records that the part is about to change. If the result is not as
 * expected, the change is undone and the file has the received bytes again.
 */
export async function writeTags(
  handle: FileHandle,
  receivedBytes: number,
  tags: FileTags,
  announce: (tagging: TagUndoInfo) => Promise<void>,
): Promise<TagWriteResult> {
  const outcome = await libraryMediaThread.ask(handle, receivedBytes, { kind: 'plan-tags', tags });
  if (outcome.kind === 'gave-up') return { kind: 'untagged', reason: 'unusual' };
  const planning = outcome.response;
  if (planning.kind === 'untagged') return planning;
  const { plan } = planning;
  const tagging = { receivedBytes, moovAt: plan.moovAt };
  await announce(tagging);
  try {
    await append(handle, receivedBytes, plan);
  } catch (error) {
    await undoTags(handle, tagging);
    const code = fileErrorCode(error);
    if (isDiskFullCode(code) || code === 'EFBIG') return { kind: 'untagged', reason: 'no-room' };
    throw error;
  }
  await handle.sync();
  await handle.write('free', plan.moovAt + 4, 'latin1');
  await handle.sync();
  const bytes = receivedBytes + plan.bytes;
  const tagged = await libraryMediaThread.ask(handle, bytes, { kind: 'read' });
  if (tagged.kind === 'response' && tagged.response?.record === tags.record) {
    return { kind: 'written', bytes, moovAt: plan.moovAt };
  }
  await undoTags(handle, tagging);
  return { kind: 'untagged', reason: 'unusual' };
}

/** Restores the received bytes of the part, no matter how far the tagging got. May be repeated. */
export async function undoTags(handle: FileHandle, { receivedBytes, moovAt }: TagUndoInfo): Promise<void> {
  const { size } = await handle.stat();
  if (size < receivedBytes) return; // nothing was appended to an incomplete file
  await handle.write('moov', moovAt + 4, 'latin1');
  await handle.sync();
  await handle.truncate(receivedBytes);
  await handle.sync();
}

async function append(handle: FileHandle, start: number, plan: TagPlan): Promise<void> {
  let position = start;
  for (const piece of plan.pieces) {
    if ('from' in piece) {
      for (let from = piece.from; from < piece.to; from += copyBytes) {
        const bytes = await readAt(handle, from, Math.min(copyBytes, piece.to - from));
        await writeAll(handle, [bytes], position);
        position += bytes.byteLength;
      }
    } else {
      await writeAll(handle, [piece], position);
      position += piece.byteLength;
    }
  }
  if (position !== start + plan.bytes) throw new Error('the index changed while it was copied');
}
