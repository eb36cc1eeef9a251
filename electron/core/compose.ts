// Builds the core around an open database, in the order of who needs whom.
import type { StudioStatus } from '../../shared/ipc.ts';
import { type Language, languageOf } from '../../shared/text/language.ts';
import { isWorthAsking, type WorkInHand } from '../../shared/work-in-hand.ts';
import type { Database } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { createAccounts } from './accounts.ts';
import { holdAfterRestore, isOfBackup, restoredTold, restoredToTell } from './after-restore.ts';
import { createBackups } from './backups.ts';
import { createBalance } from './balance.ts';
import { createBatches } from './batches.ts';
import { createClockWatch, forgetFarMoments } from './clock-jump.ts';
import { collectDiagnostics } from './collect-diagnostics.ts';
import { createDispatch } from './dispatch.ts';
import { createDownloading, type Transfers } from './downloading.ts';
import { createElements } from './elements.ts';
import { createFileRounds } from './file-rounds.ts';
import { backupHandlers } from './handlers/backup-handlers.ts';
import { batchHandlers } from './handlers/batch-handlers.ts';
import { elementHandlers } from './handlers/element-handlers.ts';
import { fileHandlers } from './handlers/file-handlers.ts';
import type { Handlers } from './handlers/handler.ts';
import { libraryHandlers } from './handlers/library-handlers.ts';
import { profileHandlers } from './handlers/profile-handlers.ts';
import { promptHandlers } from './handlers/prompt-handlers.ts';
import { queueHandlers } from './handlers/queue-handlers.ts';
import { referenceHandlers } from './handlers/reference-handlers.ts';
import { studioHandlers } from './handlers/studio-handlers.ts';
import { taskHandlers } from './handlers/task-handlers.ts';
import { createJobLoop, type JobSource } from './job-loop.ts';
import { createKeeping } from './keeping.ts';
import { createLibraryFolder } from './library-folder.ts';
import { createLibraryIndex } from './library-index.ts';
import { createLibraryMove } from './library-move.ts';
import { createLookingFor } from './looking-for.ts';
import { createMedia } from './media.ts';
import { createNotices } from './notices.ts';
import { createPace, usualPerSecond } from './pace.ts';
import { createPolling } from './polling.ts';
import { createPosterMaking } from './poster-making.ts';
import { createProfiles } from './profiles.ts';
import { createPublisher } from './publisher.ts';
import { createRebuild } from './rebuild.ts';
import { recover } from './recovery.ts';
import { createReferences } from './references.ts';
import { createServiceFiles } from './service-files.ts';
import { createSettingsStore } from './settings.ts';
import { createSimulatorProfile } from './simulator-profile.ts';
import { createStoredFiles } from './stored-files.ts';
import type { StudioConfig, StudioPorts } from './studio-config.ts';
import { createSubmission } from './submission.ts';
import { createTasks, type TaskListener } from './tasks.ts';
import { createTrace } from './trace.ts';
import { wakeUnanswered } from './wake-unanswered.ts';
import { workInHand } from './work-in-hand.ts';

export type Core = ReturnType<typeof composeCore>;

export function composeCore(given: {
  ports: StudioPorts;
  config: StudioConfig;
  database: Database;
  tables: Tables;
  movedTo: string | null;
  /** Closes the core, puts the prepared backup in the database's place and opens again. */
  takePrepared(): void;
}) {
  const { ports, config, database, tables, movedTo, takePrepared } = given;
  const { clock, random, log, api, desktop } = ports;
  const ending = new AbortController();
  const { signal } = ending;
  const transfers: Transfers = new Map();
  const simulatorState = { isUp: false };
  let online = desktop.isOnline();

  // The publisher reads from what is built after it; it is asked only once everything stands.
  const changed = (): void => publisher.statusChanged();
  const listener: TaskListener = {
    taskChanged: (id) => publisher.taskChanged(id),
    libraryAdded: (id, atMs) => publisher.libraryAdded(id, atMs),
    libraryChanged: (id) => publisher.libraryChanged(id),
    libraryRemoved: (id) => publisher.libraryRemoved(id),
  };
  const wakeAll = (): void => {
    for (const loop of loops) loop.wake();
    move.wake();
  };

  function wake(reason: 'resume' | 'network'): void {
    log.info('woken', { reason });
    wakeUnanswered({ tables, tasks, clock });
    folder.wake();
    wakeAll();
  }
  /** The system's word; it only informs and wakes, it never gates a request. */
  function networkChanged(isOnline: boolean): void {
    if (isOnline === online) return;
    online = isOnline;
    changed();
    if (isOnline) wake('network');
  }

  const settings = createSettingsStore(tables.settings);
  const language = (): Language => languageOf(settings.get().language, config.systemLocales);
  const tasks = createTasks({ tables, clock, listener, transferOf: (id) => transfers.get(id) ?? null, heldUp: () => folder.trouble() });
  const trace = createTrace({ tables, clock, log });
  const pace = createPace((id) => tables.profiles.get(id)?.perSecond ?? usualPerSecond);
  const accounts = createAccounts({
    tables,
    clock,
    keys: ports.keys,
    timings: config.timings,
    simulatorIsUp: () => simulatorState.isUp,
    slowed: pace.slowed,
    changed,
  });
  const { environmentKey } = config;
  const profiles = createProfiles({ tables, clock, api, accounts, settings, environmentKey, signal, changed, wakeAll });
  const simulator = createSimulatorProfile({
    state: simulatorState,
    tables,
    clock,
    log,
    host: ports.simulator,
    accounts,
    profiles,
    tasks,
    signal,
    cameUp(profileId) {
      balance.changed(profileId);
      wakeAll();
    },
  });
  const batches = createBatches({ tables, tasks, log, signal, wakeAll });
  const references = createReferences({ tables, clock, store: ports.references, files: ports.files });
  const serviceFiles = createServiceFiles({ tables, tasks, accounts, clock, desktop, store: ports.references, files: ports.files, signal });
  const { library } = ports;
  const storedFiles = createStoredFiles({ tables, tasks, library });
  const index = createLibraryIndex({ tables, files: storedFiles });
  const { defaultLibraryFolder: defaultFolder } = config;
  const folder = createLibraryFolder({
    tables,
    tasks,
    settings,
    library: ports.library,
    clock,
    log,
    defaultFolder,
    changed,
    wakeAll,
    tidied: () => downloading.start(),
  });
  const move = createLibraryMove({ tables, tasks, settings, folder, library, clock, log, changed });
  const rounds = createFileRounds({ tables, files: storedFiles, library, settings, clock, log, changed });
  const keep = createKeeping({ tables, tasks, library, fallbackFolder: folder.path });
  const backups = createBackups({ database, clock, log, signal, takePrepared });
  const rebuild = createRebuild({
    tables,
    tasks,
    library: ports.library,
    references,
    clock,
    log,
    folder: folder.path,
    profileFor: (simulated) => profiles.forRestored(simulated),
    changed,
    restored: () => posterMaking.wake(),
  });
  const notices = createNotices(settings, changed, () => restoredTold(tables));
  const balance = createBalance({ clock, signal, read: profiles.readBalance });

  const publisher = createPublisher({
    boot: random.id(12),
    clock,
    sources: {
      liveTask: tasks.getLive,
      liveTasks: tasks.live,
      status: (): StudioStatus => ({
        profiles: profiles.views(),
        activeProfileId: settings.activeProfileId(),
        settings: settings.get(),
        language: language(),
        library: { ...folder.status(), ...rounds.status(), move: move.status(), rebuild: rebuild.progress() },
        online,
        notices: notices.all(),
        keyWouldBe: settings.activeProfileId() === null ? ports.keys.protection().kind : null,
        composer: settings.composer(),
        app: config.app,
      }),
    },
  });

  const loopOf = (name: string, atOnce: number, source: JobSource) => createJobLoop({ name, atOnce, clock, log, source });
  const submission = createSubmission({
    tables,
    tasks,
    accounts,
    references,
    api,
    pace,
    clock,
    trace,
    random,
    log,
    maxRunning: () => settings.get().maxRunning,
    ending: signal,
    accepted(profileId) {
      balance.changed(profileId);
      looking.wake();
    },
    doubted: () => searching.wake(),
  });
  const sending = loopOf('submission', 8, submission);
  const searching = loopOf(
    'looking for',
    2,
    createLookingFor({
      tables,
      tasks,
      accounts,
      api,
      pace,
      clock,
      trace,
      random,
      isYetToRepeat: submission.isYetToRepeat,
      found: () => looking.wake(),
    }),
  );
  const polling = createPolling({
    tables,
    tasks,
    accounts,
    api,
    pace,
    clock,
    trace,
    random,
    triesAgain: (id) => settings.get().triesAgainByItself && !isOfBackup(tables, id),
    ended(profileId) {
      balance.changed(profileId);
      wakeAll(); // its files are due, and a place is free
    },
  });
  const clockWentBack = createClockWatch(clock);
  const looking = loopOf('polling', 16, {
    ...polling,
    due(nowMs, room, busy) {
      // Every loop asks at least once a minute; one of them may as well mind the clock and the network.
      if (clockWentBack()) {
        forgetFarMoments({ tables, tasks, accounts, clock });
        wakeAll();
      }
      networkChanged(desktop.isOnline());
      backups.tick(nowMs);
      return polling.due(nowMs, room, busy);
    },
  });
  const posterMaking = loopOf('posters', 1, createPosterMaking({ tables, tasks, library: ports.library, posters: ports.posters, log }));
  const downloading = loopOf(
    'downloading',
    2,
    createDownloading({
      tables,
      tasks,
      accounts,
      library: ports.library,
      transfers,
      clock,
      trace,
      random,
      folder,
      writesTags: () => settings.get().writesTags,
      wantsLook: () => looking.wake(),
      stored() {
        posterMaking.wake();
        move.wake();
      },
    }),
  );
  const loops = [sending, searching, looking, downloading, posterMaking];

  const handlers: Handlers = {
    ...studioHandlers({
      snapshot: publisher.snapshot,
      diagnostics: () =>
        collectDiagnostics({
          tables,
          tasks,
          profiles,
          settings,
          trace,
          clock,
          desktop,
          app: config.app,
          freeBytes: () => folder.status().freeBytes,
        }),
      settings,
      language,
      notices,
      desktop,
      changed,
      wakeAll,
      networkChanged,
    }),
    ...taskHandlers({
      tables,
      tasks,
      accounts,
      references,
      settings,
      clock,
      trace,
      sendAgain: submission.sendAgain,
      tryFolder: folder.wake,
      wakeAll,
    }),
    ...queueHandlers({ tables, tasks, accounts, references, signal, wakeAll }),
    ...batchHandlers({ batches, accounts, references, settings, desktop, language }),
    ...backupHandlers({ backups }),
    ...libraryHandlers({
      index,
      files: storedFiles,
      folder,
      move,
      rounds,
      keep,
      rebuild,
      library,
      references,
      posters: ports.posters,
      desktop,
      signal,
    }),
    ...referenceHandlers({ references, index, accounts, settings, desktop, signal }),
    ...elementHandlers(createElements({ tables }), accounts),
    ...fileHandlers(serviceFiles),
    ...promptHandlers({ tables, clock }),
    ...profileHandlers({ profiles, accounts, simulator, notices }),
  };

  function sayWhatIsNew(): void {
    if (movedTo !== null) notices.say({ kind: 'database-moved-aside', movedTo, newest: backups.newest() });
    const restored = restoredToTell(tables);
    if (restored !== null) notices.say({ kind: 'database-restored', ...restored });
    const hasAccount = accounts.rows().some((row) => row.kind === 'evolink' && row.keySealed !== null);
    if (environmentKey !== null && environmentKey !== '' && !hasAccount) {
      notices.say({ kind: 'key-in-environment', lastFour: environmentKey.slice(-4) });
    }
  }

  return {
    publisher,
    dispatch: createDispatch({ handlers, log, checksOutput: config.checksOutput ?? false }),
    locateMedia: createMedia({ index, posters: ports.posters, references }),

    start(): void {
      holdAfterRestore({ tables, tasks, makeLeft: batches.makeLeft });
      const beganAtMs = performance.now();
      const found = recover({ tables, tasks, clock, random, searchAfterMs: (id) => accounts.timings(id).serverErrorMs });
      forgetFarMoments({ tables, tasks, accounts, clock });
      log.info('recovered', { ...found, tookMs: Math.round(performance.now() - beganAtMs) });
      batches.finishLeft();
      sayWhatIsNew();
      desktop.applyTheme(settings.get().theme);
      desktop.applyLanguage(language());
      for (const loop of loops) if (loop !== downloading) loop.start();
      void folder.inspect();
      move.begin();
      rounds.begin();
      const activeId = settings.activeProfileId();
      simulator.startIfUsed(activeId);
      if (activeId !== null && accounts.row(activeId)?.kind === 'evolink') balance.changed(activeId);
    },
    /** What a quit would interrupt; null where nobody wants to be asked, or nothing would be. */
    workToAskAbout(): WorkInHand | null {
      if (!settings.get().asksBeforeQuit) return null;
      const work = workInHand(tables);
      return isWorthAsking(work) ? work : null;
    },
    /** The person's answer; "never again" is kept. */
    async mayQuit(work: WorkInHand): Promise<boolean> {
      const { quit, never } = await desktop.askToQuit(work);
      if (never) {
        settings.change({ asksBeforeQuit: false });
        changed();
      }
      return quit;
    },
    graphicsUnstable: (): void => notices.say({ kind: 'graphics-unstable' }),
    wake,
    networkChanged,
    windowFocused: rounds.windowFocused,
    async stop(withinMs: number): Promise<void> {
      ending.abort();
      balance.stop();
      folder.stop();
      // A request that is being paid for is worth waiting for; all else can be taken up again.
      await Promise.all([...loops.map((loop) => loop.stop(loop === sending ? withinMs : 0)), move.stop(), rounds.stop(), rebuild.stop()]);
      await simulator.stop().catch((error: unknown) => log.incident(error, 'simulator stop'));
      publisher.stop();
      await backups.stop();
      trace.stop();
      database.close();
    },
  };
}
