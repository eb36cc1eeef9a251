// Builds the core around an open database, in dependency order.
import type { QuitConfirmation } from '../diagnostics/quit-confirmation.ts';
import { createDispatch, type Dispatch } from '../dispatch.ts';
import { createMediaLookup, type MediaLookup } from '../media/media-lookup.ts';
import type { Publisher } from '../publisher.ts';
import { fileCallTimeoutMs } from '../scheduling/timeout.ts';
import { changesEntries } from './changes-entries.ts';
import { type CoreOptions, composeBase } from './compose-base.ts';
import { composeHandlers } from './compose-handlers.ts';
import {
  composeJobs,
  composeLibraryParts,
  composePublisher,
  composeServices,
  composeSystemWatchers,
  type LibraryParts,
  type SystemWatchers,
} from './compose-parts.ts';
import { startCore, stopCore } from './core-lifecycle.ts';
import type { CoreParts } from './core-parts.ts';
import { type CoreSignals, createCoreSignals } from './core-signals.ts';

/** The core, for the shell. */
export interface Core extends QuitConfirmation {
  readonly publisher: Publisher;
  /** The only entry point for calls from the window. */
  readonly dispatch: Dispatch;
  /** Finds files that the window may read, for the media protocol. */
  readonly locateMedia: MediaLookup;
  /** Recovers from the last run, and starts all background work. Called once. */
  start(): void;
  /** Called when the computer wakes up or the network returns. */
  readonly wake: SystemWatchers['waking']['wake'];
  /** Called when the system reports that the computer is online or offline. */
  readonly networkChanged: SystemWatchers['waking']['networkChanged'];
  /** Called when the window gets the focus: stored files may have changed since the last check. */
  readonly windowFocused: LibraryParts['library']['windowFocused'];
  /** Called when the graphics process crashes repeatedly: adds a notice. */
  graphicsUnstable(): void;
  /**
   * Stops everything and closes the database. `withinMs`: how long a submission may wait for its response. `filesWithinMs`: how long to
   * wait for file system calls.
   */
  stop(withinMs: number, filesWithinMs?: number): Promise<void>;
}

/** Builds every part and connects the signals; nothing runs before `start`. A test passes its own `signals` to observe them. */
export function composeCore(options: CoreOptions, signals: CoreSignals = createCoreSignals()): Core {
  const stopController = new AbortController();
  const services = composeServices(composeBase(options, stopController.signal, signals));
  const storage = composeLibraryParts(services);
  const environment = composeSystemWatchers(services, storage);
  const queue = composeJobs(services, storage, environment);
  const publisher = composePublisher(services, storage, environment);
  const { library, posters } = storage;
  signals.connect({ publisher, queue, library });
  publisher.onEvent((event) => {
    if (changesEntries(event)) library.entriesChanged();
  });
  const parts: CoreParts = { services, storage, environment, queue, publisher };
  const { references, notices } = services;
  return {
    ...services.quitQuestion,
    publisher,
    dispatch: createDispatch({
      handlers: composeHandlers(parts),
      log: options.ports.log,
      invalidRows: options.invalidRows,
      checksOutput: options.config.checksOutput ?? false,
    }),
    locateMedia: createMediaLookup({ index: library.index, posters, references }),
    start: () => startCore(parts),
    graphicsUnstable: () => notices.add({ kind: 'graphics-unstable' }),
    wake: environment.waking.wake,
    networkChanged: environment.waking.networkChanged,
    windowFocused: library.windowFocused,
    stop: (withinMs, filesWithinMs = fileCallTimeoutMs) => stopCore(parts, stopController, withinMs, filesWithinMs),
  };
}
