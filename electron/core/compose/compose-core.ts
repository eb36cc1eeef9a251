// Builds the core around an open database, in the order of who needs whom.
import type { StudioStatus } from '../../../shared/ipc.ts';
import { type Language, languageOf } from '../../../shared/text/language.ts';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { collectDiagnostics } from '../diagnostics/collect-diagnostics.ts';
import { createQuitConfirmation } from '../diagnostics/quit-confirmation.ts';
import { createDispatch } from '../dispatch.ts';
import type { ActiveTransfers } from '../download/transfer-progress.ts';
import { batchHandlers } from '../handlers/batch-handlers.ts';
import { elementHandlers } from '../handlers/element-handlers.ts';
import type { Handlers } from '../handlers/handler-types.ts';
import { networkHandlers } from '../handlers/network-handlers.ts';
import { promptHandlers } from '../handlers/prompt-handlers.ts';
import { queueHandlers } from '../handlers/queue-handlers.ts';
import { referenceHandlers } from '../handlers/reference-handlers.ts';
import { fileHandlers } from '../handlers/service-file-handlers.ts';
import { studioHandlers } from '../handlers/studio-handlers.ts';
import { taskHandlers } from '../handlers/task-handlers.ts';
import { markFolderUsedBefore } from '../library/folder-identity.ts';
import { createMediaLookup } from '../media/media-lookup.ts';
import { createPosterFiles } from '../media/poster-files.ts';
import { createHostPermissions } from '../network/host-permissions.ts';
import { createProxyAuthPrompt } from '../network/proxy-sign-in.ts';
import { addStartupNotices, createNotices } from '../notices.ts';
import { createPublisher } from '../publisher.ts';
import { recoverFromCrash } from '../recovery/crash-recovery.ts';
import { identityOf } from '../recovery/database-identity.ts';
import { createIntegrityCheck } from '../recovery/integrity-check.ts';
import { createElements } from '../references/element-list.ts';
import { createReferenceService } from '../references/reference-service.ts';
import { createRateLimiter, defaultRequestsPerSecond } from '../scheduling/rate-limiter.ts';
import { fileCallTimeoutMs } from '../scheduling/timeout.ts';
import { createRequestLog } from '../service/request-log.ts';
import { createServiceFiles } from '../service/service-files.ts';
import { createSettingsStore } from '../settings-store.ts';
import type { RestoreFailure, StudioConfig, StudioPorts } from '../studio-config.ts';
import { createBatchCreator } from '../submit/batch-creator.ts';
import { newIdempotencyKey } from '../submit/submitter.ts';
import { createComposerDraft } from '../tasks/composer-draft.ts';
import { createTaskStore } from '../tasks/task-store.ts';
import type { TaskListener } from '../tasks/task-transitions.ts';
import { clampFutureDeadlines } from '../wake/clock-jump.ts';
import { createWakeTriggers } from '../wake/wake-triggers.ts';
import { composeAccounts } from './compose-accounts.ts';
import { composeBackups } from './compose-backups.ts';
import { composeLibrary } from './compose-library.ts';
import { composeQueue } from './compose-queue.ts';

export type Core = ReturnType<typeof composeCore>;

export function composeCore(given: {
  ports: StudioPorts;
  config: StudioConfig;
  database: Database;
  tables: Tables;
  movedTo: string | null;
  wasLeftOpen: boolean;
  /** Why the database is not the backup that was asked for; null where none was. */
  restoreFailed: RestoreFailure | null;
  /** Closes the core, puts the prepared backup in the database's place and opens again. */
  takePrepared(): void;
}) {
  const { ports, config, database, tables, movedTo, wasLeftOpen, restoreFailed, takePrepared } = given;
  const { clock, random, log, desktop } = ports;
  const { environmentKey } = config;
  const ending = new AbortController();
  const { signal } = ending;
  const transfers: ActiveTransfers = new Map();

  // What is built first tells what is built after it; it does so only once everything stands.
  const changed = (): void => publisher.statusChanged();
  const listener: TaskListener = {
    taskChanged: (id) => publisher.taskChanged(id),
    libraryAdded: (id, atMs) => publisher.libraryAdded(id, atMs),
    libraryChanged: (id) => publisher.libraryChanged(id),
    libraryRemoved: (id) => publisher.libraryRemoved(id),
  };
  const wakeAll = (): void => {
    queue.wake();
    library.move.wake();
  };

  const settings = createSettingsStore(tables.settings);
  const identity = () => identityOf(tables, random);
  const language = (): Language => languageOf(settings.get().language, config.systemLocales);
  const tasks = createTaskStore({
    tables,
    clock,
    listener,
    transferOf: (id) => transfers.get(id) ?? null,
    downloadBlocker: () => library.folder.blockingError(),
  });
  const composerDraft = createComposerDraft({ settings, tasks });
  composerDraft.restoreUndoPosition();
  const trace = createRequestLog({ tables, clock, log });
  const pace = createRateLimiter((id) => tables.profiles.get(id)?.requestsPerSecond ?? defaultRequestsPerSecond, clock);
  const batches = createBatchCreator({ tables, tasks, clock, log, signal, wakeAll });
  const backups = composeBackups({ ports, database, tables, tasks, batches, signal, identity, changed, takePrepared });
  const notices = createNotices(settings, changed, backups.dismissRestoreNotice);
  const quitQuestion = createQuitConfirmation({ tables, settings, desktop, changed });

  const permissions = createHostPermissions({ tables, tasks, clock, changed });
  const { allows: allowsHost } = permissions;
  const accounting = composeAccounts({ ports, allowsHost, config, tables, tasks, settings, notices, pace, signal, changed, wakeAll });
  const { accounts, onServiceError, profiles, balance } = accounting;
  const references = createReferenceService({ tables, clock, store: ports.references, files: ports.files });
  const serviceFiles = createServiceFiles({
    tables,
    tasks,
    accounts,
    onServiceError,
    clock,
    desktop,
    store: ports.references,
    files: ports.files,
    signal,
  });

  const posters = createPosterFiles({ tables, tasks, posters: ports.posters, signal, wanted: () => queue.wakePosters() });
  const library = composeLibrary({
    ports,
    tables,
    tasks,
    settings,
    references,
    posters,
    identity,
    defaultFolder: config.defaultLibraryFolder,
    signal,
    profileFor: profiles.profileForRebuild,
    changed,
    wakeAll,
    mayDownload: () => queue.startDownloading(),
    restored: () => queue.wakePosters(),
  });
  const { folder, folders } = library;
  const found = () => notices.add({ kind: 'database-damaged' });
  const databaseCheck = createIntegrityCheck({ database, wasLeftOpen, clock, log, signal, found });
  const waking = createWakeTriggers({
    tables,
    tasks,
    accounts,
    clock,
    log,
    desktop,
    changed,
    tryFolder: folder.wake,
    onNetworkChanged: () => proxySignIn.forgetQuestion(),
    wakeAll,
  });
  const proxySignIn = createProxyAuthPrompt({
    settings: tables.settings,
    keys: ports.keys,
    door: ports.proxy,
    changed,
    wake: () => waking.wake('proxy'),
  });
  const queue = composeQueue({
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
    isKeeping: library.isKeeping,
    identity,
    stopSignal: signal,
    isOfBackup: backups.isOfBackup,
    onBalanceChanged: balance.schedule,
    follow: library.move.enqueue,
    wakeAll,
    onTick(nowMs) {
      waking.checkEnvironment();
      accounting.tick();
      backups.tick(nowMs);
      databaseCheck.tick(nowMs);
    },
  });

  const publisher = createPublisher({
    boot: random.id(12),
    clock,
    sources: {
      liveTask: tasks.getLive,
      liveTasks: tasks.live,
      livePage: tasks.livePage,
      status: (): StudioStatus => ({
        profiles: profiles.list(),
        activeProfileId: settings.activeProfileId(),
        settings: settings.get(),
        language: language(),
        library: library.status(),
        network: { allowedHosts: [...permissions.all()], proxy: proxySignIn.question() },
        online: waking.isOnline(),
        notices: notices.all(),
        restoring: backups.restoring(),
        keyProtectionAvailable: settings.activeProfileId() === null ? ports.keys.protection().kind : null,
        composer: settings.composer(),
        composerActionId: settings.composerActionId(),
        composerSource: composerDraft.source(),
        app: config.app,
      }),
    },
  });

  const freeBytes = () => folder.status().freeBytes;
  const handlers: Handlers = {
    ...studioHandlers({
      snapshot: publisher.snapshot,
      diagnostics: () => collectDiagnostics({ tables, tasks, profiles, settings, trace, clock, desktop, app: config.app, freeBytes }),
      settings,
      composerDraft,
      language,
      notices,
      desktop,
      changed,
      wakeAll,
      networkChanged: waking.networkChanged,
    }),
    ...taskHandlers({
      tables,
      tasks,
      accounts,
      references,
      settings,
      clock,
      trace,
      newIdempotencyKey: () => newIdempotencyKey(ports.random),
      sendAgain: queue.sendAgain,
      tryFolder: folder.wake,
      wakeAll,
    }),
    ...queueHandlers({ tables, tasks, accounts, references, wakeAll }),
    ...batchHandlers({ batches, accounts, references, settings, desktop, language }),
    ...backups.handlers,
    ...library.handlers,
    ...referenceHandlers({ references, index: library.index, accounts, permissions, settings, desktop, signal }),
    ...elementHandlers(createElements({ tables }), accounts),
    ...fileHandlers(serviceFiles),
    ...promptHandlers({ tables, clock, log, signal }),
    ...networkHandlers({ permissions, proxySignIn, wakeAll }),
    ...accounting.handlers,
  };

  return {
    publisher,
    dispatch: createDispatch({ handlers, log, checksOutput: config.checksOutput ?? false }),
    locateMedia: createMediaLookup({ index: library.index, posters, references }),

    start(): void {
      backups.holdAfterRestore();
      if (movedTo !== null) markFolderUsedBefore(tables);
      const beganAtMs = performance.now();
      const found = recoverFromCrash({ tables, tasks, clock, searchAfterMs: (id) => accounts.timings(id).serverErrorMs });
      clampFutureDeadlines({ tables, tasks, accounts, clock }, 0);
      log.info('recovered', { ...found, tookMs: Math.round(performance.now() - beganAtMs) });
      batches.resumeUnfinished();
      addStartupNotices({
        notices,
        accounts,
        movedTo,
        newestBackup: backups.newest,
        restored: backups.restoredToTell(),
        restoreFailed,
        environmentKey,
      });
      desktop.applyTheme(settings.get().theme);
      desktop.applyLanguage(language());
      desktop.applySpelling(settings.get().spellCheck);
      queue.start();
      library.begin();
      accounting.begin();
    },
    ...quitQuestion,
    graphicsUnstable: (): void => notices.add({ kind: 'graphics-unstable' }),
    wake: waking.wake,
    networkChanged: waking.networkChanged,
    windowFocused: library.windowFocused,
    /** `filesWithinMs`: how long calls to the file system may take to be answered. */
    async stop(withinMs: number, filesWithinMs = fileCallTimeoutMs): Promise<void> {
      ending.abort();
      balance.stop();
      await Promise.all([library.stop(filesWithinMs), queue.stop(withinMs, filesWithinMs)]);
      await accounting.stopSimulator();
      publisher.stop();
      await Promise.all([backups.stop(), databaseCheck.stop()]);
      trace.stop();
      database.close();
    },
  };
}
