// Makes one attempt to download a result: chooses the folder, transfers the file, and writes the outcome to the row.
import { type AppError, isFolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { storedError } from '../../db/rows/stored-json.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { buildTags } from '../library/tag-record.ts';
import type { VideoNaming } from '../library/video-naming.ts';
import type { Clock, PartialFileOwner, Random, StoredFile, VideoLibrary } from '../ports.ts';
import { httpStatusOf, type RequestLog } from '../service/request-log.ts';
import { serviceResultName } from '../tasks/partial-owner.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { maxUnverifiedTransfers } from '../tasks/unverified-offer.ts';
import { planNextAttempt } from './next-attempt.ts';
import { type ActiveTransfers, createTransferProgress } from './transfer-progress.ts';

/** Dependencies of the downloads. */
export interface DownloaderDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly library: VideoLibrary;
  readonly transfers: ActiveTransfers;
  readonly requestLog: RequestLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly folderHealth: Pick<FolderHealth, 'path' | 'reportError' | 'onFileStored' | 'blocksDownloads'>;
  readonly folderIdentity: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  /** Names the files. */
  readonly naming: Pick<VideoNaming, 'ofNewVideo'>;
  /** Whether the quarantined bytes of a result are being stored. The result is not downloaded meanwhile. */
  isKeeping(resultId: number): boolean;
  /** The identity of this database, for the names of its partial files. */
  identity(): PartialFileOwner;
  /** Whether new files get a tag record. */
  writeTags(): boolean;
  /** Called when a link was refused and the task is due for a poll. Wakes the poller. */
  onLinkRefused(): void;
  /**
   * Called in the transaction that stores a video, so that a kill cannot come in between. Plans the move of the video if the library was
   * moved meanwhile.
   */
  enqueueMove(resultId: number): void;
  /** Called when a video was stored: its poster is due. */
  onStored(resultId: number): void;
}

/** State of a running attempt. Filled by the callbacks of the transfer. */
interface Attempt {
  readonly startedAtMs: number;
  readonly folder: string;
  /** The last response of the file host; null if none has arrived. */
  response: { readonly httpStatus: number; readonly fromBytes: number } | null;
  /** The number of bytes in quarantine; undefined if there are none. */
  quarantinedBytes: number | undefined;
}

const quarantineFields = (bytes: number | undefined) => (bytes === undefined ? {} : { quarantinedBytes: bytes });

/**
 * The folder of the partial file, if it is available and did not cause the failure of the last attempt. Otherwise the folder for new
 * videos.
 */
async function folderFor({ tables, tasks, folderHealth, folderIdentity }: DownloaderDeps, id: number): Promise<string> {
  const row = tasks.result(id);
  const currentFolder = folderHealth.path();
  const partialFileFolder = row?.incomingFolderId == null ? null : tables.results.folderPath(row.incomingFolderId);
  if (row === undefined || partialFileFolder === null || partialFileFolder === currentFolder) return currentFolder;
  const hadFolderError = row.error !== null && isFolderError(storedError(row.error));
  return !hadFolderError && (await folderIdentity.isAvailable(partialFileFolder)) ? partialFileFolder : currentFolder;
}

/** Ends a download that stopped without an error of its own. The partial file stays, and the next attempt resumes it. */
export function interruptDownload({ tasks, clock }: Pick<DownloaderDeps, 'tasks' | 'clock'>, id: number, quarantinedBytes?: number): void {
  tasks.transitionResult(id, {
    type: 'download-interrupted',
    error: null,
    nextAttemptAtMs: clock.now(),
    needsFreshLink: false,
    reason: 'stopped',
    ...quarantineFields(quarantinedBytes),
  });
}

/** Writes an attempt to the request log: the received bytes and the outcome. */
function recordAttempt(
  { requestLog, transfers }: DownloaderDeps,
  row: ResultRow,
  attempt: Attempt,
  file: Result<StoredFile, AppError>,
): void {
  const { response } = attempt;
  const toBytes = file.ok ? file.value.bytes : (transfers.get(row.id)?.receivedBytes ?? response?.fromBytes ?? 0);
  requestLog.record(row.taskId, 'download', attempt.startedAtMs, file, {
    resultId: row.id,
    // If the file was already complete, no request was made.
    httpStatus: response?.httpStatus ?? (file.ok ? null : httpStatusOf(file)),
    detail: { attempt: row.attempts, ...(response === null ? {} : { fromBytes: response.fromBytes, toBytes }) },
  });
}

function applyFailure(deps: DownloaderDeps, row: ResultRow, error: AppError, quarantinedBytes: number | undefined): void {
  const { tasks, clock, random, folderHealth } = deps;
  const nowMs = clock.now();
  // An error of another folder than the one for new videos delays only the downloads into that folder.
  const isOtherFolder = isFolderError(error) && error.folder !== folderHealth.path();
  if (isFolderError(error) && !isOtherFolder) folderHealth.reportError(error);
  const next = planNextAttempt(row, error, {
    nowMs,
    random: random.next(),
    isHeld: folderHealth.blocksDownloads() || isOtherFolder,
    isKeepable: quarantinedBytes !== undefined || row.quarantinedBytes !== null,
  });
  tasks.transaction(() => {
    tasks.transitionResult(row.id, { type: 'download-interrupted', error, ...next, ...quarantineFields(quarantinedBytes) });
    if (next.needsFreshLink) tasks.schedulePoll(row.taskId, nowMs);
  });
  if (next.needsFreshLink) deps.onLinkRefused();
}

function applyStored(deps: DownloaderDeps, id: number, file: StoredFile, folder: string): void {
  const { tables, tasks, folderHealth } = deps;
  tasks.transaction(() => {
    const transition = tasks.transitionResult(id, { type: 'stored', file, folderId: tables.results.folderId(folder) });
    if (transition.ok) deps.enqueueMove(id);
  });
  if (folder === folderHealth.path()) folderHealth.onFileStored();
  deps.onStored(id);
}

function transfer(
  deps: DownloaderDeps,
  task: TaskRow,
  row: ResultRow & { readonly url: string },
  attempt: Attempt,
  signal: AbortSignal,
): Promise<Result<StoredFile, AppError>> {
  const { tables, accounts, library } = deps;
  return library.download(
    {
      owner: deps.identity(),
      resultId: row.id,
      serviceResultName: serviceResultName(task, row),
      url: row.url,
      folder: attempt.folder,
      fileName: deps.naming.ofNewVideo(attempt.folder, task, row),
      account: accounts.networkAccess(task.profileId),
      ...(deps.writeTags() ? { tagsFor: buildTags(task, row.position, (referenceId) => tables.references.get(referenceId)) } : {}),
      onProgress: createTransferProgress(deps, row.id),
      onResponse(response) {
        attempt.response = response;
      },
      // Even the first transfer that fails verification is kept: the link may expire before the next attempt, so better bytes may never
      // arrive.
      onQuarantined(bytes) {
        attempt.quarantinedBytes = bytes;
      },
      acceptsAnyContent: row.unverifiedTransfers + 1 >= maxUnverifiedTransfers,
    },
    signal,
  );
}

/** Downloads one result. Afterwards the row is never `downloading`. Rejects only because of a bug or a failed write. */
export async function downloadResult(deps: DownloaderDeps, id: number, signal: AbortSignal): Promise<void> {
  const { tables, tasks, transfers, folderIdentity, clock } = deps;
  const folder = await folderFor(deps, id);
  // This is checked for each download, because a drive may be removed between two downloads. Then all downloads into the folder wait.
  if ((await folderIdentity.unavailableErrorOf(folder)) !== null || signal.aborted || deps.isKeeping(id)) return;
  const started = tasks.transitionResult(id, { type: 'download-started', incomingFolderId: tables.results.folderId(folder) });
  if (!started.ok) return;
  const row = started.value;
  const task = tasks.row(row.taskId);
  const { url } = row;
  if (task === undefined || url === null) return;
  const attempt: Attempt = { startedAtMs: clock.now(), folder, response: null, quarantinedBytes: undefined };
  try {
    const file = await transfer(deps, task, { ...row, url }, attempt, signal);
    recordAttempt(deps, row, attempt, file);
    if (file.ok) applyStored(deps, id, file.value, folder);
    else if (signal.aborted) interruptDownload(deps, id, attempt.quarantinedBytes);
    else applyFailure(deps, row, file.error, attempt.quarantinedBytes);
  } catch (error) {
    interruptDownload(deps, id, attempt.quarantinedBytes); // otherwise it would stay `downloading` until the next start
    throw error;
  } finally {
    transfers.delete(id);
  }
}
