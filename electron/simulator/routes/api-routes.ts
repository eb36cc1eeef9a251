// The gateway: generations, tasks, credits, and behind the `undocumented` switch the calls that only newer official clients use.
import type { Service } from '../simulated-service.ts';
import { createRoute } from './gateway/create-route.ts';
import { creditsRoute } from './gateway/credits-route.ts';
import { modelsRoute } from './gateway/models-route.ts';
import { taskBatchRoute } from './gateway/task-batch-route.ts';
import { taskListRoute } from './gateway/task-list-route.ts';
import { taskRoute } from './gateway/task-route.ts';
import type { Route } from './http-reply.ts';

/** Every route of the gateway; the first that matches handles a request. */
export function createApiRoutes(service: Service): readonly Route[] {
  return [
    createRoute(service),
    taskRoute(service),
    creditsRoute(service),
    taskListRoute(service),
    taskBatchRoute(service),
    modelsRoute(service),
  ];
}
