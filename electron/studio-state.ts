// Which state the studio is in, and the steps between them: opening the database, running over it, and going over to a backup.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import type { StudioEvent } from '../shared/ipc.ts';
import { ok, type Result } from '../shared/result.ts';
import { type Core, composeCore } from './core/compose/compose-core.ts';
import { fileCallTimeoutBeforeRestoreMs } from './core/scheduling/timeout.ts';
import type { RestoreFailure, StudioConfig, StudioPorts } from './core/studio-config.ts';
import type { SwapCalls } from './db/backup/restore-backup.ts';
import { type DatabaseOpenError, openDatabase } from './db/open-database.ts';
import { createTables } from './db/tables/tables.ts';
import { switchToBackup } from './switch-to-backup.ts';

/** How long going over to a backup waits for a request that is being paid for. */
const stopBeforeRestoreMs = 5_000;

/** What a studio is made from, and what its steps share. */
export interface StudioContext {
  readonly ports: StudioPorts;
  readonly config: StudioConfig;
  /** How a backup takes the database's place; tests make a step of it fail. */
  readonly placeCalls: SwapCalls;
  /** Told of everything the window is to hear. */
  readonly listeners: Set<(event: StudioEvent) => void>;
  /** All that changes. */
  readonly now: StudioState;
}

/** `core` is null before the first start, and while a restore has none open. */
export interface StudioState {
  kind: 'new' | 'running' | 'reopening' | 'stopping';
  core: Core | null;
  /** What a stop waits for; null until one is asked for. */
  stopping: Promise<void> | null;
  /** The restore that is under way, or the last one. */
  reopening: Promise<void>;
  /** Ends the pause a restore is in. */
  endPause: () => void;
}

export function createStudioState(): StudioState {
  return { kind: 'new', core: null, stopping: null, reopening: Promise.resolve(), endPause: () => {} };
}

/** The core, while it takes calls. */
export function runningCore({ now }: StudioContext): Core | null {
  return now.kind === 'running' ? now.core : null;
}

/** Opens the database and composes the core over it, which does not run yet. */
export function open(context: StudioContext, restoreFailed: RestoreFailure | null): Result<Core, DatabaseOpenError> {
  const { ports, config, listeners } = context;
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
    takePrepared: () => takePrepared(context),
  });
  composed.publisher.onEvent((event) => {
    for (const listener of listeners) listener(event);
  });
  return ok(composed);
}

/** From now on calls are answered. */
export function run({ now }: StudioContext, composed: Core): void {
  now.core = composed;
  now.kind = 'running';
  composed.start();
}

/** Ends when it is time, or when the studio ends. */
function pause({ ports, now }: StudioContext, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const disarm = ports.clock.setTimer(ms, resolve);
    now.endPause = () => {
      disarm();
      resolve();
    };
  });
}

/** The whole core goes and comes again over the backup, or over the database that was there: nothing it remembers outlives the database it came from. */
async function reopen(context: StudioContext, last: Core): Promise<void> {
  const { ports, config, now } = context;
  // The call that asked for it is answered first.
  await othersHadTheirTurn();
  // A bug in stopping is no reason to stay closed.
  await last
    .stop(stopBeforeRestoreMs, fileCallTimeoutBeforeRestoreMs)
    .catch((error: unknown) => ports.log.incident(error, 'stopping before a restore'));
  now.core = null;
  const opened = await switchToBackup({
    databasePath: config.databasePath,
    nowMs: ports.clock.now(),
    calls: context.placeCalls,
    open: (failure) => open(context, failure),
    pause: (ms) => pause(context, ms),
    isEnding: () => now.stopping !== null,
    warn: (what, detail) => ports.log.warn(what, { detail }),
  });
  if (opened === null) return;
  if (now.stopping === null) run(context, opened);
  else await opened.stop(0);
  ports.desktop.reloadWindow();
}

/** Goes over to the prepared backup, once the call that asked for it is answered. */
function takePrepared(context: StudioContext): void {
  const { ports, now } = context;
  if (now.kind !== 'running' || now.core === null) return;
  now.kind = 'reopening';
  now.reopening = reopen(context, now.core).catch((error: unknown) => {
    ports.log.incident(error, 'restore');
  });
}

/** Stops once; a restore that is under way is ended first. */
export function stop({ now }: StudioContext, withinMs: number): Promise<void> {
  if (now.kind === 'new') return Promise.resolve();
  const isReopening = now.kind === 'reopening';
  now.stopping ??= isReopening ? now.reopening : (now.core?.stop(withinMs) ?? Promise.resolve());
  if (isReopening) now.endPause();
  else now.kind = 'stopping';
  return now.stopping;
}
