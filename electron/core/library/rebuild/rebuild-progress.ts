// The progress of a rebuild, for the window.
import type { StudioStatus } from '../../../../shared/ipc.ts';

/** The state of the rebuild, and the number of files for each outcome. */
export type RebuildProgress = NonNullable<StudioStatus['library']['rebuild']>;

/** The counts that a file can increase. */
type RebuildCount = 'added' | 'relinked' | 'known' | 'changedCopies' | 'untagged' | 'unreadable';

/** The progress at the start of a scan of `folder`. */
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

/** Returns the progress with one count increased by one. */
export const withFileCounted = (progress: RebuildProgress, count: RebuildCount): RebuildProgress => ({
  ...progress,
  [count]: progress[count] + 1,
});
