// Composes the parts of the core that depend on the base. Each is built from the parts before it.
import type { StudioStatus } from '../../../shared/ipc.ts';
import { createFolderIdentity } from '../library/folder-identity.ts';
import { createVideoNaming } from '../library/video-naming.ts';
import { createPosterFiles } from '../media/poster-files.ts';
import { createHostPermissions } from '../network/host-permissions.ts';
import { createProxyAuthPrompt } from '../network/proxy-sign-in.ts';
import { createPublisher } from '../publisher.ts';
import { createIntegrityCheck } from '../recovery/integrity-check.ts';
import { createReferenceService } from '../references/reference-service.ts';
import { createServiceFiles } from '../service/service-files.ts';
import { createDiscardActions } from '../tasks/queue/discard-actions.ts';
import { createWakeTriggers } from '../wake/wake-triggers.ts';
import { composeAccounts } from './compose-accounts.ts';
import type { CoreBase } from './compose-base.ts';
import { type ComposedJudging, composeJudging } from './compose-judging.ts';
import { composeLibrary } from './compose-library.ts';
import { composeQueue } from './compose-queue.ts';

/** Accounts, references, and the user's files on the file host. */
export function composeServices(base: CoreBase) {
  const { ports, config, tables, tasks, settings, notices, rateLimiter, signal, signals } = base;
  const { statusChanged, wakeAll } = signals;
  const { clock, desktop } = ports;
  const permissions = createHostPermissions({ tables, tasks, clock, statusChanged });
  const allowsHost = permissions.allows;
  const accounting = composeAccounts({
    ports,
    allowsHost,
    config,
    tables,
    tasks,
    settings,
    notices,
    rateLimiter,
    signal,
    statusChanged,
    wakeAll,
  });
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
  return { ...base, permissions, accounting, accounts, onServiceError, profiles, balance, references, serviceFiles };
}

/** The base, the accounts, the references and the files on the file host. */
export type Services = ReturnType<typeof composeServices>;

/** Builds the library and its posters, file names, judging, and undoable actions. */
export function composeLibraryParts(services: Services) {
  const { ports, config, database, tables, tasks, settings, notices, references, identity, profiles, signal, signals } = services;
  const posters = createPosterFiles({ tables, tasks, posters: ports.posters, signal, onPosterDue: signals.wakePosters });
  const naming = createVideoNaming({ tables, settings, isWindows: config.app.platform === 'win32' });
  const library = composeLibrary({
    ports,
    database,
    searchThread: config.searchThread,
    tables,
    tasks,
    settings,
    naming,
    actionLog: () => judging.actions,
    actionQueue: () => judging.actionQueue,
    references,
    posters,
    identity,
    defaultFolder: config.defaultLibraryFolder,
    signal,
    profileFor: profiles.profileForRebuild,
    statusChanged: signals.statusChanged,
    databaseDamaged: () => notices.add({ kind: 'database-damaged' }),
    wakeAll: signals.wakeAll,
    onFolderReady() {
      signals.startDownloading();
      void judging.journal.sync();
    },
    async onRebuilt(folder) {
      await judging.journal.readFrom(folder);
      await judging.journal.sync();
    },
    onRestored: signals.wakePosters,
  });
  const { libraryChanged } = signals.listener;
  const discards = createDiscardActions({ tables, tasks, log: () => judging.actions, wakeAll: signals.wakeAll });
  const judging: ComposedJudging = composeJudging({
    ports,
    tables,
    renameReplayer: library.renameReplayer,
    trashReplayer: library.trashReplayer,
    discardReplayer: discards.replayer,
    folderIdentity: (untilAborted) =>
      createFolderIdentity({
        tables,
        library: ports.library,
        random: ports.random,
        identity,
        signal: untilAborted,
        // The library itself reports an unavailable folder.
        onUnavailable: () => undefined,
      }),
    folder: library.folderHealth.path,
    identity,
    libraryChanged,
    statusChanged: signals.statusChanged,
  });
  return { posters, naming, library, judging, discards };
}

/** The library and the posters of its videos. */
export type LibraryParts = ReturnType<typeof composeLibraryParts>;

/** Composes the watchers of the system: the database file, sleep, the network and the proxy. */
export function composeSystemWatchers(services: Services, { library }: LibraryParts) {
  const { ports, database, wasLeftOpen, tables, tasks, accounts, notices, signal, signals } = services;
  const { clock, log, desktop } = ports;
  const { statusChanged, wakeAll } = signals;
  const onDamage = () => notices.add({ kind: 'database-damaged' });
  const databaseCheck = createIntegrityCheck({ database, wasLeftOpen, clock, log, signal, onDamage });
  const waking = createWakeTriggers({
    tables,
    tasks,
    accounts,
    clock,
    log,
    desktop,
    statusChanged,
    checkFolder: library.folderHealth.wake,
    onNetworkChanged: () => proxySignIn.forgetQuestion(),
    wakeAll,
  });
  const proxySignIn = createProxyAuthPrompt({
    settings: tables.settings,
    keys: ports.keys,
    proxy: ports.proxy,
    statusChanged,
    wake: () => waking.wake('proxy'),
  });
  return { databaseCheck, waking, proxySignIn };
}

/** The watchers for a damaged database, a wake-up, a network change, and a proxy that requests credentials. */
export type SystemWatchers = ReturnType<typeof composeSystemWatchers>;

/** The queue, with the checks that run once a minute. */
export function composeJobs(services: Services, { library, naming }: LibraryParts, { databaseCheck, waking }: SystemWatchers) {
  const { ports, tables, tasks, accounts, references, settings, rateLimiter, onServiceError, requestLog, transfers, identity, backups } =
    services;
  return composeQueue({
    ports,
    tables,
    tasks,
    accounts,
    references,
    settings,
    rateLimiter,
    onServiceError,
    requestLog,
    transfers,
    folderHealth: library.folderHealth,
    folderIdentity: library.folderIdentity,
    naming,
    isKeeping: library.isKeeping,
    identity,
    stopSignal: services.signal,
    isFromBackup: backups.isFromBackup,
    onBalanceChanged: services.balance.schedule,
    enqueueMove: library.move.enqueue,
    wakeAll: services.signals.wakeAll,
    onTick(nowMs) {
      waking.checkEnvironment();
      services.accounting.tick();
      backups.tick(nowMs);
      databaseCheck.tick(nowMs);
      library.tick(nowMs);
    },
  });
}

/** Builds the status for the window. */
function studioStatus(services: Services, { library, judging }: LibraryParts, { waking, proxySignIn }: SystemWatchers): StudioStatus {
  const { ports, config, settings, profiles, permissions, notices, backups, composerDraft } = services;
  const activeProfileId = settings.activeProfileId();
  return {
    profiles: profiles.list(),
    activeProfileId,
    settings: settings.get(),
    language: services.language(),
    library: library.status(),
    ...judging.status(),
    network: { allowedHosts: [...permissions.all()], proxy: proxySignIn.question() },
    online: waking.isOnline(),
    notices: notices.all(),
    restoring: backups.restoreStep(),
    keyProtectionAvailable: activeProfileId === null ? ports.keys.protection().kind : null,
    composer: settings.composer(),
    composerActionId: settings.composerActionId(),
    composerSource: composerDraft.source(),
    app: config.app,
  };
}

/** Builds the publisher of this run, over tasks and status. */
export function composePublisher(services: Services, storage: LibraryParts, environment: SystemWatchers) {
  const { ports, tasks } = services;
  return createPublisher({
    boot: ports.random.id(12),
    clock: ports.clock,
    sources: {
      liveTask: tasks.getLive,
      livePage: tasks.livePage,
      status: () => studioStatus(services, storage, environment),
    },
  });
}
