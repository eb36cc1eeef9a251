// Fetches results as soon as they exist, nearest expiry first, two at a time, and keeps trying while the link lives.
import { type AppError, isFolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { buildTags } from '../library/tag-record.ts';
import { videoFileName } from '../library/video-file-name.ts';
import type { Clock, DownloadProgress, PartialFileOwner, Random, StoredFile, VideoLibrary } from '../ports.ts';
import { backoffDelay } from '../scheduling/backoff.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { httpStatusOf, type RequestLog } from '../service/request-log.ts';
import { serviceResultName } from '../tasks/partial-owner.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { Transfer } from '../tasks/task-view.ts';
import { maxUnverifiedTransfers } from '../tasks/unverified-offer.ts';

const firstBackOffMs = 2_000;
const longestBackOffMs = 300_000;
/** A large video waits so long for room while smaller ones go on; the folder's own probe may end it earlier. */
const noRoomBackOffMs = 300_000;
/** Between tries of what brought no video so often, and nothing to be kept either: it may be a page that somebody else puts in between. */
const pageBackOffMs = 1_800_000;
/** Between tries that move whole files and will probably bring the same again: what may be kept as it is, what is too large for a video. */
const wholeFileBackOffMs = 6 * 3_600_000;
/** No download waits longer for its next try. */
export const maxDownloadWaitMs = wholeFileBackOffMs;
const notifyEveryMs = 250;
const writeEveryMs = 3_000;

export type ActiveTransfers = Map<number, Transfer>;

/** Plans the next attempt after a failed one: when it starts, and whether it needs a fresh link first. */
function planNextAttempt(
  row: ResultRow,
  error: AppError,
  nowMs: number,
  random: number,
  isHeld: boolean,
  isKeepable: boolean,
): { nextAttemptAtMs: number | null; needsFreshLink: boolean; reason: 'link-refused' | 'not-verified' | 'folder' | 'other' } {
  const again = {
    nextAttemptAtMs: nowMs + backoffDelay(row.attempts - 1, firstBackOffMs, longestBackOffMs, random),
    needsFreshLink: false,
  };
  const askForLink = { nextAttemptAtMs: nowMs, needsFreshLink: true, reason: 'link-refused' } as const;
  // Nobody may be there to press a button before the link is over, so nothing rests until then that could go on by itself.
  const isPastItsTime = row.linkExpiresAtMs !== null && nowMs > row.linkExpiresAtMs;
  switch (error.kind) {
    case 'link-refused':
      return askForLink;
    case 'host-needs-permission':
      // The person is asked meanwhile. It is looked up again as well: a proxy that is switched off, or on, changes where the name leads.
      return isPastItsTime ? askForLink : { ...again, reason: 'other' };
    case 'not-a-video':
    case 'download-incomplete':
      if (row.unverifiedTransfers + 1 < maxUnverifiedTransfers) return { ...again, reason: 'not-verified' };
      // The same bytes would probably come again; whether they are worth something is the person's to say, for as long as it takes.
      if (isKeepable) return { ...again, nextAttemptAtMs: isPastItsTime ? null : nowMs + wholeFileBackOffMs, reason: 'not-verified' };
      return isPastItsTime ? askForLink : { ...again, nextAttemptAtMs: nowMs + pageBackOffMs, reason: 'not-verified' };
    case 'link-blocked':
      if (isPastItsTime) return askForLink;
      if (error.reason === 'too-large') return { ...again, nextAttemptAtMs: nowMs + wholeFileBackOffMs, reason: 'other' };
      // Where a name or a redirect leads, and what stands in between, is another matter in another network, or a moment later.
      return { ...again, reason: 'other' };
    case 'disk-full':
    case 'library-missing':
    case 'library-unavailable':
    case 'library-unwritable':
      // The folder holds all downloads while it is unavailable, so there is no need to wait here as well.
      return { nextAttemptAtMs: isHeld ? nowMs : nowMs + noRoomBackOffMs, needsFreshLink: false, reason: 'folder' };
    default:
      return { ...again, reason: 'other' };
  }
}

export function createDownloader(parts: {
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  library: VideoLibrary;
  transfers: ActiveTransfers;
  trace: RequestLog;
  clock: Clock;
  random: Random;
  folder: Pick<FolderHealth, 'path' | 'reportError' | 'onFileStored' | 'blocksDownloads'>;
  folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  /** Its bytes are being stored as they are: it is not fetched meanwhile. */
  isKeeping(resultId: number): boolean;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** Whether new files carry how they were made. */
  writeTags(): boolean;
  /** A link was refused: the task is due for a look. */
  wantsLook(): void;
  /** A video is being stored: in the same commit it is noted that it follows a library that was moved, so that no kill comes in between. */
  follow(resultId: number): void;
  /** A video was stored: its poster is due. */
  stored(resultId: number): void;
}): JobSource {
  const {
    tables,
    tasks,
    accounts,
    library,
    transfers,
    trace,
    clock,
    random,
    folder,
    folders,
    isKeeping,
    identity,
    writeTags,
    wantsLook,
    follow,
    stored,
  } = parts;

  function progressOf(id: number): (progress: DownloadProgress) => void {
    let toldAtMs = Number.NEGATIVE_INFINITY;
    let writtenAtMs = clock.now();
    let atBytes: number | null = null;
    return ({ receivedBytes, totalBytes }) => {
      const nowMs = clock.now();
      if (nowMs - toldAtMs < notifyEveryMs) return;
      const since = Number.isFinite(toldAtMs) && atBytes !== null ? { bytes: receivedBytes - atBytes, ms: nowMs - toldAtMs } : null;
      const speed = since === null || since.ms <= 0 ? null : (since.bytes / since.ms) * 1_000;
      const before = transfers.get(id)?.bytesPerSecond ?? null;
      // Smoothed, so that the number can be read.
      const bytesPerSecond = speed === null ? before : before === null ? speed : before * 0.7 + speed * 0.3;
      transfers.set(id, { receivedBytes, totalBytes, bytesPerSecond });
      toldAtMs = nowMs;
      atBytes = receivedBytes;
      if (nowMs - writtenAtMs >= writeEveryMs) {
        writtenAtMs = nowMs;
        tasks.setReceivedBytes(id, receivedBytes, totalBytes);
      } else tasks.notifyTransferProgress(id);
    };
  }

  function failed(row: ResultRow, error: AppError, quarantinedBytes: number | undefined): void {
    const nowMs = clock.now();
    // Another folder than the one for new videos holds nobody up but its own part.
    if (isFolderError(error) && error.folder === folder.path()) folder.reportError(error);
    const next = planNextAttempt(
      row,
      error,
      nowMs,
      random.next(),
      folder.blocksDownloads() || (isFolderError(error) && error.folder !== folder.path()),
      quarantinedBytes !== undefined || row.quarantinedBytes !== null,
    );
    tasks.transaction(() => {
      tasks.transitionResult(row.id, {
        type: 'download-interrupted',
        error,
        ...next,
        ...(quarantinedBytes === undefined ? {} : { quarantinedBytes }),
      });
      if (next.needsFreshLink) tasks.schedulePoll(row.taskId, nowMs);
    });
    if (next.needsFreshLink) wantsLook();
  }

  return {
    due(nowMs, room, busy) {
      // How a download ended could not be written down (a full disk); what is in the folder is found again.
      for (const id of tables.results.downloading()) if (!busy.has(id)) interrupted(id);
      if (folder.blocksDownloads()) return [];
      const rows = tables.results.downloadDue(nowMs, 1_000);
      return rows
        .filter(({ id, profileId }) => !busy.has(id) && !isKeeping(id) && accounts.canDownload(profileId))
        .slice(0, room)
        .map(({ id }) => id);
    },
    nextDueMs: tables.results.downloadNext,
    async run(id, signal) {
      const into = await folderFor(id);
      // Asked each time: a drive may be pulled out between two downloads. The folder then holds all of them.
      if ((await folders.unavailableErrorOf(into)) !== null || signal.aborted || isKeeping(id)) return;
      const started = tasks.transitionResult(id, { type: 'download-started', incomingFolderId: tables.results.folderId(into) });
      if (!started.ok) return;
      const row = started.value;
      const task = tasks.row(row.taskId);
      if (task === undefined || row.url === null) return;
      let aside: number | undefined;
      const beganAtMs = clock.now();
      let answered: { readonly httpStatus: number; readonly fromBytes: number } | null = null;
      try {
        const file = await library.download(
          {
            owner: identity(),
            resultId: id,
            serviceResultName: serviceResultName(task, row),
            url: row.url,
            folder: into,
            fileName: videoFileName(task, row.position),
            account: accounts.networkReach(task.profileId),
            ...(writeTags() ? { tagsFor: buildTags(task, row.position, (referenceId) => tables.references.get(referenceId)) } : {}),
            onProgress: progressOf(id),
            onAnswer(answer) {
              answered = answer;
            },
            // The link may be over before the fifth try: what may be all there will ever be is kept from the first on.
            onQuarantined(bytes) {
              aside = bytes;
            },
            acceptsAnyContent: row.unverifiedTransfers + 1 >= maxUnverifiedTransfers,
          },
          signal,
        );
        noted(row, beganAtMs, file, answered);
        if (file.ok) {
          tasks.transaction(() => {
            const happened = tasks.transitionResult(id, { type: 'stored', file: file.value, folderId: tables.results.folderId(into) });
            if (happened.ok) follow(id);
          });
          if (into === folder.path()) folder.onFileStored();
          stored(id);
        } else if (signal.aborted) interrupted(id, aside);
        else failed(row, file.error, aside);
      } catch (error) {
        interrupted(id, aside); // or it would be "downloading" until the next start
        throw error;
      } finally {
        transfers.delete(id);
      }
    },
  };

  /** One attempt: which bytes came, and how it ended. */
  function noted(
    row: ResultRow,
    beganAtMs: number,
    file: Result<StoredFile, AppError>,
    answered: { readonly httpStatus: number; readonly fromBytes: number } | null,
  ): void {
    const toBytes = file.ok ? file.value.bytes : (transfers.get(row.id)?.receivedBytes ?? answered?.fromBytes ?? 0);
    trace.record(row.taskId, 'download', beganAtMs, file, {
      resultId: row.id,
      // A file that was whole already was not asked for.
      httpStatus: answered?.httpStatus ?? (file.ok ? null : httpStatusOf(file)),
      detail: { attempt: row.attempts, ...(answered === null ? {} : { fromBytes: answered.fromBytes, toBytes }) },
    });
  }

  /** Where its first bytes lie, as long as that folder is there and has not refused it; else where all new ones go. */
  async function folderFor(id: number): Promise<string> {
    const row = tasks.result(id);
    const usual = folder.path();
    const begun = row?.incomingFolderId == null ? null : tables.results.folderPath(row.incomingFolderId);
    if (row === undefined || begun === null || begun === usual) return usual;
    const refused = row.error !== null && isFolderError(JSON.parse(row.error) as AppError);
    return !refused && (await folders.isAvailable(begun)) ? begun : usual;
  }

  /** What is on disk stays there and is resumed. */
  function interrupted(id: number, quarantinedBytes?: number): void {
    tasks.transitionResult(id, {
      type: 'download-interrupted',
      error: null,
      nextAttemptAtMs: clock.now(),
      needsFreshLink: false,
      reason: 'stopped',
      ...(quarantinedBytes === undefined ? {} : { quarantinedBytes }),
    });
  }
}
