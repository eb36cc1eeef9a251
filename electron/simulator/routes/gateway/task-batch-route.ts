// `POST /v1/tasks/batch`: up to fifty tasks in one reply. Undocumented.
import type { Service } from '../../simulated-service.ts';
import { type Incoming, json, type Reply, type Route } from '../http-reply.ts';
import { invalid } from '../refusal.ts';
import { readBody, refuse, whenUndocumented } from './gateway-guards.ts';
import { showTask } from './task-route.ts';

/** The status of several tasks. */
export function taskBatchRoute(service: Service): Route {
  return {
    method: 'POST',
    pattern: /^\/v1\/tasks\/batch$/,
    endpoint: 'batch',
    handle: whenUndocumented(service, 'batch', (incoming, account) => batch(service, incoming, account)),
  };
}

async function batch(service: Service, incoming: Incoming, account: string): Promise<Reply> {
  const body = await readBody(incoming);
  if (!body.ok) return refuse(service, 'batch', body.error);
  const ids = body.value.task_ids;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 50 || !ids.every((id) => typeof id === 'string')) {
    return refuse(service, 'batch', invalid('task_ids', 'task_ids must hold 1 to 50 ids'));
  }
  const found = ids.flatMap((id: string) => {
    const task = service.tasks.find(id);
    return task?.account === account ? [showTask(service, task)] : [];
  });
  return json(200, { code: 200, data: found });
}
