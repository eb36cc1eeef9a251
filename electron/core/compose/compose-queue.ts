// The queue: the loops that send, search, look, download and make posters, and how one wakes the other.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import { createDownloader } from '../download/downloader.ts';
import type { ActiveTransfers } from '../download/transfer-progress.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { createPosterJob } from '../media/poster-job.ts';
import { createPoller } from '../poll/poller.ts';
import { createReconciler } from '../poll/reconcile-unconfirmed.ts';
import type { PartialFileOwner } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { JobName } from '../scheduling/job-outcome.ts';
import { createJobRunner, type JobSource } from '../scheduling/job-runner.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import { withTimeout } from '../scheduling/timeout.ts';
import type { RequestLog } from '../service/request-log.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioPorts } from '../studio-config.ts';
import { createSubmitter } from '../submit/submitter.ts';
import type { TaskStore } from '../tasks/task-store.ts';

export function composeQueue(parts: {
  ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'api' | 'library' | 'posters'>;
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  references: ReferenceService;
  settings: SettingsStore;
  pace: RateLimiter;
  onServiceError: ServiceErrorPolicy;
  trace: RequestLog;
  transfers: ActiveTransfers;
  folder: FolderHealth;
  folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  /** Its bytes are being stored as they are: it is not fetched meanwhile. */
  isKeeping(resultId: number): boolean;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** Aborted when the studio stops. */
  stopSignal: AbortSignal;
  isOfBackup(id: number): boolean;
  /** Something was accepted or ended, so that the balance is another one. */
  onBalanceChanged(profileId: number): void;
  /** A video came whole; called in the transaction that stores it. */
  follow(resultId: number): void;
  wakeAll(): void;
  /** Every loop asks at least once a minute; one of them minds what else has to be looked at now and then. */
  onTick(nowMs: number): void;
}) {
  const {
    ports,
    tables,
    tasks,
    accounts,
    references,
    settings,
    pace,
    onServiceError,
    trace,
    transfers,
    folder,
    folders,
    identity,
    stopSignal,
  } = parts;
  const { isKeeping, isOfBackup, onBalanceChanged, follow, wakeAll, onTick } = parts;
  const { clock, random, log, api, library, posters } = ports;
  const service = { tables, tasks, accounts, api, pace, onServiceError, clock, trace, random };
  const loopOf = (name: JobName, atOnce: number, source: JobSource) => createJobRunner({ name, atOnce, clock, log, source });

  const submission = createSubmitter({
    ...service,
    references,
    log,
    maxConcurrentTasks: () => settings.get().maxConcurrentTasks,
    cameFromBackup: isOfBackup,
    stopSignal: stopSignal,
    onAccepted(profileId) {
      onBalanceChanged(profileId);
      looking.wake();
    },
    onUnconfirmed: () => searching.wake(),
  });
  const lookingFor = createReconciler({
    ...service,
    isResendPending: submission.isResendPending,
    onFound: () => looking.wake(),
    onConcluded: () => sending.wake(),
  });
  const polling = createPoller({
    ...service,
    isAutoRetryEnabled: (id) => settings.get().autoRetry && !isOfBackup(id),
    onTaskEnded(profileId) {
      onBalanceChanged(profileId);
      wakeAll(); // its files are due, and a place is free
    },
  });
  const posterMaking = createPosterJob({ tables, tasks, library, folders, posters, clock, log });
  const download = createDownloader({
    tables,
    tasks,
    accounts,
    library,
    transfers,
    clock,
    trace,
    random,
    folder,
    folders,
    isKeeping,
    identity,
    writeTags: () => settings.get().writeTags,
    wantsLook: () => looking.wake(),
    follow,
    stored: () => makingPosters.wake(),
  });

  const sending = loopOf('submit', 8, submission);
  const searching = loopOf('reconcile', 2, lookingFor);
  const looking = loopOf('poll', 16, {
    ...polling,
    due(nowMs, room, busy) {
      onTick(nowMs);
      return polling.due(nowMs, room, busy);
    },
  });
  const downloading = loopOf('download', 2, download);
  const makingPosters = loopOf('poster', 1, posterMaking);
  const loops = [sending, searching, looking, downloading, makingPosters];

  return {
    sendAgain: submission.resend,
    /** All but downloading, which waits for the folder. */
    start(): void {
      for (const loop of loops) if (loop !== downloading) loop.start();
    },
    startDownloading: downloading.start,
    wake(): void {
      posterMaking.retryAway();
      for (const loop of loops) loop.wake();
    },
    wakePosters: makingPosters.wake,
    /** A request that is being paid for is worth waiting for; all else can be taken up again, and a folder that never answers is left. */
    async stop(withinMs: number, filesWithinMs: number): Promise<void> {
      const ofFiles = Promise.all([downloading.stop(0), makingPosters.stop(0)]);
      const [ended] = await Promise.all([
        withTimeout(clock, filesWithinMs, ofFiles),
        sending.stop(withinMs),
        searching.stop(0),
        looking.stop(0),
      ]);
      if (ended === 'left') log.warn('file-work-left', { work: 'download-or-poster' });
    },
  };
}
