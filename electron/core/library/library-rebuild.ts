// Rebuilds the library from its folder: each video that carries the studio's record gets its task and result back, and one whose file was
// renamed is found again. A file with the record of a known video and other bytes never takes its place: it becomes a video of its own. Run
// twice, it adds nothing; stopped in the middle, it can be run again. Nothing in the folder is changed.
import type { AppError } from '../../../shared/errors.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { VideoTags } from '../../../shared/video-tags.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log, StoredFile, VideoLibrary } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { isModified } from './inspect-stored-file.ts';
import type { LibraryMove } from './library-move.ts';
import { parseTagRecord, requestFromTags } from './tag-record.ts';

type Progress = NonNullable<StudioStatus['library']['rebuild']>;

/** Rows are written some at a time: a commit each would wait for the disk, too many would be felt. */
const writeAtOnce = 16;
const tellEveryMs = 250;

/** What a file turned out to be. */
type Found = 'stopped' | { readonly kind: 'unreadable' | 'untagged' | 'known' } | FoundFile;

/** One that is to be written down. */
interface FoundFile {
  readonly tags: VideoTags;
  readonly file: StoredFile;
  /** With the tags undone it holds the bytes that its record names. */
  readonly isAsReceived: boolean;
}

/** What the results that a file may be of make of it. Its hash decides: a record can be copied along with other bytes. */
export type FileClassification =
  | { readonly kind: 'new' }
  /** The very bytes of this result, or the first file of one that was never stored. */
  | { readonly kind: 'result'; readonly row: ResultRow }
  /** `of`: null where the video itself is not known. */
  | { readonly kind: 'modified-copy'; readonly of: ResultRow | null };

/**
 * `rows`: every result of the task and position that the file's record names, copies included. Only what `isAsReceived` can be the video: a folder
 * names its files in any order, and a copy that was edited may come first.
 */
function classifyFile(rows: readonly ResultRow[], sha256: string, isAsReceived: boolean): FileClassification {
  const same = rows.find((row) => row.sha256 === sha256);
  if (same !== undefined) return { kind: 'result', row: same };
  const original = rows.find((row) => row.modifiedCopyOf === null);
  if (original === undefined) return isAsReceived ? { kind: 'new' } : { kind: 'modified-copy', of: null };
  return original.sha256 === null && isAsReceived ? { kind: 'result', row: original } : { kind: 'modified-copy', of: original };
}

export type LibraryRebuild = ReturnType<typeof createLibraryRebuild>;

export function createLibraryRebuild(parts: {
  tables: Tables;
  tasks: TaskStore;
  library: VideoLibrary;
  references: ReferenceService;
  clock: Clock;
  log: Log;
  /** The account that restored tasks belong to. */
  profileFor(simulated: boolean): number;
  changed(): void;
  /** Videos came back: their posters are due. */
  restored(): void;
  /** Files of the library are being moved: a file would be found at two places, or at none. */
  moveBusyBy: LibraryMove['busyBy'];
  /** It has ended, in whatever way: files may be moved again. */
  ended(): void;
}) {
  const { tables, tasks, library, references, clock, log, profileFor, changed, restored, moveBusyBy, ended } = parts;
  let progress: Progress | null = null;
  let running: { readonly ending: AbortController; readonly done: Promise<void> } | null = null;

  function told(change: Partial<Progress>): void {
    if (progress !== null) progress = { ...progress, ...change };
  }

  /** The results that this file may be of: the one that its record names, and changed copies of it. */
  function resultsOf(tags: VideoTags): readonly ResultRow[] {
    return tables.tasks
      .ofServiceId(tags.taskId)
      .flatMap((taskId) => tables.results.ofTask(taskId))
      .filter(({ position }) => position === tags.position);
  }

  const placeOf = (row: ResultRow): string | null => (row.folderId === null ? null : tables.results.folderPath(row.folderId));

  const isAtHome = (row: ResultRow, root: string, path: string): boolean => row.path === path && placeOf(row) === root;

  /** Its own bytes are where its row says, as far as the file system tells. */
  async function isStill(row: ResultRow): Promise<boolean> {
    const place = placeOf(row);
    if (row.state !== 'stored' || place === null || row.path === null || isModified(row)) return false;
    return (await library.locate(place, row.path))?.bytes === row.bytes;
  }

  async function look(root: string, path: string, signal: AbortSignal): Promise<Found> {
    const seen = await library.readVideo(root, path);
    if (seen === null) return { kind: 'unreadable' };
    const tags = seen.record === null ? null : parseTagRecord(seen.record);
    if (tags === null) return { kind: 'untagged' };
    const rows = resultsOf(tags);
    // What is on its way will be stored by itself; what became of a file under its own name is for `stored-files.ts` to say.
    if (rows.some((row) => row.state === 'downloading' || (row.state === 'stored' && isAtHome(row, root, path)))) return { kind: 'known' };
    const hashes = await library.hashTagged(root, path, signal);
    if (hashes === null) return signal.aborted ? 'stopped' : { kind: 'unreadable' };
    const { sha256 } = hashes;
    const isAsReceived = hashes.receivedSha256 === tags.receivedSha256;
    const meaning = classifyFile(rows, sha256, isAsReceived);
    // A copy of what is there is no second video.
    if (meaning.kind === 'result' && (await isStill(meaning.row))) return { kind: 'known' };
    const { bytes, modifiedAtMs, facts } = seen;
    // What a changed copy says of the bytes received is true of another file.
    const receivedSha256 = meaning.kind === 'modified-copy' ? sha256 : tags.receivedSha256;
    return { tags, isAsReceived, file: { path, bytes, modifiedAtMs, sha256, receivedSha256, untagged: null, ...facts } };
  }

  /** Decided again at the moment of writing: another file of the same result may have come first. */
  function write(
    { tags, file, isAsReceived }: FoundFile,
    request: ReturnType<typeof requestFromTags>,
    folderId: number,
  ): 'added' | 'relinked' | 'known' | 'changedCopies' {
    const meaning = classifyFile(resultsOf(tags), file.sha256, isAsReceived);
    const restore = (modifiedCopyOf: number | 'unknown' | null) =>
      tasks.restore({ profileId: profileFor(tags.simulated), tags, request, file, folderId, modifiedCopyOf });
    switch (meaning.kind) {
      case 'new': {
        const known = tables.tasks.ofServiceId(tags.taskId).map((id) => tables.tasks.get(id));
        // Still at the service: its results come with its end.
        if (known.some((task) => task?.state === 'pending' || task?.state === 'processing')) return 'known';
        restore(null);
        return 'added';
      }
      case 'modified-copy':
        restore(meaning.of?.id ?? 'unknown');
        return 'changedCopies';
      case 'result': {
        const { row } = meaning;
        if (row.state === 'stored') tasks.transitionResult(row.id, { type: 'file-disappeared' });
        return tasks.transitionResult(row.id, { type: 'file-found', file, folderId }).ok ? 'relinked' : 'known';
      }
    }
  }

  async function run(root: string, signal: AbortSignal): Promise<void> {
    const folderId = tables.results.folderId(root);
    let toldAtMs = clock.now();
    let waiting: { readonly found: FoundFile; readonly request: ReturnType<typeof requestFromTags> }[] = [];
    const tell = () => {
      toldAtMs = clock.now();
      changed();
    };
    const flush = () => {
      const batch = waiting;
      waiting = [];
      tasks.transaction(() => {
        for (const { found, request } of batch) {
          const became = write(found, request, folderId);
          if (progress !== null) told({ [became]: progress[became] + 1 });
        }
      });
      if (batch.length > 0) restored();
    };
    for await (const path of library.videosIn(root, signal)) {
      if (!path.ok) {
        told({ state: 'failed', error: path.error });
        return;
      }
      const found = await look(root, path.value, signal);
      if (found === 'stopped' || progress === null) break;
      told({ scanned: progress.scanned + 1 });
      if ('file' in found) {
        const ids = await references.idsOf(found.tags.references);
        waiting.push({ found, request: requestFromTags(found.tags, ids) });
      } else told({ [found.kind]: progress[found.kind] + 1 });
      if (waiting.length >= writeAtOnce) flush();
      if (clock.now() - toldAtMs >= tellEveryMs) {
        flush();
        tell();
      }
      if (signal.aborted) break;
    }
    flush();
    told({ state: signal.aborted ? 'cancelled' : 'done' });
  }

  return {
    progress: (): Progress | null => progress,
    isRunning: (): boolean => running !== null,
    /** Begins to look in a folder, and returns at once; what it finds is told by the status. `library-busy` during a move or another rebuild. */
    start(folder: string): Result<null, AppError> {
      if (running !== null) return fail({ kind: 'library-busy', by: 'rebuild' });
      const by = moveBusyBy();
      if (by !== null) return fail({ kind: 'library-busy', by });
      const ending = new AbortController();
      progress = {
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
      };
      const done = run(folder, ending.signal)
        .catch((error: unknown) => {
          told({ state: 'failed', error: { kind: 'internal', incident: log.incident(error, 'rebuild') } });
        })
        .finally(() => {
          running = null;
          const { folder: _, ...counts } = progress ?? { folder };
          log.info('library-rebuilt', { ...counts, error: progress?.error?.kind ?? null });
          changed();
          ended();
        });
      running = { ending, done };
      changed();
      return ok(null);
    },
    cancel(): void {
      running?.ending.abort();
    },
    /** The person has read how it ended. */
    dismiss(): void {
      if (running !== null) return;
      progress = null;
      changed();
    },
    async stop(): Promise<void> {
      running?.ending.abort();
      await running?.done;
    },
  };
}
