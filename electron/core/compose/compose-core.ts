// Builds the core around an open database, in the order of who needs whom.
import type { QuitConfirmation } from '../diagnostics/quit-confirmation.ts';
import { createDispatch, type Dispatch } from '../dispatch.ts';
import { createMediaLookup, type MediaLookup } from '../media/media-lookup.ts';
import type { Publisher } from '../publisher.ts';
import { fileCallTimeoutMs } from '../scheduling/timeout.ts';
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

/** What the shell needs of a core. */
export interface Core extends QuitConfirmation {
  readonly publisher: Publisher;
  /** The only entry for calls from the window. */
  readonly dispatch: Dispatch;
  /** Files that the window may read, for the media protocol. */
  readonly locateMedia: MediaLookup;
  /** Recovers what the last run left, and starts everything that runs by itself. Called once. */
  start(): void;
  /** The computer woke up, or the network is back. */
  readonly wake: SystemWatchers['waking']['wake'];
  /** The system says whether the computer is online. */
  readonly networkChanged: SystemWatchers['waking']['networkChanged'];
  /** The window has the focus: stored files may have changed meanwhile. */
  readonly windowFocused: LibraryParts['library']['windowFocused'];
  /** The graphics process crashes again and again: the user is told. */
  graphicsUnstable(): void;
  /**
   * Ends everything and closes the database. `withinMs`: how long a submission may take to be answered; `filesWithinMs`: how long calls to the file
   * system may.
   */
  stop(withinMs: number, filesWithinMs?: number): Promise<void>;
}

/** Builds every part and connects the signals; nothing runs before `start`. A test gives its own `signals` to see that they are connected. */
export function composeCore(given: CoreOptions, signals: CoreSignals = createCoreSignals()): Core {
  const ending = new AbortController();
  const services = composeServices(composeBase(given, ending.signal, signals));
  const storage = composeLibraryParts(services);
  const environment = composeSystemWatchers(services, storage);
  const queue = composeJobs(services, storage, environment);
  const publisher = composePublisher(services, storage, environment);
  const { library, posters } = storage;
  signals.connect({ publisher, queue, library });
  const parts: CoreParts = { services, storage, environment, queue, publisher };
  const { references, notices } = services;
  return {
    ...services.quitQuestion,
    publisher,
    dispatch: createDispatch({
      handlers: composeHandlers(parts),
      log: given.ports.log,
      invalidRows: given.invalidRows,
      checksOutput: given.config.checksOutput ?? false,
    }),
    locateMedia: createMediaLookup({ index: library.index, posters, references }),
    start: () => startCore(parts),
    graphicsUnstable: () => notices.add({ kind: 'graphics-unstable' }),
    wake: environment.waking.wake,
    networkChanged: environment.waking.networkChanged,
    windowFocused: library.windowFocused,
    stop: (withinMs, filesWithinMs = fileCallTimeoutMs) => stopCore(parts, ending, withinMs, filesWithinMs),
  };
}
