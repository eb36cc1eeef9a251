// Composes the handlers of all areas of the contract.
import { collectDiagnostics } from '../diagnostics/collect-diagnostics.ts';
import { createWindowErrors } from '../diagnostics/window-errors.ts';
import { batchHandlers } from '../handlers/batch-handlers.ts';
import { elementHandlers } from '../handlers/element-handlers.ts';
import type { Handlers } from '../handlers/handler-types.ts';
import { networkHandlers } from '../handlers/network-handlers.ts';
import { promptHandlers } from '../handlers/prompt-handlers.ts';
import { queueHandlers } from '../handlers/queue-handlers.ts';
import { referenceHandlers } from '../handlers/reference-handlers.ts';
import { fileHandlers } from '../handlers/service-file-handlers.ts';
import { studioHandlers } from '../handlers/studio-handlers.ts';
import { takeHandlers } from '../handlers/take-handlers.ts';
import { taskHandlers } from '../handlers/tasks/task-handlers.ts';
import { templateHandlers } from '../handlers/template-handlers.ts';
import { createElementList } from '../references/element-list.ts';
import { createSqlSearch } from '../sql-search/sql-search.ts';
import { newIdempotencyKey } from '../submit/submitter.ts';
import type { CoreParts } from './core-parts.ts';

/** Builds all handlers. Only `dispatch.ts` calls them. */
export function composeHandlers({ services, storage, environment, queue, publisher }: CoreParts): Handlers {
  const { ports, config, tables, tasks, settings, composerDraft, language, notices, requestLog, signal, signals } = services;
  const { accounts, references, profiles, permissions, accounting, batches, backups, serviceFiles } = services;
  const { library, judging } = storage;
  const { waking, proxySignIn } = environment;
  const { statusChanged, wakeAll } = signals;
  const { clock, log, desktop } = ports;
  const { folderHealth } = library;
  const sqlSearch = createSqlSearch({ clock, log, signal });
  const freeBytes = () => folderHealth.status().freeBytes;
  return {
    ...studioHandlers({
      snapshot: publisher.snapshot,
      diagnostics: () => collectDiagnostics({ tables, tasks, profiles, settings, requestLog, clock, desktop, app: config.app, freeBytes }),
      settings,
      composerDraft,
      language,
      notices,
      desktop,
      statusChanged,
      wakeAll,
      networkChanged: waking.networkChanged,
      windowErrors: createWindowErrors({ clock, log }),
    }),
    ...taskHandlers({
      tables,
      tasks,
      accounts,
      references,
      settings,
      clock,
      requestLog,
      newIdempotencyKey: () => newIdempotencyKey(ports.random),
      startResend: queue.startResend,
      checkFolder: folderHealth.wake,
      wakeAll,
    }),
    ...takeHandlers({ tables, accounts, settings, putOnTop: judging.putOnTop }),
    ...queueHandlers({ tables, tasks, accounts, references, discards: storage.discards, wakeAll }),
    ...batchHandlers({ batches, accounts, references, settings, desktop, tasks, language }),
    ...backups.handlers,
    ...library.handlers,
    ...judging.handlers,
    ...referenceHandlers({ references, index: library.index, accounts, permissions, settings, desktop, tables, sqlSearch, signal }),
    ...elementHandlers(createElementList({ tables }), accounts),
    ...fileHandlers(serviceFiles),
    ...promptHandlers({ tables, sqlSearch }),
    ...templateHandlers({ tables, clock }),
    ...networkHandlers({ permissions, proxySignIn, wakeAll }),
    ...accounting.handlers,
  };
}
