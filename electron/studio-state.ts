// The states of the studio and the steps between them: opening the database, running on it, and switching to a backup.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { StudioEvent } from '../shared/ipc.ts';
import { ok, type Result } from '../shared/result.ts';
import { type Core, composeCore } from './core/compose/compose-core.ts';
import { createInvalidRows } from './core/recovery/invalid-rows.ts';
import { fileCallTimeoutBeforeRestoreMs } from './core/scheduling/timeout.ts';
import type { RestoreFailure, StudioConfig, StudioPorts } from './core/studio-config.ts';
import type { SwapCalls } from './db/backup/restore-backup.ts';
import { type DatabaseOpenError, openDatabase } from './db/open-database.ts';
import { createTables } from './db/tables/tables.ts';
import { switchToBackup } from './switch-to-backup.ts';

/** How long the switch to a backup waits for a running paid request, in milliseconds. */
const stopBeforeRestoreMs = 5_000;

/** Arguments and shared dependencies of a studio. */
export interface StudioContext {
  readonly ports: StudioPorts;
  readonly config: StudioConfig;
  /** The file operations that replace the database by a backup; tests make one of them fail. */
  readonly swapCalls: SwapCalls;
  /** Called with every event for the window. */
  readonly listeners: Set<(event: StudioEvent) => void>;
  /** The mutable state. */
  readonly state: StudioState;
}

/** `core` is null before the first start, and while a restore has no database open. */
export interface StudioState {
  /** `reopening`: a restore is replacing the database. */
  kind: 'new' | 'running' | 'reopening' | 'stopping';
  core: Core | null;
  /** The running stop; null until `stop` is called. */
  stopping: Promise<void> | null;
  /** The running restore, or the last one. */
  reopening: Promise<void>;
  /** Ends the current wait of a restore between two attempts. */
  endPause: () => void;
}

/** Returns the state before the first start. */
export function createStudioState(): StudioState {
  return { kind: 'new', core: null, stopping: null, reopening: Promise.resolve(), endPause: () => {} };
}

/** Returns the core while it takes calls; otherwise null. */
export function runningCore({ state }: StudioContext): Core | null {
  return state.kind === 'running' ? state.core : null;
}

/** Opens the database and composes a core on it, which does not run yet. */
export function openStudio(context: StudioContext, restoreFailed: RestoreFailure | null): Result<Core, DatabaseOpenError> {
  const { ports, config, listeners } = context;
  const invalidRows = createInvalidRows(ports.log);
  const opened = openDatabase({
    path: config.databasePath,
    onInvalidRow: invalidRows.report,
    nowMs: ports.clock.now(),
    onSlowStatement: (statement, tookMs) => ports.log.warn('statement-slow', { statement, tookMs: Math.round(tookMs) }),
    ...(config.openDatabaseFile === undefined ? {} : { openFile: config.openDatabaseFile }),
  });
  if (!opened.ok) return opened;
  const { database, movedAsidePath, wasLeftOpen } = opened.value;
  const core = composeCore({
    ports,
    config,
    database,
    tables: createTables(database),
    movedAsidePath,
    wasLeftOpen,
    invalidRows,
    restoreFailed,
    switchToPrepared: () => switchToPrepared(context),
  });
  core.publisher.onEvent((event) => {
    for (const listener of listeners) listener(event);
  });
  return ok(core);
}

/** Starts the composed core: from now on calls are answered. */
export function runStudio({ state }: StudioContext, core: Core): void {
  state.core = core;
  state.kind = 'running';
  core.start();
}

/** Waits `ms` milliseconds, or until the studio stops. */
function pause({ ports, state }: StudioContext, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancelTimer = ports.clock.setTimer(ms, resolve);
    state.endPause = () => {
      cancelTimer();
      resolve();
    };
  });
}

/**
 * Stops the core and composes a new one on the backup, or on the old database if that fails. So no state in memory outlives its database.
 */
async function reopen(context: StudioContext, previousCore: Core): Promise<void> {
  const { ports, config, state } = context;
  // The call that requested the restore is answered first.
  await yieldToEventLoop();
  // A bug while stopping must not keep the studio closed.
  await previousCore
    .stop(stopBeforeRestoreMs, fileCallTimeoutBeforeRestoreMs)
    .catch((error: unknown) => ports.log.incident(error, 'stopping before a restore'));
  state.core = null;
  const opened = await switchToBackup({
    databasePath: config.databasePath,
    nowMs: ports.clock.now(),
    calls: context.swapCalls,
    openStudio: (failure) => openStudio(context, failure),
    pause: (ms) => pause(context, ms),
    isEnding: () => state.stopping !== null,
    warn: (what, detail) => ports.log.warn('restore-step-failed', { step: what, detail }),
  });
  if (opened === null) return;
  if (state.stopping === null) runStudio(context, opened);
  else await opened.stop(0);
  ports.desktop.reloadWindow();
}

/** Switches to the prepared backup after the call that requested it is answered. */
function switchToPrepared(context: StudioContext): void {
  const { ports, state } = context;
  if (state.kind !== 'running' || state.core === null) return;
  state.kind = 'reopening';
  state.reopening = reopen(context, state.core).catch((error: unknown) => {
    ports.log.incident(error, 'restore');
  });
}

/** Stops the studio. Later calls wait for the same stop. A running restore ends first. */
export function stopStudio({ state }: StudioContext, withinMs: number): Promise<void> {
  if (state.kind === 'new') return Promise.resolve();
  const isReopening = state.kind === 'reopening';
  state.stopping ??= isReopening ? state.reopening : (state.core?.stop(withinMs) ?? Promise.resolve());
  if (isReopening) state.endPause();
  else state.kind = 'stopping';
  return state.stopping;
}
