// The boolean columns of an entry as bits of one number, which the index stores and conditions test.
import type { Entry } from '../../../../shared/search/entry.ts';

/** Bits of the column `flags`. */
export const entryBits = {
  hasReference: 1,
  fromVideo: 2,
  pick: 4,
  reject: 8,
  favourite: 16,
  simulated: 32,
  /** The entry is a video, not a task. */
  video: 64,
  missing: 128,
  audioKnown: 256,
  audio: 512,
  trashed: 1024,
} as const;

/** Packs an entry's flags. */
export function flagsOf(entry: Entry): number {
  const set = (condition: boolean, bit: number): number => (condition ? bit : 0);
  return (
    set(entry.hasReference, entryBits.hasReference) |
    set(entry.isFromVideo, entryBits.fromVideo) |
    set(entry.verdict === 'pick', entryBits.pick) |
    set(entry.verdict === 'reject', entryBits.reject) |
    set(entry.isFavourite, entryBits.favourite) |
    set(entry.isSimulated, entryBits.simulated) |
    set(entry.fileState !== 'none', entryBits.video) |
    set(entry.fileState === 'missing', entryBits.missing) |
    set(entry.hasAudio !== null, entryBits.audioKnown) |
    set(entry.hasAudio === true, entryBits.audio) |
    set(entry.isTrashed, entryBits.trashed)
  );
}
