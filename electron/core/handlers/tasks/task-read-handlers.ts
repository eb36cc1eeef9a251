// Handlers of the calls that read tasks, or estimate the cost and duration of requests.
import type { CallOutput } from '../../../../shared/ipc.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { Task } from '../../../../shared/task.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { AccountGate } from '../../accounts/account-gate.ts';
import type { ReferenceService } from '../../references/reference-service.ts';
import type { RequestLog } from '../../service/request-log.ts';
import type { SettingsStore } from '../../settings-store.ts';
import { estimates } from '../../tasks/cost-estimates.ts';
import { lineageOf } from '../../tasks/lineage.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { Handlers } from '../handler-types.ts';

type TaskDetails = CallOutput<'tasks.read'>;

/** Dependencies of these calls. */
export interface TaskReadHandlerDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: Pick<AccountGate, 'isSimulated'>;
  readonly references: Pick<ReferenceService, 'get'>;
  readonly settings: Pick<SettingsStore, 'activeProfileId'>;
  readonly requestLog: Pick<RequestLog, 'ofTask'>;
}

/** The stored responses of a task, followed by the latest response if it was not stored. */
function serviceResponsesOf({ tables, tasks }: TaskReadHandlerDeps, id: number): TaskDetails['serviceResponses'] {
  const latest = tasks.latestResponse(id);
  return [...tables.serviceResponses.ofTask(id), ...(latest === null ? [] : [latest])].map(({ atMs, body }) => ({ atMs, body }));
}

/** The references of a task. Each has its upload on the file host, if there is one. */
const filesOf = ({ tables, references }: TaskReadHandlerDeps, { profileId, request }: Task): TaskDetails['files'] =>
  request.references.map(({ role, referenceId }) => {
    const reference = references.get(referenceId);
    const row = reference === null ? undefined : tables.uploads.unexpired(profileId, reference.sha256, 0);
    const copy =
      row === undefined ? null : { fileId: row.fileId, url: row.url, uploadedAtMs: row.uploadedAtMs, expiresAtMs: row.expiresAtMs };
    return { referenceId, role, name: reference?.name ?? '', copy };
  });

/** Creates the handlers. Called once by `taskHandlers`. */
export function taskReadHandlers(deps: TaskReadHandlerDeps): Pick<Handlers, 'tasks.estimate' | 'tasks.read' | 'tasks.records'> {
  const { tables, tasks, accounts, settings, requestLog } = deps;
  return {
    'tasks.estimate': ({ keys }) => {
      const activeId = settings.activeProfileId();
      const simulated = activeId !== null && accounts.isSimulated(activeId);
      return ok({ simulated, estimates: estimates(tables.tasks, keys, simulated) });
    },
    'tasks.records': ({ ids }) => ok({ tasks: ids.flatMap((id) => tables.ifReadable(() => tasks.get(id)) ?? []) }),
    'tasks.read': ({ id }) => {
      const task = tasks.get(id);
      if (task === null) return fail({ kind: 'unknown-item', what: 'task' });
      const row = tasks.row(id);
      return ok({
        task,
        journal: [...tables.journal.ofTask(id)],
        requestLog: requestLog.ofTask(id),
        lineage: row === undefined ? { source: null, derived: [], attempts: [] } : lineageOf(tables, row),
        serviceResponses: serviceResponsesOf(deps, id),
        files: filesOf(deps, task),
      });
    },
  };
}
