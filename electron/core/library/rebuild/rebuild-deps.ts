// What the parts of the rebuild share: their dependencies, and what a file in the folder turned out to be.
import type { VideoTags } from '../../../../shared/video-tags.ts';
import type { ResultRow } from '../../../db/tables/result-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, StoredFile, VideoLibrary } from '../../ports.ts';
import type { ReferenceService } from '../../references/reference-service.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { LibraryMove } from '../library-move.ts';

/** What the rebuild is built from. */
export interface LibraryRebuildDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: VideoLibrary;
  readonly references: Pick<ReferenceService, 'idsOf'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The profile that restored tasks belong to. */
  profileFor(simulated: boolean): number;
  /** The status that the window shows changed. */
  changed(): void;
  /** Videos came back: their posters are due. */
  restored(): void;
  /** Files of the library are being moved: a file would be found at two places, or at none. */
  readonly moveBusyBy: LibraryMove['busyBy'];
  /** It has ended, in whatever way: files may be moved again. */
  ended(): void;
}

/** A file that is to be written down. */
export interface FoundFile {
  readonly tags: VideoTags;
  readonly file: StoredFile;
  /** With the tags undone it holds the bytes that its record names. */
  readonly isAsReceived: boolean;
}

/** The results that a file with these tags may be of: the one that they name, and changed copies of it. */
export const resultsOfTags = ({ tables }: Pick<LibraryRebuildDeps, 'tables'>, tags: VideoTags): readonly ResultRow[] =>
  tables.tasks
    .ofServiceId(tags.taskId)
    .flatMap((taskId) => tables.results.ofTask(taskId))
    .filter(({ position }) => position === tags.position);
