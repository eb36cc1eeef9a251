// The progress of a rebuild, for the window.
import type { StudioStatus } from '../../../../shared/ipc.ts';

/** Counts of files by outcome, and the state of the rebuild. */
export type RebuildProgress = NonNullable<StudioStatus['library']['rebuild']>;

/** The counts to which a file can be added. */
type RebuildCount = 'added' | 'relinked' | 'known' | 'changedCopies' | 'untagged' | 'unreadable';

/** The progress of a rebuild that begins to scan `folder`. */
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

/** The progress with one more file in a count. */
export const withFileCounted = (progress: RebuildProgress, count: RebuildCount): RebuildProgress => ({
  ...progress,
  [count]: progress[count] + 1,
});
