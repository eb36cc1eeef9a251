// "Use again" for several videos: their requests become the lines of the batch. Nothing is sent.
import { batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import { withoutLostFiles } from '../../../../shared/batch/reused-requests.ts';
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

async function requestsOf(resultIds: readonly number[]): Promise<Result<readonly GenerationRequest[], AppError>> {
  const items = await readAll(resultIds, async (portion) => {
    const answer = await call('library.records', { resultIds: portion });
    return answer.ok ? ok(answer.value.items) : answer;
  });
  if (!items.ok) return items;
  const byId = new Map(items.value.map((item) => [item.resultId, item.request]));
  return ok(resultIds.flatMap((id) => byId.get(id) ?? []));
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
 * Shows the batch with the requests of these videos, in this order. If a batch cannot hold all of them, no request is read, and the batch
 * shows the number of videos and its limit.
 */
export async function reuseAsBatch(resultIds: readonly number[]): Promise<Result<null, AppError>> {
  if (resultIds.length > batchMaxTasks) {
    reuseInBatch({ requests: [], selectedCount: resultIds.length, incompleteCount: 0 });
    showStage({ kind: 'batch' });
    return ok(null);
  }
  const requests = await requestsOf(resultIds);
  if (!requests.ok) return requests;
  const files = await loadReferences(requests.value);
  if (!files.ok) return files;
  const { requests: usable, incompleteCount } = withoutLostFiles(requests.value, useComposer.getState().references);
  reuseInBatch({ requests: usable, selectedCount: usable.length, incompleteCount });
  showStage({ kind: 'batch' });
  return ok(null);
}
