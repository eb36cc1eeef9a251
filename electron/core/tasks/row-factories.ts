// Initial rows of profiles, tasks and results.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { VideoTags } from '../../../shared/video-tags.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ServiceResult, StoredFile } from '../ports.ts';
import { defaultRequestsPerSecond } from '../scheduling/rate-limiter.ts';

/** A profile without a key, not held. */
export function newProfile(
  fields: Pick<ProfileRow, 'kind' | 'name' | 'apiBaseUrl' | 'filesBaseUrl'>,
  nowMs: number,
): Omit<ProfileRow, 'id'> {
  return {
    ...fields,
    encryptedKey: null,
    keyLastFour: null,
    keyBackend: null,
    keyChangedAtMs: null,
    keyRevision: 0,
    keyHash: null,
    holds: '[]',
    pausedUntilMs: null,
    credits: null,
    createdAtMs: nowMs,
    pausedByUser: 0,
    requestsPerSecond: defaultRequestsPerSecond,
  };
}

/** A task in state `draft`. */
export function newTask(
  input: {
    profileId: number;
    simulated: boolean;
    request: GenerationRequest;
    sourceTaskId: number | null;
    retryOf?: { id: number; number: number };
  },
  nowMs: number,
): Omit<TaskRow, 'id'> {
  return {
    profileId: input.profileId,
    state: 'draft',
    live: 0,
    simulated: input.simulated ? 1 : 0,
    dismissed: 0,
    model: input.request.model,
    request: input.request,
    sourceTaskId: input.sourceTaskId,
    createdAtMs: nowMs,
    changedAtMs: nowMs,
    error: null,
    queuePosition: null,
    held: 0,
    heldBy: null,
    notBeforeMs: null,
    refusals: 0,
    idempotencyKey: null,
    bodySha256: null,
    firstSentAtMs: null,
    lastSentAtMs: null,
    acceptanceUnknown: 0,
    stateEnteredAtMs: null,
    reconciliation: null,
    reconcileAtMs: null,
    serviceTaskId: null,
    acceptedAtMs: null,
    pollingSinceMs: null,
    progress: null,
    expectedEndAtMs: null,
    creditsReserved: null,
    creditsUsed: null,
    tookSeconds: null,
    overdue: 0,
    nextPollAtMs: null,
    pollError: null,
    failedPolls: 0,
    lastPolledAtMs: null,
    lastUnfinishedPollAtMs: null,
    notFoundSinceMs: null,
    endedAtMs: null,
    retryOfId: input.retryOf?.id ?? null,
    attemptNumber: input.retryOf?.number ?? null,
    keyRevision: null,
    firstSentServiceMs: null,
    lastSentServiceMs: null,
    notFoundPolls: 0,
  };
}

/** The columns of a result's row that describe its file in the library folder `folderId`. */
export function storedFileColumns(file: StoredFile, folderId: number) {
  const { path, bytes, modifiedAtMs, sha256, receivedSha256, untagged, width, height, durationSeconds, framesPerSecond, hasAudio, codec } =
    file;
  return {
    folderId,
    path,
    bytes,
    receivedBytes: bytes,
    totalBytes: bytes,
    modifiedAtMs: Math.round(modifiedAtMs),
    sha256,
    receivedSha256,
    untaggedReason: untagged,
    width,
    height,
    durationSeconds,
    framesPerSecond,
    hasAudio: hasAudio ? 1 : 0,
    codec,
  } satisfies Partial<ResultRow>;
}

/** A completed task, built from the tag record of a stored video. */
export function rebuiltTask(
  input: { profileId: number; request: GenerationRequest; tags: VideoTags; file: StoredFile },
  nowMs: number,
): Omit<TaskRow, 'id'> {
  const { profileId, request, tags, file } = input;
  const acceptedAtMs = tags.acceptedAtMs ?? tags.createdAtMs;
  return {
    ...newTask({ profileId, simulated: tags.simulated, request, sourceTaskId: null }, tags.createdAtMs),
    state: 'completed',
    changedAtMs: nowMs,
    serviceTaskId: tags.taskId,
    acceptedAtMs,
    pollingSinceMs: acceptedAtMs,
    progress: 100,
    tookSeconds: tags.tookSeconds,
    endedAtMs: tags.completedAtMs ?? file.modifiedAtMs,
  };
}

/** The result of a rebuilt task, with the file of the video in the folder. */
export function rebuiltResult(
  taskId: number,
  { tags, file, folderId, modifiedCopyOf }: { tags: VideoTags; file: StoredFile; folderId: number; modifiedCopyOf: number | null },
  nowMs: number,
): Omit<ResultRow, 'id'> {
  return {
    ...newResult(taskId, tags.position, { kind: 'video', url: '' }, nowMs, nowMs),
    ...storedFileColumns(file, folderId),
    state: 'stored',
    url: null,
    linkExpiresAtMs: null,
    nextAttemptAtMs: null,
    storedAtMs: tags.completedAtMs ?? file.modifiedAtMs,
    verification: 'verified',
    checkedAtMs: nowMs,
    poster: 'wanted',
    modifiedCopyOf,
  };
}

/** The result of a completed task. A video starts as `available`. An element or a character is data and is `stored` at once. */
export function newResult(
  taskId: number,
  position: number,
  result: ServiceResult,
  linkExpiresAtMs: number,
  nowMs: number,
): Omit<ResultRow, 'id'> {
  const isVideo = result.kind === 'video';
  return {
    taskId,
    position,
    kind: result.kind,
    state: isVideo ? 'available' : 'stored',
    data: isVideo ? null : JSON.stringify(result.data),
    url: isVideo ? result.url : null,
    linkExpiresAtMs: isVideo ? linkExpiresAtMs : null,
    needsFreshLink: 0,
    linkRefusals: 0,
    receivedBytes: 0,
    totalBytes: null,
    attempts: 0,
    unverifiedTransfers: 0,
    nextAttemptAtMs: isVideo ? nowMs : null,
    error: null,
    storedAtMs: isVideo ? null : nowMs,
    folderId: null,
    path: null,
    bytes: null,
    modifiedAtMs: null,
    sha256: null,
    width: null,
    height: null,
    durationSeconds: null,
    framesPerSecond: null,
    hasAudio: null,
    codec: null,
    receivedSha256: null,
    untaggedReason: null,
    poster: 'none',
    verification: 'verified',
    checkedAtMs: null,
    quarantinedBytes: null,
    incomingFolderId: null,
    modifiedCopyOf: null,
    trash: null,
    trashedAtMs: null,
    trashedFrom: null,
  };
}
