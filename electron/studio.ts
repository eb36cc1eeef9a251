// Composition root of the core: the only place where its objects meet. Constructing does nothing; `start` opens the database, recovers and
// runs; `stop` aborts, drains and closes.
import type { AppError } from '../shared/errors.ts';
import type { StudioEvent } from '../shared/ipc.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { StudioConfig, StudioPorts } from './core/studio-config.ts';
import { type SwapCalls, systemSwapCalls } from './db/backup/restore-backup.ts';
import type { DatabaseOpenError } from './db/open-database.ts';
import { createStudioState, openStudio, runningCore, runStudio, type StudioContext, stopStudio } from './studio-state.ts';

export type { StudioConfig, StudioPorts };

/** The kind of item that the id in a media URL identifies. */
export type MediaKind = 'video' | 'poster' | 'filmstrip' | 'reference';

/** The running core, as the shell sees it. */
export interface Studio {
  /** Answers a call of the contract; never throws. */
  dispatch(name: unknown, input: unknown): Promise<Result<unknown, AppError>>;
  /** Registers a listener and returns the function that removes it. May be called before `start`. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** Opens the database, recovers and runs. Returns at once, without waiting for anything slow. */
  start(): Result<null, DatabaseOpenError>;
  /** Makes waiting work due early, after a resume from sleep or when the network is back. */
  wake(reason: 'resume' | 'network'): void;
  networkChanged(online: boolean): void;
  /** Reports that the window has the focus, so that the core checks the files that the window shows. */
  windowFocused(): void;
  /** True when the user must confirm a quit now. */
  confirmQuit(): boolean;
  /** Asks the user if work is pending. Resolves with whether the app may quit. */
  mayQuit(): Promise<boolean>;
  /** Reports that the GPU process has crashed: from the next start on, the window is drawn without it. */
  graphicsUnstable(): void;
  /** Finds the file of a media address; null where there is none (any more). */
  locateMedia(kind: MediaKind, id: number): Promise<{ absolutePath: string; bytes: number; mimeType: string } | null>;
  /** Starts nothing new. A running paid request gets `withinMs` milliseconds for its response; everything else is aborted at once. */
  stop(options: { withinMs: number }): Promise<void>;
}

const stateNames = { new: 'starting', running: 'running', reopening: 'restoring', stopping: 'stopping' } as const;

/** Creates a studio that is not started. `swapCalls` are the file operations that replace the database by a backup; tests make one of them fail. */
export function createStudio(ports: StudioPorts, config: StudioConfig, swapCalls: SwapCalls = systemSwapCalls): Studio {
  const state = createStudioState();
  const context: StudioContext = { ports, config, swapCalls, listeners: new Set(), state };
  const notRunning = (action: string) => fail({ kind: 'not-allowed-in-state' as const, action, state: stateNames[state.kind] });

  return {
    async dispatch(name, input) {
      const core = runningCore(context);
      return core === null ? notRunning(typeof name === 'string' ? name.slice(0, 60) : '?') : core.dispatch(name, input);
    },
    onEvent(listener) {
      context.listeners.add(listener);
      return () => context.listeners.delete(listener);
    },
    start() {
      if (state.kind !== 'new') throw new Error('a studio starts once');
      const opened = openStudio(context, null);
      if (!opened.ok) return opened;
      runStudio(context, opened.value);
      return ok(null);
    },
    wake: (reason) => state.core?.wake(reason),
    networkChanged: (online) => state.core?.networkChanged(online),
    windowFocused: () => runningCore(context)?.windowFocused(),
    confirmQuit: () => (runningCore(context)?.pendingWorkToConfirm() ?? null) !== null,
    async mayQuit() {
      const core = runningCore(context);
      const work = core?.pendingWorkToConfirm() ?? null;
      return work === null || core === null ? true : core.confirmQuit(work);
    },
    graphicsUnstable: () => state.core?.graphicsUnstable(),
    locateMedia: async (kind, id) => (await runningCore(context)?.locateMedia(kind, id)) ?? null,
    stop: ({ withinMs }) => stopStudio(context, withinMs),
  };
}
