// Composes the parts that all others depend on: settings, tasks, their request log, backups and notices.
import { type Language, languageOf } from '../../../shared/text/language.ts';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createQuitConfirmation } from '../diagnostics/quit-confirmation.ts';
import type { ActiveTransfers } from '../download/transfer-progress.ts';
import { createNotices } from '../notices.ts';
import { identityOf } from '../recovery/database-identity.ts';
import type { InvalidRows } from '../recovery/invalid-rows.ts';
import { createRateLimiter, defaultRequestsPerSecond } from '../scheduling/rate-limiter.ts';
import { createRequestLog } from '../service/request-log.ts';
import { createSettingsStore } from '../settings-store.ts';
import type { RestoreFailure, StudioConfig, StudioPorts } from '../studio-config.ts';
import { createBatchCreator } from '../submit/batch-creator.ts';
import { createEarlierTaskKeys } from '../takes/assign-take-keys.ts';
import { createComposerDraft } from '../tasks/composer-draft.ts';
import { createTaskStore } from '../tasks/task-store.ts';
import { composeBackups } from './compose-backups.ts';
import type { CoreSignals } from './core-signals.ts';

/** Options for building a core. */
export interface CoreOptions {
  readonly ports: StudioPorts;
  readonly config: StudioConfig;
  readonly database: Database;
  readonly tables: Tables;
  /** The new path of an unreadable database; null if the database was readable. */
  readonly movedAsidePath: string | null;
  /** True if the last run did not close the database. */
  readonly wasLeftOpen: boolean;
  /** Rows of the database that do not parse. */
  readonly invalidRows: InvalidRows;
  /** The reason why the requested restore failed; null if none was requested or it succeeded. */
  readonly restoreFailed: RestoreFailure | null;
  /** Closes the core, replaces the database with the prepared backup, and opens the core again. */
  switchToPrepared(): void;
}

/** Builds the base. The undo position of a draft is restored before anything reads positions. */
export function composeBase(options: CoreOptions, signal: AbortSignal, signals: CoreSignals) {
  const { ports, config, database, tables, switchToPrepared } = options;
  const { clock, random, log, desktop } = ports;
  const { statusChanged, wakeAll } = signals;
  const transfers: ActiveTransfers = new Map();
  const settings = createSettingsStore(tables.settings);
  const identity = () => identityOf(tables, random);
  const language = (): Language => languageOf(settings.get().language, config.systemLocales);
  const tasks = createTaskStore({
    tables,
    clock,
    listener: signals.listener,
    transferOf: (id) => transfers.get(id) ?? null,
    downloadBlocker: signals.downloadBlocker,
  });
  const composerDraft = createComposerDraft({ settings, tasks });
  composerDraft.restoreUndoPosition();
  const earlierTaskKeys = createEarlierTaskKeys({ tables, clock, log });
  const requestLog = createRequestLog({ tables, clock, log });
  const rateLimiter = createRateLimiter((id) => tables.profiles.get(id)?.requestsPerSecond ?? defaultRequestsPerSecond, clock);
  const batches = createBatchCreator({ tables, tasks, clock, log, signal, wakeAll });
  const backups = composeBackups({ ports, database, tables, tasks, batches, signal, identity, statusChanged, switchToPrepared });
  const notices = createNotices(settings, statusChanged, backups.dismissRestoreNotice);
  const quitQuestion = createQuitConfirmation({ tables, settings, desktop, statusChanged });
  const parts = {
    transfers,
    settings,
    identity,
    language,
    tasks,
    earlierTaskKeys,
    composerDraft,
    requestLog,
    rateLimiter,
    batches,
    backups,
    notices,
    quitQuestion,
  };
  return { ...options, ...parts, signal, signals };
}

/** The options of the core, and the parts that all other parts are built on. */
export type CoreBase = ReturnType<typeof composeBase>;
