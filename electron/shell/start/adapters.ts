// The adapters behind the core's ports, as the app uses them.
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { UndoTarget } from '../../../shared/ipc.ts';
import type { Language, Text } from '../../../shared/text/index.ts';
import { createEvolinkApi } from '../../adapters/evolink/evolink-api.ts';
import { createFilesApi } from '../../adapters/evolink/files-api.ts';
import { createJournalFiles } from '../../adapters/library/journal-files.ts';
import { createVideoLibrary } from '../../adapters/library/video-library.ts';
import { createReferenceStore } from '../../adapters/references/reference-store.ts';
import type { Log } from '../../core/ports.ts';
import type { StudioPorts } from '../../core/studio-config.ts';
import { createClipWindow } from '../clip-page/clip-window.ts';
import { createPictureDecoder } from '../clip-page/picture-decoder.ts';
import { createPosterMaker } from '../clip-page/poster-maker.ts';
import { createNetHttpClient } from '../network/net-http-client.ts';
import { createProxyAuth } from '../network/proxy-auth.ts';
import { createKeyVault } from '../security/key-vault.ts';
import { windowSession } from '../security/session-policy.ts';
import { createDesktop } from '../system/desktop.ts';
import { createSimulatorHost } from '../system/simulator-host.ts';
import { readSimulatorTuning } from '../system/simulator-tuning.ts';
import { systemClock } from '../system/system-clock.ts';
import { systemRandom } from '../system/system-random.ts';
import { applySpellCheck } from '../window/spell-checker.ts';
import type { Environment } from './environment.ts';

interface AdapterDeps {
  readonly environment: Environment;
  readonly log: Log;
  currentWindow(): BrowserWindow | null;
  /** True for a path that came from a drop or a paste. */
  wasDropped(path: string): boolean;
  /** Called with the sentences of another language when it is chosen. */
  onLanguageChange(messages: Text, language: Language): void;
  /** Called when the focus moves between places that undo different things. */
  onUndoTargetChange(target: UndoTarget): void;
  /** Resolves when the window has its content: loading the simulator blocks the main process for a while. */
  whenWindowPopulated(): Promise<unknown>;
}

interface Adapters {
  readonly ports: StudioPorts;
  /** Closes the hidden pages. */
  stop(): void;
}

/** Creates every adapter; none of them does anything yet. */
export function createAdapters(parts: AdapterDeps): Adapters {
  const { environment, log, currentWindow } = parts;
  const { userData, paths, tuningFile } = environment;
  const proxy = createProxyAuth();
  const http = createNetHttpClient(proxy.handleChallenge);
  const service = { http, clock: systemClock, version: app.getVersion() };
  const clip = createClipWindow({ pages: paths.pages, log });
  // A separate page, so that pictures do not wait for a clip that is being drawn.
  const pictures = createClipWindow({ pages: paths.pages, log, purpose: 'pictures' });
  const desktop = createDesktop({
    currentWindow,
    logFolder: environment.logFolder,
    wasDropped: parts.wasDropped,
    iconFile: paths.icon,
    language: environment.systemLanguage,
    onLanguageChange: parts.onLanguageChange,
    onUndoTargetChange: parts.onUndoTargetChange,
    applySpelling: (on) => applySpellCheck(windowSession(), on, environment.systemLocales),
  });
  const ports: StudioPorts = {
    clock: systemClock,
    random: systemRandom,
    log,
    api: createEvolinkApi(service),
    files: createFilesApi(service),
    library: createVideoLibrary({ http, clock: systemClock }),
    journals: createJournalFiles(),
    references: createReferenceStore({
      folder: join(userData, 'references'),
      http,
      pictures: createPictureDecoder(() => pictures.pictures),
    }),
    posters: createPosterMaker(join(userData, 'posters'), () => clip.posters),
    keys: createKeyVault(process.platform),
    simulator: createSimulatorHost({
      userData,
      clips: clip.clips,
      clock: systemClock,
      random: systemRandom,
      whenReadyToLoad: parts.whenWindowPopulated,
      tuning: tuningFile === '' ? {} : readSimulatorTuning(tuningFile),
    }),
    desktop,
    proxy,
  };
  return {
    ports,
    stop() {
      clip.stop();
      pictures.stop();
    },
  };
}
