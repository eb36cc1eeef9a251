// Makes the poster (thumbnail) and the filmstrip of each stored video, the newest first, one at a time. `shell/clip-page/poster-maker.ts`
// calls the hidden page, and `renderer/src/clip-page/poster.ts` draws the pictures. A failure is recorded and affects nothing else. An
// unavailable folder does not count as a failure: the posters of its videos are made when the folder is back.

import type { AppErrorKind } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { databaseWriteErrorOf } from '../../db/write-error.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import type { Clock, Log, PosterMaker, VideoLibrary, VideoMetadata } from '../ports.ts';
import type { JobOutcome } from '../scheduling/job-outcome.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Interval between two attempts with an unavailable folder. Each attempt uses one of its videos. */
const retryUnavailableMs = 60_000;

/**
 * The outcome of one attempt. `unavailable`: the folder is missing or is not the right one. `superseded`: the video was downloaded again
 * or moved meanwhile, and its poster is still due.
 */
type Outcome =
  | { readonly kind: 'made'; readonly metadata: VideoMetadata }
  | { readonly kind: 'failed'; readonly why: AppErrorKind | 'file-missing' }
  | { readonly kind: 'unavailable' | 'superseded' };

/** The job source of posters and filmstrips. Its ids are result ids. */
export interface PosterJob extends JobSource {
  /** Retries all unavailable folders, because one may be back. */
  retryUnavailable(): void;
}

/** Dependencies of the poster job. */
interface PosterJobDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: Pick<VideoLibrary, 'locate'>;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly posters: Pick<PosterMaker, 'make'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

interface PosterContext extends PosterJobDeps {
  /** Unavailable folders, by id, with the time of the next attempt. */
  readonly unavailableUntilMs: Map<number, number>;
}

/** Removes pauses that have ended. Also removes pauses that end too late, because they were recorded before the clock was set back. */
function removeEndedPauses({ unavailableUntilMs }: PosterContext, nowMs: number): void {
  for (const [id, untilMs] of unavailableUntilMs)
    if (untilMs <= nowMs || untilMs > nowMs + retryUnavailableMs) unavailableUntilMs.delete(id);
}

/** Whether the folder is unavailable now. If so, its posters are paused. */
async function pauseIfUnavailable(
  { folderIdentity, clock, unavailableUntilMs }: PosterContext,
  folderId: number,
  folder: string,
): Promise<boolean> {
  if ((await folderIdentity.unavailableErrorOf(folder)) === null) return false;
  unavailableUntilMs.set(folderId, clock.now() + retryUnavailableMs);
  return true;
}

async function makePoster(context: PosterContext, row: ResultRow, signal: AbortSignal): Promise<Outcome> {
  const { tables, tasks, library, posters } = context;
  const { id, folderId, path, sha256 } = row;
  const folder = folderId === null ? null : tables.results.folderPath(folderId);
  if (folderId === null || folder === null || path === null || sha256 === null) return { kind: 'failed', why: 'file-missing' };
  // Another drive at the same path may have a different video under the same name.
  if (await pauseIfUnavailable(context, folderId, folder)) return { kind: 'unavailable' };
  const file = await library.locate(folder, path);
  const result = file === null ? null : await posters.make({ resultId: id, sha256 }, file.absolutePath, signal);
  if (signal.aborted) return { kind: 'unavailable' };
  const current = tasks.result(id);
  if (current?.sha256 !== sha256) return { kind: 'superseded' };
  if (result?.ok === true) return { kind: 'made', metadata: result.value };
  if (current.folderId !== folderId || current.path !== path) return { kind: 'superseded' };
  // The drive may have been unplugged meanwhile.
  if (await pauseIfUnavailable(context, folderId, folder)) return { kind: 'unavailable' };
  return { kind: 'failed', why: result === null ? 'file-missing' : result.error.kind };
}

function applyOutcome({ tasks }: PosterContext, row: ResultRow, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'made':
      // The metadata from the container has priority. The metadata from the decoder fills the gaps.
      tasks.setPosterReady(row.id, {
        width: row.width ?? outcome.metadata.width,
        height: row.height ?? outcome.metadata.height,
        durationSeconds: row.durationSeconds ?? outcome.metadata.durationSeconds,
        framesPerSecond: row.framesPerSecond ?? outcome.metadata.framesPerSecond,
      });
      return;
    case 'failed':
      tasks.setPosterFailed(row.id);
      return;
    case 'unavailable':
    case 'superseded':
      return;
  }
}

/** The outcome for the log. */
function jobOutcome(outcome: Outcome): JobOutcome {
  switch (outcome.kind) {
    case 'made':
      return { outcome: 'done' };
    case 'failed':
      return { outcome: 'failed', why: outcome.why };
    case 'unavailable':
      return { outcome: 'retry', why: 'folder-unavailable', inMs: retryUnavailableMs, attempt: 1 };
    case 'superseded':
      return { outcome: 'skipped' };
    default:
      return unreachable(outcome);
  }
}

/** Creates the source of jobs. Called once by `core/compose/`. */
export function createPosterJob(deps: PosterJobDeps): PosterJob {
  const { tables, tasks, log } = deps;
  const unavailableUntilMs = new Map<number, number>();
  const context: PosterContext = { ...deps, unavailableUntilMs };
  return {
    due(nowMs, freeSlots, busy) {
      removeEndedPauses(context, nowMs);
      return tables.results
        .posterDue(freeSlots + busy.size, [...unavailableUntilMs.keys()])
        .filter((id) => !busy.has(id))
        .slice(0, freeSlots);
    },
    nextDueMs: () => (unavailableUntilMs.size === 0 ? null : Math.min(...unavailableUntilMs.values())),
    retryUnavailable: () => unavailableUntilMs.clear(),
    async run(id, signal) {
      const row = tasks.result(id);
      if (row === undefined) return { outcome: 'skipped' };
      try {
        const outcome = await makePoster(context, row, signal);
        if (signal.aborted) return { outcome: 'stopped' };
        applyOutcome(context, tasks.result(id) ?? row, outcome);
        return jobOutcome(outcome);
      } catch (error) {
        // The next attempt may succeed, whereas a poster that is recorded as failed is never tried again.
        if (databaseWriteErrorOf(error) !== null) throw error;
        const incident = log.incident(error, 'poster');
        tasks.setPosterFailed(id);
        return { outcome: 'failed', why: 'internal', details: { incident } };
      }
    },
    describe(id) {
      const taskId = tasks.result(id)?.taskId;
      return taskId === undefined ? { result: id } : { task: taskId, result: id };
    },
  };
}
