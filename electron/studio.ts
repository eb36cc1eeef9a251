// Composition root of the core: the only place where its objects meet. Constructing does nothing; `start` opens the database, recovers and
// runs; `stop` aborts, drains and closes.
import type { AppError } from '../shared/errors.ts';
import type { StudioEvent } from '../shared/ipc.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { StudioConfig, StudioPorts } from './core/studio-config.ts';
import { type SwapCalls, systemSwapCalls } from './db/backup/restore-backup.ts';
import type { DatabaseOpenError } from './db/open-database.ts';
import { createStudioState, open, run, runningCore, type StudioContext, stop } from './studio-state.ts';

export type { StudioConfig, StudioPorts };

export type MediaKind = 'video' | 'poster' | 'filmstrip' | 'reference';

export interface Studio {
  /** Answers a call of the contract; never throws. */
  dispatch(name: unknown, input: unknown): Promise<Result<unknown, AppError>>;
  /** Returns its own off-switch. May be called before `start`. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** Opens the database, recovers and runs. Returns at once: nothing slow is waited for. */
  start(): Result<null, DatabaseOpenError>;
  /** Something may have become due: a resume, the network's return. */
  wake(reason: 'resume' | 'network'): void;
  networkChanged(online: boolean): void;
  /** Somebody looks at the window: the files it shows are looked at as well. */
  windowFocused(): void;
  /** Whether a quit has to be asked about now. */
  confirmQuit(): boolean;
  /** Asks, where there is anything to ask about. */
  mayQuit(): Promise<boolean>;
  /** The window is drawn without the graphics card from the next start on. */
  graphicsUnstable(): void;
  /** The file behind a media address; null where there is none (any more). */
  locateMedia(kind: MediaKind, id: number): Promise<{ absolutePath: string; bytes: number; mimeType: string } | null>;
  /** Starts nothing new; a request that is being paid for gets `withinMs` to be answered, everything else is aborted at once. */
  stop(options: { withinMs: number }): Promise<void>;
}

const stateNames = { new: 'starting', running: 'running', reopening: 'restoring', stopping: 'stopping' } as const;

/** `placeCalls`: how a backup takes the database's place; tests make a step of it fail. */
export function createStudio(ports: StudioPorts, config: StudioConfig, placeCalls: SwapCalls = systemSwapCalls): Studio {
  const now = createStudioState();
  const context: StudioContext = { ports, config, placeCalls, listeners: new Set(), now };
  const notRunning = (action: string) => fail({ kind: 'not-allowed-in-state' as const, action, state: stateNames[now.kind] });

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
      if (now.kind !== 'new') throw new Error('a studio starts once');
      const opened = open(context, null);
      if (!opened.ok) return opened;
      run(context, opened.value);
      return ok(null);
    },
    wake: (reason) => now.core?.wake(reason),
    networkChanged: (online) => now.core?.networkChanged(online),
    windowFocused: () => runningCore(context)?.windowFocused(),
    confirmQuit: () => (runningCore(context)?.pendingWorkToConfirm() ?? null) !== null,
    async mayQuit() {
      const core = runningCore(context);
      const work = core?.pendingWorkToConfirm() ?? null;
      return work === null || core === null ? true : core.confirmQuit(work);
    },
    graphicsUnstable: () => now.core?.graphicsUnstable(),
    locateMedia: async (kind, id) => (await runningCore(context)?.locateMedia(kind, id)) ?? null,
    stop: ({ withinMs }) => stop(context, withinMs),
  };
}
