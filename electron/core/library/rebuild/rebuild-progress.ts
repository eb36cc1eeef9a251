// How far a rebuild is, as the window sees it.
import type { StudioStatus } from '../../../../shared/ipc.ts';

/** Counts of files by what they turned out to be, and how the rebuild stands. */
export type RebuildProgress = NonNullable<StudioStatus['library']['rebuild']>;

/** Counts that a file may belong to. */
type RebuildCount = 'added' | 'relinked' | 'known' | 'changedCopies' | 'untagged' | 'unreadable';

/** The progress of a rebuild that begins to look in `folder`. */
export const initialProgress = (folder: string): RebuildProgress => ({
  state: 'running',
  folder,
  scanned: 0,
  added: 0,
  relinked: 0,
  known: 0,
  changedCopies: 0,
  untagged: 0,
  unreadable: 0,
  error: null,
});

/** One more file of this count. */
export const counted = (progress: RebuildProgress, count: RebuildCount): RebuildProgress => ({ ...progress, [count]: progress[count] + 1 });
