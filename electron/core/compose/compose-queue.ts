// The queue: the jobs that submit, reconcile, poll, download and make posters, their runners, and how one job wakes the runner of another.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import { createDownloader } from '../download/downloader.ts';
import type { ActiveTransfers } from '../download/transfer-progress.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import { createPosterJob, type PosterMaking } from '../media/poster-job.ts';
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

/** What the queue is built from. */
interface QueueDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'api' | 'library' | 'posters'>;
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly references: ReferenceService;
  readonly settings: SettingsStore;
  readonly rateLimiter: RateLimiter;
  readonly onServiceError: ServiceErrorPolicy;
  readonly trace: RequestLog;
  readonly transfers: ActiveTransfers;
  readonly folder: FolderHealth;
  readonly folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
  /** Its bytes are being stored as they are: it is not fetched meanwhile. */
  isKeeping(resultId: number): boolean;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** Aborted when the studio stops. */
  readonly stopSignal: AbortSignal;
  isOfBackup(id: number): boolean;
  /** Something was accepted or ended, so that the balance is another one. */
  onBalanceChanged(profileId: number): void;
  /** A video came whole; called in the transaction that stores it. */
  follow(resultId: number): void;
  wakeAll(): void;
  /** Every runner asks at least once a minute; that of the polls calls this each time, for what else is checked now and then. */
  onTick(nowMs: number): void;
}

/** The queue as the rest of the core sees it. */
export interface ComposedQueue {
  /** Takes up a resend that the user asked for; the task is `submitting` already. */
  sendAgain(id: number): void;
  /** Starts every runner but that of the downloads, which waits for the folder. Called once. */
  start(): void;
  /** Starts the downloads; a second call changes nothing. Called once the library folder was examined. */
  startDownloading(): void;
  /** Something may have become due, for any runner. */
  wake(): void;
  /** Posters may have become due. */
  wakePosters(): void;
  /**
   * Stops all runners. A submission gets `withinMs` to be answered, since it is being paid for; all else can be taken up again. After `filesWithinMs`
   * a job that waits for a folder which never answers is left.
   */
  stop(withinMs: number, filesWithinMs: number): Promise<void>;
}

interface JobSources {
  readonly submit: Submitter;
  readonly reconcile: JobSource;
  readonly poll: JobSource;
  readonly download: JobSource;
  readonly poster: PosterMaking;
}

type JobRunners = { readonly [name in keyof JobSources]: JobRunner };

/** Wakes the runner of another job. The runners are made after the jobs, so this throws until they are. */
type WakeJob = (name: keyof JobSources) => void;

function createServiceJobs(deps: QueueDeps, wake: WakeJob): Pick<JobSources, 'submit' | 'reconcile' | 'poll'> {
  const { ports, tables, tasks, accounts, settings, rateLimiter, onServiceError, trace, isOfBackup, onBalanceChanged, wakeAll } = deps;
  const { api, clock, random, log } = ports;
  const service: ServiceDeps = { tables, tasks, accounts, api, rateLimiter, onServiceError, clock, trace, random };
  const submit = createSubmitter({
    ...service,
    references: deps.references,
    log,
    maxConcurrentTasks: () => settings.get().maxConcurrentTasks,
    cameFromBackup: isOfBackup,
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
    onConcluded: () => wake('submit'),
  });
  const poll = createPoller({
    ...service,
    isAutoRetryEnabled: (id) => settings.get().autoRetry && !isOfBackup(id),
    onTaskEnded(profileId) {
      onBalanceChanged(profileId);
      wakeAll(); // its files are due, and a place is free
    },
  });
  return { submit, reconcile, poll };
}

function createFileJobs(deps: QueueDeps, wake: WakeJob): Pick<JobSources, 'download' | 'poster'> {
  const { ports, tables, tasks, accounts, settings, trace, transfers, folder, folders, isKeeping, identity, follow } = deps;
  const { clock, random, log, library, posters } = ports;
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
    wantsLook: () => wake('poll'),
    follow,
    stored: () => wake('poster'),
  });
  return { download, poster: createPosterJob({ tables, tasks, library, folders, posters, clock, log }) };
}

/** Calls `onTick` whenever the source is asked what is due. */
const withTick = (source: JobSource, onTick: (nowMs: number) => void): JobSource => ({
  ...source,
  due(nowMs, room, busy) {
    onTick(nowMs);
    return source.due(nowMs, room, busy);
  },
});

function createRunners({ ports, onTick }: QueueDeps, sources: JobSources): JobRunners {
  const { clock, log } = ports;
  const runnerOf = (name: JobName, atOnce: number, source: JobSource) => createJobRunner({ name, atOnce, clock, log, source });
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
  const [ended] = await Promise.all([
    withTimeout(clock, filesWithinMs, filesEnded),
    runners.submit.stop(withinMs),
    runners.reconcile.stop(0),
    runners.poll.stop(0),
  ]);
  if (ended === 'left') log.warn('file-work-left', { work: 'download-or-poster' });
}

/** Builds the jobs and their runners; nothing runs before `start`. */
export function composeQueue(deps: QueueDeps): ComposedQueue {
  const wake: WakeJob = (name) => runners[name].wake();
  const sources: JobSources = { ...createServiceJobs(deps, wake), ...createFileJobs(deps, wake) };
  const runners = createRunners(deps, sources);
  const all = Object.values(runners);
  return {
    sendAgain: sources.submit.resend,
    start() {
      for (const runner of all) if (runner !== runners.download) runner.start();
    },
    startDownloading: runners.download.start,
    wake() {
      sources.poster.retryAway();
      for (const runner of all) runner.wake();
    },
    wakePosters: runners.poster.wake,
    stop: (withinMs, filesWithinMs) => stopRunners(deps, runners, withinMs, filesWithinMs),
  };
}
