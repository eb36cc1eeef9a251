// Entry of the app: lifecycle only. One instance, ready, quit; builds the adapters, calls `createStudio`, opens the window.
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, powerMonitor, protocol } from 'electron';
import type { AppError } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import { type Language, languageOf, type Text, text } from '../shared/text/index.ts';
import { createEvolinkApi } from './adapters/evolink/evolink-api.ts';
import { createFilesApi } from './adapters/evolink/files-api.ts';
import { createVideoLibrary } from './adapters/library/video-library.ts';
import { createLogFile } from './adapters/log-file.ts';
import { onMediaThreadFailure } from './adapters/media/media-thread.ts';
import { createReferenceStore } from './adapters/references/reference-store.ts';
import { productTimings, simulatorTimings } from './core/scheduling/timings.ts';
import { clipScheme, createClipWindow } from './shell/clip-page/clip-window.ts';
import { createPictures } from './shell/clip-page/picture-decoder.ts';
import { createPosters } from './shell/clip-page/poster-maker.ts';
import { createNetHttpClient } from './shell/network/net-http-client.ts';
import { setNetworkSwitches } from './shell/network/network-switches.ts';
import { createProxyAuth } from './shell/network/proxy-auth.ts';
import { builtPaths } from './shell/protocols/built-paths.ts';
import { developmentPages } from './shell/protocols/development-pages.ts';
import { onBodyConsumed, servePage } from './shell/protocols/page-files.ts';
import { appScheme, mediaScheme, schemes } from './shell/protocols/schemes.ts';
import { serveMedia } from './shell/protocols/serve-media.ts';
import { connectIpc } from './shell/security/ipc-channel.ts';
import { createKeyVault } from './shell/security/key-vault.ts';
import { restrictContents, restrictSession, windowSession } from './shell/security/session-policy.ts';
import { createDeferred } from './shell/system/deferred.ts';
import { createDesktop } from './shell/system/desktop.ts';
import { listenForExitSignals } from './shell/system/exit-signals.ts';
import { usesSoftwareRendering, watchGpuProcess } from './shell/system/gpu-fallback.ts';
import { createQuitSequence } from './shell/system/quit-sequence.ts';
import { createSimulatorHost } from './shell/system/simulator-host.ts';
import { readSimulatorTuning } from './shell/system/simulator-tuning.ts';
import { startRefusal } from './shell/system/startup-error.ts';
import { systemClock, systemRandom } from './shell/system/system-clock.ts';
import { menuTemplate } from './shell/window/app-menu.ts';
import { createDroppedPaths } from './shell/window/dropped-paths.ts';
import type { PageRecoveryOptions } from './shell/window/page-recovery.ts';
import { applySpelling, keepSpellingOff } from './shell/window/spell-checker.ts';
import { openStudioWindow } from './shell/window/studio-window.ts';
import { createStudio } from './studio.ts';

/** How long quitting waits for work to come to a safe point. */
const stopWithinMs = 3_000;

const signals = listenForExitSignals();
protocol.registerSchemesAsPrivileged([...schemes, clipScheme]);
// Before `ready`, or Electron makes a default menu, whose bar takes the keyboard when Alt is pressed (`shell/window/app-menu.ts`).
if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

if (app.requestSingleInstanceLock()) {
  if (usesSoftwareRendering(app.getPath('userData'), Date.now())) app.disableHardwareAcceleration();
  restrictContents(app);
  setNetworkSwitches(app);
  keepSpellingOff(app);
  void app.whenReady().then(run);
} else {
  app.quit(); // the first instance is told through `second-instance` and shows itself
}

function run(): void {
  signals.restoreDefaultHandlers();
  const userData = app.getPath('userData');
  const logFolder = app.getPath('logs');
  const log = createLogFile({ folder: logFolder, clock: systemClock, random: systemRandom });
  process.on('uncaughtException', (error) => log.incident(error, 'main'));
  process.on('unhandledRejection', (reason) => log.incident(reason, 'main'));

  // `--lang` is a wish for this start alone and comes first.
  const systemLocales = [app.commandLine.getSwitchValue('lang'), ...app.getPreferredSystemLanguages(), app.getLocale()];
  // The person's own choice is in the database; what is said before that is open, or when it does not open, follows the system.
  const systemLanguage = languageOf('system', systemLocales);
  const development = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  const paths = builtPaths(app.getAppPath());
  let window: BrowserWindow | null = null;
  let wordsNow = text(systemLanguage);
  let languageNow = systemLanguage;
  const windowNow = () => window;
  // A window that fails or is closed before is as good as one that came: nothing may wait for it for ever.
  const pageAnswered = createDeferred();
  const windowFilled = createDeferred();

  restrictSession(windowSession(), development);
  const pages = development === null ? (request: Request) => servePage(paths.pages, request) : developmentPages(development);
  protocol.handle(appScheme, async (request) => {
    const answer = await pages(request);
    return pageAnswered.isResolved() ? answer : onBodyConsumed(answer, pageAnswered.resolve);
  });

  onMediaThreadFailure((lost) => log.warn('media-thread-lost', { ...lost }));
  const tuningFile = app.isPackaged ? '' : app.commandLine.getSwitchValue('simulator-tuning');
  const proxy = createProxyAuth();
  const http = createNetHttpClient(proxy.answer);
  const clip = createClipWindow({ pages: paths.pages, log });
  // A page of its own: a picture that is given does not wait for a clip that is being drawn.
  const pictures = createClipWindow({ pages: paths.pages, log, purpose: 'pictures' });
  const givenPaths = createDroppedPaths();
  const desktop = createDesktop({
    windowNow,
    logFolder,
    wasGiven: givenPaths.has,
    iconFile: paths.icon,
    language: systemLanguage,
    languageChanged: showMenu,
    applySpelling: (on) => applySpelling(windowSession(), on, systemLocales),
  });
  const studio = createStudio(
    {
      clock: systemClock,
      random: systemRandom,
      log,
      api: createEvolinkApi({ http, clock: systemClock, version: app.getVersion() }),
      files: createFilesApi({ http, clock: systemClock, version: app.getVersion() }),
      library: createVideoLibrary({ http, clock: systemClock }),
      references: createReferenceStore({ folder: join(userData, 'references'), http, pictures: createPictures(() => pictures.pictures) }),
      posters: createPosters(join(userData, 'posters'), () => clip.posters),
      keys: createKeyVault(process.platform),
      simulator: createSimulatorHost({
        userData,
        clips: clip.clips,
        clock: systemClock,
        random: systemRandom,
        after: () => windowFilled.promise,
        tuning: tuningFile === '' ? {} : readSimulatorTuning(tuningFile),
      }),
      desktop,
      proxy,
    },
    {
      databasePath: join(userData, 'studio.sqlite'),
      defaultLibraryFolder: join(app.getPath('videos'), 'Evolink Studio'),
      timings: { evolink: productTimings, simulator: simulatorTimings },
      app: {
        version: app.getVersion(),
        platform: process.platform as 'darwin' | 'win32' | 'linux',
        electron: process.versions.electron ?? '',
      },
      systemLocales,
      environmentKey: process.env.EVOLINK_API_KEY ?? null,
      // `--as-shipped`: what is measured is what people get, without the check that only development makes.
      checksOutput: !app.isPackaged && !app.commandLine.hasSwitch('as-shipped'),
    },
  );

  protocol.handle(mediaScheme, (request) => serveMedia(studio.locateMedia, request));
  const send = connectIpc(
    windowNow,
    async (name, input) => {
      const answer = await studio.dispatch(name, input);
      // The last thing a new window asks for.
      if (name === 'library.index' && answer.ok) windowFilled.resolve();
      return answer;
    },
    givenPaths.add,
  );
  studio.onEvent(send);
  /** What the menu could not do is said in a box: the window knows nothing of it. */
  function tellRefusal(answer: Result<null, AppError>): void {
    if (answer.ok) return;
    const { title, detail } = wordsNow.errorText(answer.error);
    dialog.showErrorBox(title, detail);
  }
  function showMenu(words: Text, language: Language): void {
    wordsNow = words;
    languageNow = language;
    if (process.platform !== 'darwin') return;
    const template = menuTemplate(development !== null, words.shell, {
      onItemChosen: (item) => send({ type: 'menu-chosen', item }),
      openPage: (page) => void desktop.openPage(page).then(tellRefusal),
      openLogs: () => void desktop.openLogs().then(tellRefusal),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  const care: PageRecoveryOptions = {
    log,
    words: () => wordsNow.leaving,
    ask: async (over, options) => (await dialog.showMessageBox(over, options)).response,
    quit: () => app.quit(),
  };
  const quitting = createQuitSequence({
    app,
    signals,
    log,
    stopWithinMs,
    confirmQuit: studio.confirmQuit,
    mayQuit: studio.mayQuit,
    async stop() {
      await studio.stop({ withinMs: stopWithinMs });
      clip.stop();
      pictures.stop();
    },
  });
  watchGpuProcess({ app, userData, log, tooOften: studio.graphicsUnstable });

  const open = () => {
    window = openStudioWindow({
      preload: paths.preload,
      userData,
      log,
      care,
      development: development !== null,
      language: () => languageNow,
      words: () => wordsNow,
    });
    quitting.confirmOnClose(window);
    for (const moment of [pageAnswered, windowFilled]) {
      window.webContents.once('did-fail-load', moment.resolve);
      window.on('closed', moment.resolve);
    }
    window.on('closed', () => {
      window = null;
    });
  };
  const start = () => {
    if (quitting.isQuitting()) return;
    const started = studio.start();
    if (started.ok) return;
    const { title, detail } = startRefusal(started.error, text(systemLanguage).shell);
    dialog.showErrorBox(title, detail);
    app.exit(1);
  };

  open();
  // Opening the database holds this process up. The page's own process comes up meanwhile, once it has been given the page.
  void pageAnswered.promise.then(() =>
    setImmediate(() => {
      showMenu(text(systemLanguage), systemLanguage);
      start();
    }),
  );

  app.on('second-instance', () => {
    if (window === null) open();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('browser-window-focus', () => studio.windowFocused());
  app.on('activate', () => {
    if (window === null) open();
  });
  app.on('window-all-closed', () => app.quit());
  powerMonitor.on('resume', () => studio.wake('resume'));
}
