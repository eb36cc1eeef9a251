// Searches a folder and its subfolders for the files of all missing videos: first by size, then by hash. A file that is found under
// another name or path becomes the file of its video again. Nothing on disk is changed.
import { join, posix } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import { nameKey } from '../../../../shared/file-names/free-name.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { isTrashPath } from '../../../../shared/trash.ts';
import type { MissingRow } from '../../../db/tables/library/library-index-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, FileLocation, SizedFile, VideoLibrary } from '../../ports.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FileJobProgress, FileJobs } from '../file-jobs.ts';
import { createFileLocations, type FileLocations } from './file-locations.ts';
import { createMissingVideos, type MissingVideos } from './missing-videos.ts';

const rowsPerRead = 500;
/**
 * The number of rows of a transaction, at first and at most: writing one takes the main process 0.3 ms. The number follows the speed of the
 * disk, because each commit waits for it.
 */
const rowsPerTransaction = { min: 8, first: 16, max: 24 } as const;
/** A transaction that takes longer than `max` is followed by a smaller one, and one that takes less than `min` by a larger one. */
const transactionMs = { min: 8, max: 12 } as const;
/** Found files are written at least this often, so that the progress shows them. */
const writeAfterMs = 1_000;
/** The number of files that are read at once, so that the disk works while the main process hashes. */
const filesAtOnce = 4;

/** Dependencies of the search. */
export interface MissingFileSearchDeps {
  readonly tables: Pick<Tables, 'results' | 'ifReadable'>;
  readonly tasks: Pick<TaskStore, 'transitionResult' | 'transaction'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly library: Pick<VideoLibrary, 'videosOfSizes' | 'hash' | 'pathInside'>;
  readonly fileJobs: Pick<FileJobs, 'begin' | 'busyBy'>;
  /** The library folders, the current one first. */
  libraryFolders(): readonly string[];
  /** The other work on the files that prevents a search now: a file might be found in two places. null if there is none. */
  busyBy(): 'move' | 'short-operation' | 'rebuild' | null;
  /** Called after videos got files again: their posters may be due. */
  onFound(): void;
}

/** Finds the files of missing videos in a folder, as one file job. */
export interface MissingFileSearch {
  /** Starts a search and returns at once. The status shows the progress in `fileJob`. Error: `library-busy`. */
  start(folder: string): Result<null, AppError>;
}

/** A found file, with the missing video that it belongs to. */
interface Match {
  readonly row: MissingRow;
  readonly location: FileLocation;
  readonly modifiedAtMs: number;
}

interface Search {
  readonly deps: MissingFileSearchDeps;
  readonly folder: string;
  readonly missingVideos: MissingVideos;
  readonly locations: FileLocations;
  readonly progress: FileJobProgress;
  readonly signal: AbortSignal;
  /** The keys of paths that videos use already, by content hash. */
  readonly pathKeysByContent: Map<string, Set<string>>;
  matches: Match[];
  /** The number of matches that the next transaction writes. */
  matchesPerWrite: number;
  /** When matches were last written, by the monotonic clock. */
  writtenAtMs: number;
}

async function readMissingRows({ tables }: MissingFileSearchDeps, signal: AbortSignal): Promise<readonly MissingRow[]> {
  const rows: MissingRow[] = [];
  for (let afterId = 0; !signal.aborted; await yieldToEventLoop()) {
    const read = tables.results.missing(afterId, rowsPerRead);
    rows.push(...read);
    afterId = read.at(-1)?.id ?? 0;
    if (read.length === 0) break;
  }
  return rows;
}

const pathKeyOf = ({ folder, path }: FileLocation): string => nameKey(join(folder, path));

/** The keys of the paths that videos with this content already use. Empty for a file with tags, because the tags name its only video. */
function pathKeysInUse({ deps: { tables }, pathKeysByContent }: Search, { sha256, receivedSha256 }: MissingRow): Set<string> {
  const cachedKeys = pathKeysByContent.get(sha256);
  if (cachedKeys !== undefined) return cachedKeys;
  const received = receivedSha256 ?? sha256;
  const rows = received === sha256 ? tables.results.filesWithContent({ sha256, receivedSha256: received }) : [];
  const keys = new Set(rows.map(({ folderId, path }) => pathKeyOf({ folder: tables.results.folderPath(folderId) ?? '', path })));
  pathKeysByContent.set(sha256, keys);
  return keys;
}

/** The number of rows of the next transaction, after one of `count` rows took `tookMs`. */
function nextRowCount(count: number, tookMs: number): number {
  const { min, max } = rowsPerTransaction;
  if (tookMs > transactionMs.max) return Math.max(min, Math.floor(count / 2));
  return tookMs < transactionMs.min ? Math.min(max, count + min) : count;
}

/** Writes the matches and empties the list. A video that got a file in another way since then keeps that file. */
function writeMatches(search: Search): void {
  const { tables, tasks, clock, onFound } = search.deps;
  const { matches } = search;
  search.matches = [];
  if (matches.length === 0) return;
  let foundCount = 0;
  const startedAtMs = clock.monotonicMs();
  tasks.transaction(() => {
    foundCount = 0;
    for (const { row, location, modifiedAtMs } of matches) {
      const current = tables.ifReadable(() => tables.results.get(row.id));
      if (current?.state !== 'missing' || current.trash !== null || current.sha256 !== row.sha256) continue;
      const folderId = tables.results.folderId(location.folder);
      if (tasks.transitionResult(row.id, { type: 'file-moved', folderId, path: location.path, modifiedAtMs }).ok) foundCount += 1;
    }
  });
  search.writtenAtMs = clock.monotonicMs();
  // A transaction of fewer rows says nothing about a whole one.
  if (matches.length >= search.matchesPerWrite) {
    search.matchesPerWrite = nextRowCount(matches.length, search.writtenAtMs - startedAtMs);
  }
  search.progress.countDone(foundCount);
  search.progress.countSkipped(matches.length - foundCount);
  onFound();
}

/** Hashes the file, and adds a match if it is the file of a missing video. */
async function checkFile(search: Search, file: SizedFile): Promise<void> {
  const { deps, folder, missingVideos, locations, signal } = search;
  const sha256 = await deps.library.hash(folder, file.path, signal);
  if (sha256 === null || !missingVideos.sizes.has(file.bytes)) return;
  const location = await locations.locationOf(folder, file.path);
  // Nothing is awaited from here on: a video must not be taken, for a file that turns out to be another's, while its own file is checked.
  const row = missingVideos.take(file.bytes, sha256);
  if (row === null) return;
  const usedPathKeys = pathKeysInUse(search, row);
  if (isTrashPath(location.path) || usedPathKeys.has(pathKeyOf(location))) {
    missingVideos.putBack(row);
    return;
  }
  usedPathKeys.add(pathKeyOf(location));
  search.matches.push({ row, location, modifiedAtMs: file.modifiedAtMs });
  if (search.matches.length >= search.matchesPerWrite) writeMatches(search);
}

/** Checks the files, some of them at once, until the search is cancelled. */
async function checkFiles(search: Search, files: readonly SizedFile[]): Promise<void> {
  const { missingVideos, signal } = search;
  let next = 0;
  const checkNext = async (): Promise<void> => {
    for (let file = files[next]; file !== undefined && !signal.aborted; file = files[next]) {
      next += 1;
      if (missingVideos.sizes.has(file.bytes)) await checkFile(search, file);
    }
  };
  // All of them end before an error is reported: none may write afterwards.
  for (const check of await Promise.allSettled(Array.from({ length: filesAtOnce }, checkNext))) {
    if (check.status === 'rejected') throw check.reason;
  }
}

/** Examines files until every missing video is found. Returns the error that ended the search; null if all files were examined. */
async function searchFolder(search: Search): Promise<AppError | null> {
  const { deps, folder, missingVideos, progress, signal } = search;
  for await (const batch of deps.library.videosOfSizes(folder, missingVideos.sizes, signal)) {
    if (!batch.ok) return batch.error;
    progress.countExamined(batch.value.examinedCount);
    await checkFiles(search, batch.value.files);
    if (signal.aborted) break;
    if (deps.clock.monotonicMs() - search.writtenAtMs > writeAfterMs) writeMatches(search);
    if (missingVideos.remainingCount() === 0) return null;
  }
  return signal.aborted ? { kind: 'cancelled-by-user' } : null;
}

/** Called once by `core/compose/`. */
export function createMissingFileSearch(deps: MissingFileSearchDeps): MissingFileSearch {
  const { tables, library, fileJobs } = deps;
  return {
    start(folder) {
      const by = fileJobs.busyBy() ?? deps.busyBy();
      if (by !== null) return fail({ kind: 'library-busy', by });
      fileJobs.begin('locate', tables.results.missingCount(), folder, async (progress, signal) => {
        const missingVideos = createMissingVideos(await readMissingRows(deps, signal));
        progress.setTotals(missingVideos.remainingCount(), 0);
        const locations = createFileLocations(library, deps.libraryFolders());
        const search: Search = {
          deps,
          folder,
          missingVideos,
          locations,
          progress,
          signal,
          pathKeysByContent: new Map(),
          matches: [],
          matchesPerWrite: rowsPerTransaction.first,
          writtenAtMs: deps.clock.monotonicMs(),
        };
        const error = missingVideos.remainingCount() === 0 ? null : await searchFolder(search);
        writeMatches(search);
        if (error !== null) return error;
        for (const { path } of missingVideos.remaining()) {
          progress.addFailure({ fileName: posix.basename(path), error: { kind: 'file-missing' } });
        }
        return null;
      });
      return ok(null);
    },
  };
}
