// One attempt to download a result: where it goes, the transfer, and what its end does to the row.
import { type AppError, isFolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { storedError } from '../../db/rows/stored-json.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { buildTags } from '../library/tag-record.ts';
import { videoFileName } from '../library/video-file-name.ts';
import type { Clock, PartialFileOwner, Random, StoredFile, VideoLibrary } from '../ports.ts';
import { httpStatusOf, type RequestLog } from '../service/request-log.ts';
import { serviceResultName } from '../tasks/partial-owner.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { maxUnverifiedTransfers } from '../tasks/unverified-offer.ts';
import { planNextAttempt } from './next-attempt.ts';
import { type ActiveTransfers, createTransferProgress } from './transfer-progress.ts';

/** What downloads are built from. */
export interface DownloaderDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly library: VideoLibrary;
  readonly transfers: ActiveTransfers;
  readonly trace: RequestLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly folder: Pick<FolderHealth, 'path' | 'reportError' | 'onFileStored' | 'blocksDownloads'>;
  readonly folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  /** Its bytes are being stored as they are: it is not downloaded meanwhile. */
  isKeeping(resultId: number): boolean;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** Whether new files carry how they were made. */
  writeTags(): boolean;
  /** A link was refused: the task is due for a poll. */
  wantsLook(): void;
  /** A video is being stored: in the same commit it is noted that it follows a library that was moved, so that no kill comes in between. */
  follow(resultId: number): void;
  /** A video was stored: its poster is due. */
  stored(resultId: number): void;
}

/** What an attempt has learnt so far. Filled by the callbacks of the transfer. */
interface Attempt {
  readonly startedAtMs: number;
  readonly folder: string;
  /** The first answer that was worth reading from; null where none came. */
  answer: { readonly httpStatus: number; readonly fromBytes: number } | null;
  /** Bytes in quarantine; undefined where nothing was put there. */
  quarantinedBytes: number | undefined;
}

const quarantined = (bytes: number | undefined) => (bytes === undefined ? {} : { quarantinedBytes: bytes });

/** The folder of its first bytes, as long as it is available and has not refused them; else the one where all new files go. */
async function folderFor({ tables, tasks, folder, folders }: DownloaderDeps, id: number): Promise<string> {
  const row = tasks.result(id);
  const usual = folder.path();
  const begun = row?.incomingFolderId == null ? null : tables.results.folderPath(row.incomingFolderId);
  if (row === undefined || begun === null || begun === usual) return usual;
  const refused = row.error !== null && isFolderError(storedError(row.error));
  return !refused && (await folders.isAvailable(begun)) ? begun : usual;
}

/** The download stopped without an error of its own. What is on disk stays there and is resumed. */
export function interruptDownload({ tasks, clock }: Pick<DownloaderDeps, 'tasks' | 'clock'>, id: number, quarantinedBytes?: number): void {
  tasks.transitionResult(id, {
    type: 'download-interrupted',
    error: null,
    nextAttemptAtMs: clock.now(),
    needsFreshLink: false,
    reason: 'stopped',
    ...quarantined(quarantinedBytes),
  });
}

/** Writes one attempt into the request log: which bytes came, and how it ended. */
function recordAttempt({ trace, transfers }: DownloaderDeps, row: ResultRow, attempt: Attempt, file: Result<StoredFile, AppError>): void {
  const { answer } = attempt;
  const toBytes = file.ok ? file.value.bytes : (transfers.get(row.id)?.receivedBytes ?? answer?.fromBytes ?? 0);
  trace.record(row.taskId, 'download', attempt.startedAtMs, file, {
    resultId: row.id,
    // A file that was whole already was not asked for.
    httpStatus: answer?.httpStatus ?? (file.ok ? null : httpStatusOf(file)),
    detail: { attempt: row.attempts, ...(answer === null ? {} : { fromBytes: answer.fromBytes, toBytes }) },
  });
}

function applyFailure(deps: DownloaderDeps, row: ResultRow, error: AppError, quarantinedBytes: number | undefined): void {
  const { tasks, clock, random, folder } = deps;
  const nowMs = clock.now();
  // Another folder than the one for new videos holds nobody up but its own part.
  const isOtherFolder = isFolderError(error) && error.folder !== folder.path();
  if (isFolderError(error) && !isOtherFolder) folder.reportError(error);
  const next = planNextAttempt(row, error, {
    nowMs,
    random: random.next(),
    isHeld: folder.blocksDownloads() || isOtherFolder,
    isKeepable: quarantinedBytes !== undefined || row.quarantinedBytes !== null,
  });
  tasks.transaction(() => {
    tasks.transitionResult(row.id, { type: 'download-interrupted', error, ...next, ...quarantined(quarantinedBytes) });
    if (next.needsFreshLink) tasks.schedulePoll(row.taskId, nowMs);
  });
  if (next.needsFreshLink) deps.wantsLook();
}

function applyStored(deps: DownloaderDeps, id: number, file: StoredFile, into: string): void {
  const { tables, tasks, folder } = deps;
  tasks.transaction(() => {
    const written = tasks.transitionResult(id, { type: 'stored', file, folderId: tables.results.folderId(into) });
    if (written.ok) deps.follow(id);
  });
  if (into === folder.path()) folder.onFileStored();
  deps.stored(id);
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
      fileName: videoFileName(task, row.position),
      account: accounts.networkReach(task.profileId),
      ...(deps.writeTags() ? { tagsFor: buildTags(task, row.position, (referenceId) => tables.references.get(referenceId)) } : {}),
      onProgress: createTransferProgress(deps, row.id),
      onAnswer(answer) {
        attempt.answer = answer;
      },
      // The link may be over before the fifth try: what may be all there will ever be is kept from the first on.
      onQuarantined(bytes) {
        attempt.quarantinedBytes = bytes;
      },
      acceptsAnyContent: row.unverifiedTransfers + 1 >= maxUnverifiedTransfers,
    },
    signal,
  );
}

/** Downloads one result. However it ends, the row is not `downloading` afterwards; only a bug or a failed write rejects. */
export async function downloadResult(deps: DownloaderDeps, id: number, signal: AbortSignal): Promise<void> {
  const { tables, tasks, transfers, folders, clock } = deps;
  const into = await folderFor(deps, id);
  // Asked each time: a drive may be pulled out between two downloads. The folder then holds all of them.
  if ((await folders.unavailableErrorOf(into)) !== null || signal.aborted || deps.isKeeping(id)) return;
  const started = tasks.transitionResult(id, { type: 'download-started', incomingFolderId: tables.results.folderId(into) });
  if (!started.ok) return;
  const row = started.value;
  const task = tasks.row(row.taskId);
  const { url } = row;
  if (task === undefined || url === null) return;
  const attempt: Attempt = { startedAtMs: clock.now(), folder: into, answer: null, quarantinedBytes: undefined };
  try {
    const file = await transfer(deps, task, { ...row, url }, attempt, signal);
    recordAttempt(deps, row, attempt, file);
    if (file.ok) applyStored(deps, id, file.value, into);
    else if (signal.aborted) interruptDownload(deps, id, attempt.quarantinedBytes);
    else applyFailure(deps, row, file.error, attempt.quarantinedBytes);
  } catch (error) {
    interruptDownload(deps, id, attempt.quarantinedBytes); // or it would be "downloading" until the next start
    throw error;
  } finally {
    transfers.delete(id);
  }
}
