// Composes the queue: the jobs that submit, reconcile, poll, download and make posters, and their runners. A job can wake the runner of
// another job.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import { createDownloader } from '../download/downloader.ts';
import type { ActiveTransfers } from '../download/transfer-progress.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import type { VideoNaming } from '../library/video-naming.ts';
import { createPosterJob, type PosterJob } from '../media/poster-job.ts';
import { createPoller } from '../poll/poller.ts';
import { createReconciler } from '../poll/reconcile-unconfirmed.ts';
import type { PartialFileOwner } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { JobName } from '../scheduling/job-outcome.ts';
import { createJobRunner, type JobRunner, type JobSource } from '../scheduling/job-runner.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import { withTimeout } from '../scheduling/timeout.ts';
import type { RequestLog } from '../service/request-log.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioPorts } from '../studio-config.ts';
import { createSubmitter, type Submitter } from '../submit/submitter.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Dependencies of the queue. */
interface QueueDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'api' | 'library' | 'posters'>;
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly references: ReferenceService;
  readonly settings: SettingsStore;
  readonly rateLimiter: RateLimiter;
  readonly onServiceError: ServiceErrorPolicy;
  readonly requestLog: RequestLog;
  readonly transfers: ActiveTransfers;
  readonly folderHealth: FolderHealth;
  readonly folderIdentity: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  readonly naming: VideoNaming;
  /** Whether the quarantined bytes of a result are being stored. The result is not downloaded meanwhile. */
  isKeeping(resultId: number): boolean;
  /** The identity of this database, for the names of its partial files. */
  identity(): PartialFileOwner;
  /** Aborted when the studio stops. */
  readonly stopSignal: AbortSignal;
  isFromBackup(id: number): boolean;
  /** Called when a task was accepted or ended, which changes the balance. */
  onBalanceChanged(profileId: number): void;
  /** Called in the transaction that stores a complete video. */
  enqueueMove(resultId: number): void;
  wakeAll(): void;
  /**
   * Called at least once a minute, for periodic checks of other parts. Each runner asks its source for due rows at least that often, and
   * the source of the polls then calls this.
   */
  onTick(nowMs: number): void;
}

/** The queue, for the rest of the core. */
export interface ComposedQueue {
  /** Starts a resend that the user requested; the task is already `submitting`. */
  startResend(id: number): void;
  /** Starts every runner except that of the downloads, which waits until the folder is checked. Called once. */
  start(): void;
  /** Starts the runner of the downloads. Later calls do nothing. Called once the library folder has been examined. */
  startDownloading(): void;
  /** Wakes every runner, because rows may have become due. */
  wake(): void;
  /** Wakes the runner of the posters. */
  wakePosters(): void;
  /**
   * Stops all runners. A submission gets `withinMs` for its response, because it costs money. All other work can be resumed. A job that
   * still waits for an unanswering folder is abandoned after `filesWithinMs`.
   */
  stop(withinMs: number, filesWithinMs: number): Promise<void>;
}

interface JobSources {
  readonly submit: Submitter;
  readonly reconcile: JobSource;
  readonly poll: JobSource;
  readonly download: JobSource;
  readonly poster: PosterJob;
}

type JobRunners = { readonly [name in keyof JobSources]: JobRunner };

/** Wakes the runner of another job. Throws until the runners are created, which happens after the jobs. */
type WakeJob = (name: keyof JobSources) => void;

function createServiceJobs(deps: QueueDeps, wake: WakeJob): Pick<JobSources, 'submit' | 'reconcile' | 'poll'> {
  const { ports, tables, tasks, accounts, settings, rateLimiter, onServiceError, requestLog, isFromBackup, onBalanceChanged, wakeAll } =
    deps;
  const { api, clock, random, log } = ports;
  const service: ServiceDeps = { tables, tasks, accounts, api, rateLimiter, onServiceError, clock, requestLog, random };
  const submit = createSubmitter({
    ...service,
    references: deps.references,
    log,
    maxConcurrentTasks: () => settings.get().maxConcurrentTasks,
    isFromBackup,
    stopSignal: deps.stopSignal,
    onAccepted(profileId) {
      onBalanceChanged(profileId);
      wake('poll');
    },
    onUnconfirmed: () => wake('reconcile'),
  });
  const reconcile = createReconciler({
    ...service,
    isResendPending: submit.isResendPending,
    onFound: () => wake('poll'),
    onListApplied: () => wake('submit'),
  });
  const poll = createPoller({
    ...service,
    isAutoRetryEnabled: (id) => settings.get().autoRetry && !isFromBackup(id),
    onTaskEnded(profileId) {
      onBalanceChanged(profileId);
      wakeAll(); // its files are due, and a slot is free
    },
  });
  return { submit, reconcile, poll };
}

function createFileJobs(deps: QueueDeps, wake: WakeJob): Pick<JobSources, 'download' | 'poster'> {
  const {
    ports,
    tables,
    tasks,
    accounts,
    settings,
    requestLog,
    transfers,
    folderHealth,
    folderIdentity,
    naming,
    isKeeping,
    identity,
    enqueueMove,
  } = deps;
  const { clock, random, log, library, posters } = ports;
  const download = createDownloader({
    tables,
    tasks,
    accounts,
    library,
    transfers,
    clock,
    requestLog,
    random,
    folderHealth,
    folderIdentity,
    naming,
    isKeeping,
    identity,
    writeTags: () => settings.get().writeTags,
    onLinkRefused: () => wake('poll'),
    enqueueMove,
    onStored: () => wake('poster'),
  });
  return { download, poster: createPosterJob({ tables, tasks, library, folderIdentity, posters, clock, log }) };
}

/** Calls `onTick` each time the source is asked for due rows. */
const withTick = (source: JobSource, onTick: (nowMs: number) => void): JobSource => ({
  ...source,
  due(nowMs, freeSlots, busy) {
    onTick(nowMs);
    return source.due(nowMs, freeSlots, busy);
  },
});

/** One runner for each source. The number is how many jobs of the source run in parallel. */
function createRunners({ ports, onTick }: QueueDeps, sources: JobSources): JobRunners {
  const { clock, log } = ports;
  const runnerOf = (name: JobName, maxConcurrent: number, source: JobSource) =>
    createJobRunner({ name, maxConcurrent, clock, log, source });
  return {
    submit: runnerOf('submit', 8, sources.submit),
    reconcile: runnerOf('reconcile', 2, sources.reconcile),
    poll: runnerOf('poll', 16, withTick(sources.poll, onTick)),
    download: runnerOf('download', 2, sources.download),
    poster: runnerOf('poster', 1, sources.poster),
  };
}

/** See `ComposedQueue.stop`. */
async function stopRunners({ ports }: QueueDeps, runners: JobRunners, withinMs: number, filesWithinMs: number): Promise<void> {
  const { clock, log } = ports;
  const filesEnded = Promise.all([runners.download.stop(0), runners.poster.stop(0)]);
  const [filesOutcome] = await Promise.all([
    withTimeout(clock, filesWithinMs, filesEnded),
    runners.submit.stop(withinMs),
    runners.reconcile.stop(0),
    runners.poll.stop(0),
  ]);
  if (filesOutcome === 'timed-out') log.warn('file-operations-unfinished', { operations: 'download-or-poster' });
}

/** Builds the jobs and their runners; nothing runs before `start`. */
export function composeQueue(deps: QueueDeps): ComposedQueue {
  const wake: WakeJob = (name) => runners[name].wake();
  const sources: JobSources = { ...createServiceJobs(deps, wake), ...createFileJobs(deps, wake) };
  const runners = createRunners(deps, sources);
  const all = Object.values(runners);
  return {
    startResend: sources.submit.resend,
    start() {
      for (const runner of all) if (runner !== runners.download) runner.start();
    },
    startDownloading: runners.download.start,
    wake() {
      sources.poster.retryUnavailable();
      for (const runner of all) runner.wake();
    },
    wakePosters: runners.poster.wake,
    stop: (withinMs, filesWithinMs) => stopRunners(deps, runners, withinMs, filesWithinMs),
  };
}
