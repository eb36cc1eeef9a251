// Makes the poster (thumbnail) and filmstrip of each stored video, newest first, one at a time. `shell/clip-page/poster-maker.ts` asks the hidden page,
// `renderer/src/clip-page/poster.ts` draws. A failure is noted and does no harm. A folder that cannot be reached is not a failure: its posters are
// made when it is back.
import type { AppErrorKind } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import type { Clock, Log, PosterMaker, VideoLibrary, VideoMetadata } from '../ports.ts';
import type { JobOutcome } from '../scheduling/job-outcome.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** A folder that was away is asked for again after this, by one of its videos. */
const retryAwayMs = 60_000;

/** What came of one try. `away`: the folder is not here now. `overtaken`: the video was fetched again or moved meanwhile, and is still due. */
type Outcome =
  | { readonly kind: 'made'; readonly facts: VideoMetadata }
  | { readonly kind: 'failed'; readonly why: AppErrorKind | 'file-missing' }
  | { readonly kind: 'away' | 'overtaken' };

/** The job source of posters and filmstrips; its ids are those of results. */
export interface PosterMaking extends JobSource {
  /** A folder may be back: all of them are asked for again. */
  retryAway(): void;
}

/** What making posters needs. */
interface PosterJobDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: Pick<VideoLibrary, 'locate'>;
  readonly folders: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly posters: Pick<PosterMaker, 'make'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

interface PosterContext extends PosterJobDeps {
  /** Folders that were away, by id, and when they are asked for again. */
  readonly awayUntilMs: Map<number, number>;
}

/** Forgets pauses that are over. What lies further ahead than any pause was written before the clock was put back. */
function forgetPast({ awayUntilMs }: PosterContext, nowMs: number): void {
  for (const [id, untilMs] of awayUntilMs) if (untilMs <= nowMs || untilMs > nowMs + retryAwayMs) awayUntilMs.delete(id);
}

/** Whether the folder is away now, which pauses its posters. */
async function noteIfAway({ folders, clock, awayUntilMs }: PosterContext, folderId: number, folder: string): Promise<boolean> {
  if ((await folders.unavailableErrorOf(folder)) === null) return false;
  awayUntilMs.set(folderId, clock.now() + retryAwayMs);
  return true;
}

async function makePoster(context: PosterContext, row: ResultRow, signal: AbortSignal): Promise<Outcome> {
  const { tables, tasks, library, posters } = context;
  const { id, folderId, path, sha256 } = row;
  const folder = folderId === null ? null : tables.results.folderPath(folderId);
  if (folderId === null || folder === null || path === null || sha256 === null) return { kind: 'failed', why: 'file-missing' };
  // Another drive in its place may hold another video under the same name.
  if (await noteIfAway(context, folderId, folder)) return { kind: 'away' };
  const file = await library.locate(folder, path);
  const made = file === null ? null : await posters.make({ resultId: id, sha256 }, file.absolutePath, signal);
  if (signal.aborted) return { kind: 'away' };
  const now = tasks.result(id);
  if (now?.sha256 !== sha256) return { kind: 'overtaken' };
  if (made?.ok === true) return { kind: 'made', facts: made.value };
  if (now.folderId !== folderId || now.path !== path) return { kind: 'overtaken' };
  // The drive may have been pulled in the middle.
  if (await noteIfAway(context, folderId, folder)) return { kind: 'away' };
  return { kind: 'failed', why: made === null ? 'file-missing' : made.error.kind };
}

function applyOutcome({ tasks }: PosterContext, row: ResultRow, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'made':
      // The container walk came first; what it left open is filled in by the one who decoded the pictures.
      tasks.setPosterReady(row.id, {
        width: row.width ?? outcome.facts.width,
        height: row.height ?? outcome.facts.height,
        durationSeconds: row.durationSeconds ?? outcome.facts.durationSeconds,
        framesPerSecond: row.framesPerSecond ?? outcome.facts.framesPerSecond,
      });
      return;
    case 'failed':
      tasks.setPosterFailed(row.id);
      return;
    case 'away':
    case 'overtaken':
      return;
  }
}

/** What the log says of an outcome. */
function jobOutcome(outcome: Outcome): JobOutcome {
  switch (outcome.kind) {
    case 'made':
      return { outcome: 'done' };
    case 'failed':
      return { outcome: 'failed', why: outcome.why };
    case 'away':
      return { outcome: 'retry', why: 'folder-away', inMs: retryAwayMs, attempt: 1 };
    case 'overtaken':
      return { outcome: 'skipped' };
    default:
      return unreachable(outcome);
  }
}

/** Built once by the composition; its job runner asks what is due and runs it. */
export function createPosterJob(deps: PosterJobDeps): PosterMaking {
  const { tables, tasks, log } = deps;
  const awayUntilMs = new Map<number, number>();
  const context: PosterContext = { ...deps, awayUntilMs };
  return {
    due(nowMs, room, busy) {
      forgetPast(context, nowMs);
      return tables.results
        .posterDue(room + busy.size, [...awayUntilMs.keys()])
        .filter((id) => !busy.has(id))
        .slice(0, room);
    },
    nextDueMs: () => (awayUntilMs.size === 0 ? null : Math.min(...awayUntilMs.values())),
    retryAway: () => awayUntilMs.clear(),
    async run(id, signal) {
      const row = tasks.result(id);
      if (row === undefined) return { outcome: 'skipped' };
      try {
        const outcome = await makePoster(context, row, signal);
        if (signal.aborted) return { outcome: 'stopped' };
        applyOutcome(context, tasks.result(id) ?? row, outcome);
        return jobOutcome(outcome);
      } catch (error) {
        const incident = log.incident(error, 'poster');
        tasks.setPosterFailed(id);
        return { outcome: 'failed', why: 'internal', facts: { incident } };
      }
    },
    describe(id) {
      const taskId = tasks.result(id)?.taskId;
      return taskId === undefined ? { result: id } : { task: taskId, result: id };
    },
  };
}
