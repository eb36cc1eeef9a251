// Composition root of the core: the only place where its objects meet. Constructing does nothing; `start` opens the database, recovers and
// runs; `stop` aborts, drains and closes.
import type { AppError } from '../shared/errors.ts';
import type { StudioEvent } from '../shared/ipc.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Core, composeCore } from './core/compose.ts';
import type { StudioConfig, StudioPorts } from './core/studio-config.ts';
import { type DatabaseRefusal, openDatabase } from './db/open.ts';
import { createTables } from './db/tables.ts';

export type { StudioConfig, StudioPorts };

export type MediaKind = 'video' | 'poster' | 'filmstrip' | 'reference';

export interface Studio {
  /** Answers a call of the contract; never throws. */
  dispatch(name: unknown, input: unknown): Promise<Result<unknown, AppError>>;
  /** Returns its own off-switch. May be called before `start`. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** Opens the database, recovers and runs. Returns at once: nothing slow is waited for. */
  start(): Result<null, DatabaseRefusal>;
  /** Something may have become due: a resume, the network's return. */
  wake(reason: 'resume' | 'network'): void;
  networkChanged(online: boolean): void;
  /** The file behind a media address; null where there is none (any more). */
  locateMedia(kind: MediaKind, id: number): Promise<{ absolutePath: string; bytes: number; mimeType: string } | null>;
  /** Starts nothing new; a request that is being paid for gets `withinMs` to be answered, everything else is aborted at once. */
  stop(options: { withinMs: number }): Promise<void>;
}

export function createStudio(ports: StudioPorts, config: StudioConfig): Studio {
  const listeners = new Set<(event: StudioEvent) => void>();
  let core: Core | null = null;
  let state: 'new' | 'running' | 'stopping' = 'new';
  let stopping: Promise<void> | null = null;

  const notRunning = (action: string) =>
    fail({ kind: 'not-possible-now' as const, action, state: state === 'new' ? 'starting' : 'stopping' });

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
      const opened = openDatabase({
        path: config.databasePath,
        nowMs: ports.clock.now(),
        slow: (statement, tookMs) => ports.log.warn('slow statement', { statement, tookMs: Math.round(tookMs) }),
      });
      if (!opened.ok) return opened;
      const { database, movedTo } = opened.value;
      core = composeCore({ ports, config, database, tables: createTables(database), movedTo });
      core.publisher.onEvent((event) => {
        for (const listener of listeners) listener(event);
      });
      state = 'running';
      core.start();
      return ok(null);
    },
    wake: (reason) => core?.wake(reason),
    networkChanged: (online) => core?.networkChanged(online),
    locateMedia: async (kind, id) => (core === null || state !== 'running' ? null : core.locateMedia(kind, id)),
    stop({ withinMs }) {
      if (core === null) return Promise.resolve();
      state = 'stopping';
      stopping ??= core.stop(withinMs);
      return stopping;
    },
  };
}
