// Shared by the parts of the rebuild: their dependencies, and the outcome of inspecting a file.
import type { VideoTags } from '../../../../shared/video-tags.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log, StoredFile, VideoLibrary } from '../../ports.ts';
import type { ReferenceService } from '../../references/reference-service.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { LibraryMove } from '../library-move.ts';

/** Dependencies of the rebuild. */
export interface LibraryRebuildDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: VideoLibrary;
  readonly references: Pick<ReferenceService, 'idsOf'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The profile for restored tasks. */
  profileFor(simulated: boolean): number;
  /** Publishes the status for the window. */
  statusChanged(): void;
  /** Called when videos were restored: their posters are due. */
  onRestored(): void;
  /** Called when all files of the folder were inspected, before the rebuild ends. Applies the journals of the folder to the videos. */
  onRebuilt(folder: string): Promise<void>;
  /** The reason why no rebuild may start now; null if there is none. During a move, a scan would find a file twice or not at all. */
  readonly moveBusyBy: LibraryMove['busyBy'];
  /** Called at the end of every rebuild: files may be moved again. */
  onEnded(): void;
}

/** A file that must be recorded. */
export interface FoundFile {
  readonly tags: VideoTags;
  readonly file: StoredFile;
  /** Whether the bytes without the tags match the received hash in the tag record. */
  readonly isAsReceived: boolean;
  /** The recorded path of the existing result if that result counts as stored but has no file there; null otherwise. */
  readonly displacedPath: string | null;
}

/** The results that a file with these tags may belong to: the result that the tags name, and changed copies of it. */
export const resultsOfTags = ({ tables }: Pick<LibraryRebuildDeps, 'tables'>, tags: VideoTags): readonly ResultRow[] =>
  tables.tasks
    .byServiceId(tags.taskId)
    .flatMap((taskId) => tables.results.ofTask(taskId))
    .filter(({ position }) => position === tags.position);
