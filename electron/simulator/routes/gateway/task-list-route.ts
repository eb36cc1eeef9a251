// `GET /v1/tasks` (undocumented): the tasks of an account, in pages.
import type { Service } from '../../simulated-service.ts';
import { statusAt } from '../../tasks/task-lifecycle.ts';
import { listItem } from '../../tasks/task-reply.ts';
import { type IncomingRequest, json, type Reply, type Route } from '../http-reply.ts';
import { forUndocumentedCall } from './gateway-guards.ts';

/** Creates the route. It lists the account's tasks, newest first, filtered by status, type and model. */
export function taskListRoute(service: Service): Route {
  return {
    method: 'GET',
    pattern: /^\/v1\/tasks$/,
    endpoint: 'list-tasks',
    handle: forUndocumentedCall(service, 'list-tasks', (incoming, account) => listTasks(service, incoming, account)),
  };
}

function listTasks(service: Service, incoming: IncomingRequest, account: string): Reply {
  const { query } = incoming;
  const nowMs = service.clock.now();
  const page = Math.max(1, Number(query.get('page')) || 1);
  const pageSize = Math.min(100, Math.max(1, Number(query.get('page_size')) || 20));
  const status = query.get('status');
  const matching = service.tasks.ofAccount(account).filter((task) => {
    const current = statusAt(task, nowMs).status;
    return (
      // The filter `processing` includes pending tasks.
      (!status || current === status || (status === 'processing' && current === 'pending')) &&
      (!query.get('type') || query.get('type') === 'video') &&
      (!query.get('model') || query.get('model') === task.model)
    );
  });
  const data = matching
    .slice((page - 1) * pageSize, page * pageSize)
    .map((task) => listItem(task, service.tasks.links(task.id).length, nowMs));
  return json(200, { object: 'list', total: matching.length, page, page_size: pageSize, data });
}
