// Handlers of the IPC calls that submit a batch of tasks or save the CSV template for one.
import { csvTemplate } from '../../../shared/batch/csv-template.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type Language, text } from '../../../shared/text/index.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import { profileOfAction } from '../accounts/action-profile.ts';
import { saveFileAtomically } from '../diagnostics/save-file.ts';
import type { Desktop } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { BatchCreator } from '../submit/batch-creator.ts';
import { validateRequest } from '../submit/validate-request.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { Handlers } from './handler-types.ts';

/** The handlers that this file creates. Other handlers of the area `tasks` are in `task-handlers.ts` and `queue-handlers.ts`. */
export type BatchHandlers = Pick<Handlers, 'tasks.submitBatch' | 'batches.saveCsvTemplate'>;

/** Number of requests validated per turn of the event loop; this takes a few milliseconds. */
const requestsPerTurn = 100;

/** Creates the handlers. Called once by `core/compose/`. */
export function batchHandlers(deps: {
  batches: BatchCreator;
  accounts: AccountGate;
  references: ReferenceService;
  settings: SettingsStore;
  desktop: Desktop;
  tasks: Pick<TaskStore, 'row'>;
  language(): Language;
}): BatchHandlers {
  const { batches, accounts, references, settings, desktop, tasks, language } = deps;

  /** Caches the lookups of files, so that each file is looked up only once, even if many requests name it. */
  function cachingReferences(): Pick<ReferenceService, 'get' | 'hasFile'> {
    const lookups = new Map<number, Promise<boolean>>();
    return {
      get: references.get,
      hasFile(id) {
        const lookup = lookups.get(id) ?? references.hasFile(id);
        lookups.set(id, lookup);
        return lookup;
      },
    };
  }

  return {
    async 'tasks.submitBatch'({ actionId, profileId, items, sendAnyway }) {
      const earlier = batches.earlierTasks(actionId);
      if (earlier !== null) return ok({ ids: [...(await earlier)] });
      const profile = profileOfAction({ accounts, settings }, profileId);
      if (!profile.ok) return profile;
      const files = cachingReferences();
      for (const [index, { request, sourceTaskId }] of items.entries()) {
        if (sourceTaskId !== undefined && tasks.row(sourceTaskId) === undefined) return fail({ kind: 'unknown-item', what: 'task' });
        const problem = await validateRequest(files, request, sendAnyway);
        if (problem !== null) return fail(problem);
        if (index % requestsPerTurn === requestsPerTurn - 1) await new Promise((resolve) => setImmediate(resolve));
      }
      const { id } = profile.value;
      return ok({ ids: [...(await batches.submit(actionId, { profileId: id, simulated: accounts.isSimulated(id), items }))] });
    },

    async 'batches.saveCsvTemplate'() {
      const messages = text(language()).batch;
      const path = await desktop.showSaveDialog('batch-template', `${messages.templateName}.csv`);
      if (path === null) return fail({ kind: 'cancelled-by-user' });
      // Spreadsheet programs recognise UTF-8 only by the byte order mark.
      const outcome = await saveFileAtomically(path, `\u{feff}${csvTemplate(messages.templatePrompts)}`);
      return outcome.ok ? ok({ name: outcome.value }) : outcome;
    },
  };
}
