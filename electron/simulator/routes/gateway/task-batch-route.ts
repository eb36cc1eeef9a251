// `POST /v1/tasks/batch`: up to fifty tasks in one reply. Undocumented.
import type { Service } from '../../simulated-service.ts';
import { type IncomingRequest, json, type Reply, type Route } from '../http-reply.ts';
import { invalidParameter } from '../refusal.ts';
import { forUndocumentedCall, readBody, refusalReply } from './gateway-guards.ts';
import { currentTaskReply } from './task-route.ts';

/** Replies with the status of each requested task that belongs to the account. */
export function taskBatchRoute(service: Service): Route {
  return {
    method: 'POST',
    pattern: /^\/v1\/tasks\/batch$/,
    endpoint: 'batch',
    handle: forUndocumentedCall(service, 'batch', (incoming, account) => batch(service, incoming, account)),
  };
}

async function batch(service: Service, incoming: IncomingRequest, account: string): Promise<Reply> {
  const body = await readBody(incoming);
  if (!body.ok) return refusalReply(service, 'batch', body.error);
  const ids = body.value.task_ids;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 50 || !ids.every((id) => typeof id === 'string')) {
    return refusalReply(service, 'batch', invalidParameter('task_ids', 'task_ids must hold 1 to 50 ids'));
  }
  const replies = ids.flatMap((id: string) => {
    const task = service.tasks.find(id);
    return task?.account === account ? [currentTaskReply(service, task)] : [];
  });
  return json(200, { code: 200, data: replies });
}
