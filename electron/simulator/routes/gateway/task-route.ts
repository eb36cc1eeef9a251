// `GET /v1/tasks/ID`: the current state of one task.
import type { Service } from '../../simulated-service.ts';
import type { SimulatedTaskRow } from '../../tables/simulated-task-table.ts';
import { taskReply } from '../../tasks/task-reply.ts';
import { type IncomingRequest, json, type Reply, type Route } from '../http-reply.ts';
import { forAccount, refusalReply } from './gateway-guards.ts';

/** The status of one task. */
export function taskRoute(service: Service): Route {
  return {
    method: 'GET',
    pattern: /^\/v1\/tasks\/([^/]+)$/,
    endpoint: 'task',
    handle: forAccount(service, 'task', (incoming, account) => read(service, incoming, account)),
  };
}

/** A task as the service describes it now. */
export function currentTaskReply(service: Service, task: SimulatedTaskRow): Record<string, unknown> {
  return taskReply(task, service.tasks.links(task.id), service.filesBase(), service.settings(), service.clock.now());
}

function read(service: Service, incoming: IncomingRequest, account: string): Reply {
  const id = decode(incoming.params[0] ?? '');
  if (!/^task-unified-[A-Za-z0-9._:-]{1,115}$/.test(id)) {
    return refusalReply(service, 'task', {
      status: 400,
      code: 'invalid_task_id',
      message: 'Task IDs begin with task-unified-',
      param: 'task_id',
    });
  }
  const task = service.tasks.find(id);
  if (task?.account !== account) {
    return refusalReply(service, 'task', { status: 404, code: 'task_not_found', message: 'The requested task could not be found' });
  }
  return json(200, currentTaskReply(service, task));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
