// Entry of the app: lifecycle only. One instance, ready, quit; builds the adapters, calls `createStudio`, opens the window.
import { app, type BrowserWindow, dialog, Menu, powerMonitor, protocol } from 'electron';
import type { StudioStatus } from '../shared/ipc.ts';
import { text } from '../shared/text/index.ts';
import { createLogFile } from './adapters/log-file.ts';
import { onMediaThreadFailure } from './adapters/media/media-thread.ts';
import type { Log } from './core/ports.ts';
import { clipScheme } from './shell/clip-page/clip-window.ts';
import { setNetworkSwitches } from './shell/network/network-switches.ts';
import { developmentPages } from './shell/protocols/development-pages.ts';
import { onBodyConsumed, servePage } from './shell/protocols/page-files.ts';
import { appScheme, mediaScheme, schemes } from './shell/protocols/schemes.ts';
import { serveMedia } from './shell/protocols/serve-media.ts';
import { connectIpc } from './shell/security/ipc-channel.ts';
import { restrictContents, restrictSession, windowSession } from './shell/security/session-policy.ts';
import { createAdapters } from './shell/start/adapters.ts';
import { type Environment, readEnvironment, studioConfig } from './shell/start/environment.ts';
import { readLogLevel } from './shell/start/log-level.ts';
import { createStudioMenu } from './shell/start/studio-menu.ts';
import { createWindowLifecycle, type WindowLifecycle, type WindowSlot } from './shell/start/window-lifecycle.ts';
import { createDeferred, type Deferred } from './shell/system/deferred.ts';
import { listenForExitSignals } from './shell/system/exit-signals.ts';
import { usesSoftwareRendering, watchGpuProcess } from './shell/system/gpu-fallback.ts';
import { createQuitSequence } from './shell/system/quit-sequence.ts';
import { startupErrorText } from './shell/system/startup-error.ts';
import { systemClock } from './shell/system/system-clock.ts';
import { systemRandom } from './shell/system/system-random.ts';
import { createDroppedPaths } from './shell/window/dropped-paths.ts';
import { disableSpellCheck } from './shell/window/spell-checker.ts';
import { createStudio, type Studio } from './studio.ts';

/** How long quitting waits for work to reach a safe point. */
const stopTimeoutMs = 3_000;

const signals = listenForExitSignals();
protocol.registerSchemesAsPrivileged([...schemes, clipScheme]);
// Must run before `ready`: otherwise Electron makes a default menu, which takes the keyboard when Alt is pressed
// (`shell/window/app-menu.ts`).
if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

if (app.requestSingleInstanceLock()) {
  if (usesSoftwareRendering(app.getPath('userData'), Date.now())) app.disableHardwareAcceleration();
  restrictContents(app);
  setNetworkSwitches(app);
  disableSpellCheck(app);
  void app.whenReady().then(run);
} else {
  app.quit(); // a second instance ends at once; the first one receives `second-instance` and shows its window
}

function run(): void {
  signals.reinstallHandlers();
  const log = createStudioLog();
  const environment = readEnvironment(app);
  const pageServed = createDeferred();
  const windowPopulated = createDeferred();
  const slot: WindowSlot = { window: null };
  const currentWindow = () => slot.window;
  handlePages(environment, pageServed);

  onMediaThreadFailure((lost) => log.warn('media-thread-lost', { ...lost }));
  const droppedPaths = createDroppedPaths();
  const adapters = createAdapters({
    environment,
    log,
    currentWindow,
    wasDropped: droppedPaths.has,
    onLanguageChange: (messages, language) => menu.show(messages, language),
    onUndoTargetChange: (target) => menu.nameFor(target),
    whenWindowPopulated: () => windowPopulated.promise,
  });
  const studio = createStudio(adapters.ports, studioConfig(app, environment));
  const send = connectStudio(studio, currentWindow, windowPopulated, droppedPaths.add, ({ actions }) => menu.nameActions(actions));
  const menu = createStudioMenu({
    language: environment.systemLanguage,
    development: environment.development !== null,
    onItemChosen: (item) => send({ type: 'menu-chosen', item }),
    desktop: () => adapters.ports.desktop,
  });
  const quitSequence = createQuitSequence({
    app,
    signals,
    log,
    stopTimeoutMs,
    confirmQuit: studio.confirmQuit,
    mayQuit: studio.mayQuit,
    async stop() {
      await studio.stop({ withinMs: stopTimeoutMs });
      adapters.stop();
    },
  });
  watchGpuProcess({ app, userData: environment.userData, log, onRepeatedCrashes: studio.graphicsUnstable });

  const windows = createWindowLifecycle({
    environment,
    log,
    menu,
    quitting: quitSequence,
    startupSteps: [pageServed, windowPopulated],
    slot,
  });
  windows.open();
  // Opening the database blocks this process. It waits for the page to be served, so that the page's process starts at the same time.
  void pageServed.promise.then(() =>
    setImmediate(() => {
      menu.show(text(environment.systemLanguage), environment.systemLanguage);
      if (!quitSequence.isQuitting()) start(studio, environment, log);
    }),
  );
  followSystem(studio, windows);
}

/** Creates the log of this run, which also receives uncaught errors. */
function createStudioLog(): Log {
  const { level, isUnknown } = readLogLevel(app.commandLine.getSwitchValue('log-level') || (process.env.EVOLINK_LOG_LEVEL ?? ''));
  const log = createLogFile({ folder: app.getPath('logs'), level, clock: systemClock, random: systemRandom });
  process.on('uncaughtException', (error) => log.incident(error, 'main'));
  process.on('unhandledRejection', (reason) => log.incident(reason, 'main'));
  if (isUnknown) log.warn('start-option-ignored', { option: 'log-level' });
  return log;
}

/** Serves the window's pages; resolves `pageServed` when the first page has been read to its end. */
function handlePages({ development, paths }: Environment, pageServed: Deferred): void {
  restrictSession(windowSession(), development);
  const pages = development === null ? (request: Request) => servePage(paths.pages, request) : developmentPages(development);
  protocol.handle(appScheme, async (request) => {
    const response = await pages(request);
    return pageServed.isResolved() ? response : onBodyConsumed(response, pageServed.resolve);
  });
}

/** Connects the window to the studio's files, calls and events. Resolves `windowPopulated` after `library.index`, the last call that a new window makes. */
function connectStudio(
  studio: Studio,
  currentWindow: () => BrowserWindow | null,
  windowPopulated: Deferred,
  addDroppedPath: (path: unknown) => void,
  onStatus: (status: StudioStatus) => void,
): ReturnType<typeof connectIpc> {
  protocol.handle(mediaScheme, (request) => serveMedia(studio.locateMedia, request));
  const send = connectIpc(
    currentWindow,
    async (name, input) => {
      const result = await studio.dispatch(name, input);
      if (name === 'library.index' && result.ok) windowPopulated.resolve();
      return result;
    },
    addDroppedPath,
  );
  studio.onEvent((event) => {
    send(event);
    if (event.type === 'delta' && event.status !== null) onStatus(event.status);
  });
  return send;
}

/** Starts the studio; when the database cannot be opened, shows why and quits. */
function start(studio: Studio, { systemLanguage }: Environment, log: Log): void {
  const started = studio.start();
  if (started.ok) return;
  log.warn('start-refused', { why: started.error.kind });
  const { title, detail } = startupErrorText(started.error, text(systemLanguage).shell);
  dialog.showErrorBox(title, detail);
  app.exit(1);
}

function followSystem(studio: Studio, windows: WindowLifecycle): void {
  app.on('second-instance', windows.show);
  app.on('browser-window-focus', () => studio.windowFocused());
  app.on('activate', windows.openIfClosed);
  app.on('window-all-closed', () => app.quit());
  powerMonitor.on('resume', () => studio.wake('resume'));
}
