// "Use again" for several videos and tasks: their requests become the lines of the batch. Nothing is sent.
import { batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import { type ReusedRequest, withoutLostFiles } from '../../../../shared/batch/reused-requests.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { showStage } from '../../store/studio-store.ts';
import { useComposer } from '../create/composer-store.ts';
import { withReferences } from '../create/request-changes.ts';
import { reuseInBatch } from './batch-store.ts';

/** The largest number of records that one call reads. */
const recordsPerCall = 300;

/** Reads records in portions, one call after the other; stops at the first refusal. */
async function readAll<T>(
  ids: readonly number[],
  read: (portion: number[]) => Promise<Result<readonly T[], AppError>>,
): Promise<Result<readonly T[], AppError>> {
  const records: T[] = [];
  for (let at = 0; at < ids.length; at += recordsPerCall) {
    const portion = await read(ids.slice(at, at + recordsPerCall));
    if (!portion.ok) return portion;
    records.push(...portion.value);
  }
  return ok(records);
}

/** The request of a record. `id` is that of the video or of the task. */
interface RequestRecord extends ReusedRequest {
  readonly id: number;
}

/** The requests of these videos or tasks, in the order of the ids. Leaves out those without a record. */
async function requestsOf(
  ids: readonly number[],
  read: (portion: number[]) => Promise<Result<readonly RequestRecord[], AppError>>,
): Promise<Result<readonly ReusedRequest[], AppError>> {
  const records = await readAll(ids, read);
  if (!records.ok) return records;
  const byId = new Map(records.value.map(({ id, request, taskId }) => [id, { request, taskId }]));
  return ok(ids.flatMap((id) => byId.get(id) ?? []));
}

async function videoRecords(resultIds: number[]): Promise<Result<readonly RequestRecord[], AppError>> {
  const answer = await call('library.records', { resultIds });
  return answer.ok ? ok(answer.value.items.map(({ resultId, request, id }) => ({ id: resultId, request, taskId: id }))) : answer;
}

async function taskRecords(ids: number[]): Promise<Result<readonly RequestRecord[], AppError>> {
  const answer = await call('tasks.records', { ids });
  return answer.ok ? ok(answer.value.tasks.map(({ id, request }) => ({ id, request, taskId: id }))) : answer;
}

/** Loads the records of the requests' files into the composer, because lines are checked with the composer's records. */
async function loadReferences(requests: readonly GenerationRequest[]): Promise<Result<null, AppError>> {
  const loadedReferences = useComposer.getState().references;
  const ids = new Set(requests.flatMap(({ references }) => references.map(({ referenceId }) => referenceId)));
  const found = await readAll(
    [...ids].filter((id) => !loadedReferences.has(id)),
    async (portion) => {
      const answer = await call('references.records', { ids: portion });
      return answer.ok ? ok(answer.value.references) : answer;
    },
  );
  if (!found.ok) return found;
  useComposer.setState((s) => ({ references: withReferences(s.references, found.value) }));
  return ok(null);
}

/**
 * Shows the batch with the requests of these videos, in this order, and then of these tasks without a video. If a batch cannot hold all of
 * them, no request is read, and the batch shows their number and its limit.
 */
export async function reuseAsBatch(resultIds: readonly number[], taskIds: readonly number[]): Promise<Result<null, AppError>> {
  const hasTasks = taskIds.length > 0;
  const selectedCount = resultIds.length + taskIds.length;
  if (selectedCount > batchMaxTasks) {
    reuseInBatch({ requests: [], selectedCount, hasTasks, incompleteCount: 0 });
    showStage({ kind: 'batch' });
    return ok(null);
  }
  const ofVideos = await requestsOf(resultIds, videoRecords);
  if (!ofVideos.ok) return ofVideos;
  const ofTasks = await requestsOf(taskIds, taskRecords);
  if (!ofTasks.ok) return ofTasks;
  const requests = [...ofVideos.value, ...ofTasks.value];
  const files = await loadReferences(requests.map(({ request }) => request));
  if (!files.ok) return files;
  const { requests: usable, incompleteCount } = withoutLostFiles(requests, useComposer.getState().references);
  reuseInBatch({ requests: usable, selectedCount: usable.length, hasTasks, incompleteCount });
  showStage({ kind: 'batch' });
  return ok(null);
}
