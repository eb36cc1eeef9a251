// Composition root of the core: the only place where its objects meet. Constructing does nothing; `start` opens the database, recovers and
// runs; `stop` aborts, drains and closes.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import type { AppError } from '../shared/errors.ts';
import type { StudioEvent } from '../shared/ipc.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Core, composeCore } from './core/compose/compose-core.ts';
import { fileCallTimeoutBeforeRestoreMs } from './core/scheduling/timeout.ts';
import type { RestoreFailure, StudioConfig, StudioPorts } from './core/studio-config.ts';
import { type SwapCalls, systemSwapCalls } from './db/backup/restore-backup.ts';
import { type DatabaseOpenError, openDatabase } from './db/open-database.ts';
import { createTables } from './db/tables/tables.ts';
import { switchToBackup } from './switch-to-backup.ts';

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

/** How long going over to a backup waits for a request that is being paid for. */
const stopBeforeRestoreMs = 5_000;

/** `placeCalls`: how a backup takes the database's place; tests make a step of it fail. */
export function createStudio(ports: StudioPorts, config: StudioConfig, placeCalls: SwapCalls = systemSwapCalls): Studio {
  const listeners = new Set<(event: StudioEvent) => void>();
  let core: Core | null = null;
  let state: 'new' | 'running' | 'reopening' | 'stopping' = 'new';
  let stopping: Promise<void> | null = null;
  let reopening: Promise<void> = Promise.resolve();
  let endPause: () => void = () => {};

  const stateNames = { new: 'starting', running: 'running', reopening: 'restoring', stopping: 'stopping' } as const;
  const notRunning = (action: string) => fail({ kind: 'not-allowed-in-state' as const, action, state: stateNames[state] });

  function open(restoreFailed: RestoreFailure | null): Result<Core, DatabaseOpenError> {
    const opened = openDatabase({
      path: config.databasePath,
      nowMs: ports.clock.now(),
      slow: (statement, tookMs) => ports.log.warn('slow statement', { statement, tookMs: Math.round(tookMs) }),
    });
    if (!opened.ok) return opened;
    const { database, movedTo, wasLeftOpen } = opened.value;
    const composed = composeCore({
      ports,
      config,
      database,
      tables: createTables(database),
      movedTo,
      wasLeftOpen,
      restoreFailed,
      takePrepared,
    });
    composed.publisher.onEvent((event) => {
      for (const listener of listeners) listener(event);
    });
    return ok(composed);
  }

  function run(composed: Core): void {
    core = composed;
    state = 'running';
    composed.start();
  }

  /** Ends when it is time, or when the studio ends. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const disarm = ports.clock.setTimer(ms, resolve);
      endPause = () => {
        disarm();
        resolve();
      };
    });
  }

  /** The whole core goes and comes again over the backup, or over the database that was there: nothing it remembers outlives the database it came from. */
  async function reopen(last: Core): Promise<void> {
    // The call that asked for it is answered first.
    await othersHadTheirTurn();
    // A bug in stopping is no reason to stay closed.
    await last
      .stop(stopBeforeRestoreMs, fileCallTimeoutBeforeRestoreMs)
      .catch((error: unknown) => ports.log.incident(error, 'stopping before a restore'));
    core = null;
    const opened = await switchToBackup({
      databasePath: config.databasePath,
      nowMs: ports.clock.now(),
      calls: placeCalls,
      open,
      pause,
      isEnding: () => stopping !== null,
      warn: (what, detail) => ports.log.warn(what, { detail }),
    });
    if (opened === null) return;
    if (stopping === null) run(opened);
    else await opened.stop(0);
    ports.desktop.reloadWindow();
  }

  function takePrepared(): void {
    if (state !== 'running' || core === null) return;
    state = 'reopening';
    reopening = reopen(core).catch((error: unknown) => {
      ports.log.incident(error, 'restore');
    });
  }

  return {
    async dispatch(name, input) {
      if (core === null || state !== 'running') return notRunning(typeof name === 'string' ? name.slice(0, 60) : '?');
      return core.dispatch(name, input);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (state !== 'new') throw new Error('a studio starts once');
      const opened = open(null);
      if (!opened.ok) return opened;
      run(opened.value);
      return ok(null);
    },
    wake: (reason) => core?.wake(reason),
    networkChanged: (online) => core?.networkChanged(online),
    windowFocused: () => {
      if (state === 'running') core?.windowFocused();
    },
    confirmQuit: () => state === 'running' && core !== null && core.pendingWorkToConfirm() !== null,
    async mayQuit() {
      const work = state === 'running' ? (core?.pendingWorkToConfirm() ?? null) : null;
      return work === null || core === null ? true : core.confirmQuit(work);
    },
    graphicsUnstable: () => core?.graphicsUnstable(),
    locateMedia: async (kind, id) => (core === null || state !== 'running' ? null : core.locateMedia(kind, id)),
    stop({ withinMs }) {
      if (state === 'new') return Promise.resolve();
      const isReopening = state === 'reopening';
      stopping ??= isReopening ? reopening : (core?.stop(withinMs) ?? Promise.resolve());
      if (isReopening) endPause();
      else state = 'stopping';
      return stopping;
    },
  };
}
