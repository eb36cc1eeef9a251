// Rebuilds the library from its folder: each video that carries the studio's record gets its task and result back, one whose file was
// renamed is found again. Run twice, it adds nothing; stopped in the middle, it can be run again. Nothing in the folder is changed.
import type { AppError } from '../../shared/errors.ts';
import type { StudioStatus } from '../../shared/ipc.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { VideoTags } from '../../shared/video-tags.ts';
import type { ResultRow } from '../db/result-table.ts';
import type { Tables } from '../db/tables.ts';
import type { Clock, Library, Log, StoredFile } from './ports.ts';
import type { References } from './references.ts';
import type { Tasks } from './tasks.ts';
import { readTags, requestFrom } from './video-tags.ts';

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
}

export type Rebuild = ReturnType<typeof createRebuild>;

export function createRebuild(parts: {
  tables: Tables;
  tasks: Tasks;
  library: Library;
  references: References;
  clock: Clock;
  log: Log;
  /** The account that restored tasks belong to. */
  profileFor(simulated: boolean): number;
  changed(): void;
  /** Videos came back: their posters are due. */
  restored(): void;
}) {
  const { tables, tasks, library, references, clock, log, profileFor, changed, restored } = parts;
  let progress: Progress | null = null;
  let running: { readonly ending: AbortController; readonly done: Promise<void> } | null = null;

  function told(change: Partial<Progress>): void {
    if (progress !== null) progress = { ...progress, ...change };
  }

  /** The result that this file is of, where it is known. */
  function resultOf(tags: VideoTags): ResultRow | null {
    for (const taskId of tables.tasks.ofServiceId(tags.taskId)) {
      const row = tables.results.ofTask(taskId).find(({ position }) => position === tags.position);
      if (row !== undefined) return row;
    }
    return null;
  }

  const isStill = async (row: ResultRow): Promise<boolean> => {
    const place = row.folderId === null ? null : tables.results.folderPath(row.folderId);
    return place !== null && row.path !== null && (await library.locate(place, row.path)) !== null;
  };

  async function look(root: string, path: string, signal: AbortSignal): Promise<Found> {
    const seen = await library.readVideo(root, path);
    if (seen === null) return { kind: 'unreadable' };
    const tags = seen.record === null ? null : readTags(seen.record);
    if (tags === null) return { kind: 'untagged' };
    const row = resultOf(tags);
    // What is on its way will be stored by itself; a copy of what is there is no second video.
    if (row?.state === 'downloading' || (row?.state === 'stored' && (await isStill(row)))) return { kind: 'known' };
    const sha256 = await library.hash(root, path, signal);
    if (sha256 === null) return signal.aborted ? 'stopped' : { kind: 'unreadable' };
    const { bytes, modifiedAtMs, facts } = seen;
    const file = { path, bytes, modifiedAtMs, sha256, receivedSha256: tags.receivedSha256, untagged: null, ...facts };
    return { tags, file };
  }

  /** Decided again at the moment of writing: another file of the same result may have come first. */
  function write(found: FoundFile, request: ReturnType<typeof requestFrom>, folderId: number): 'added' | 'foundAgain' | 'known' {
    const { tags, file } = found;
    const row = resultOf(tags);
    if (row === null) {
      const known = tables.tasks.ofServiceId(tags.taskId).map((id) => tables.tasks.get(id));
      // Still at the service: its results come with its end.
      if (known.some((task) => task?.state === 'pending' || task?.state === 'processing')) return 'known';
      tasks.restore({ profileId: profileFor(tags.simulated), tags, request, file, folderId });
      return 'added';
    }
    if (row.state === 'stored') tasks.resultHappened(row.id, { fact: 'file-vanished' });
    return tasks.resultHappened(row.id, { fact: 'file-found', file, folderId }).ok ? 'foundAgain' : 'known';
  }

  async function run(root: string, signal: AbortSignal): Promise<void> {
    const folderId = tables.results.folderId(root);
    let toldAtMs = clock.now();
    let waiting: { readonly found: FoundFile; readonly request: ReturnType<typeof requestFrom> }[] = [];
    const tell = () => {
      toldAtMs = clock.now();
      changed();
    };
    const flush = () => {
      const batch = waiting;
      waiting = [];
      tasks.together(() => {
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
      told({ looked: progress.looked + 1 });
      if ('file' in found) {
        const ids = await references.idsOf(found.tags.references);
        waiting.push({ found, request: requestFrom(found.tags, ids) });
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
    /** Begins to look in a folder, and returns at once; what it finds is told by the status. */
    start(folder: string): Result<null, AppError> {
      if (running !== null) return fail({ kind: 'not-possible-now', action: 'rebuild', state: 'running' });
      const ending = new AbortController();
      progress = { state: 'running', folder, looked: 0, added: 0, foundAgain: 0, known: 0, untagged: 0, unreadable: 0, error: null };
      const done = run(folder, ending.signal)
        .catch((error: unknown) => {
          log.incident(error, 'rebuild');
          told({ state: 'failed' });
        })
        .finally(() => {
          running = null;
          const { folder: _, ...counts } = progress ?? { folder };
          log.info('library rebuilt', { ...counts, error: progress?.error?.kind ?? null });
          changed();
        });
      running = { ending, done };
      changed();
      return ok(null);
    },
    cancel(): void {
      running?.ending.abort();
    },
    /** The person has read how it ended. */
    forget(): void {
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
