// The gateway: generations, tasks, credits, and behind the `undocumented` switch what only newer official clients use.
import type { Service } from '../simulated-service.ts';
import { createRoute } from './create-route.ts';
import { creditsRoute } from './credits-route.ts';
import type { Route } from './http-reply.ts';
import { modelsRoute } from './models-route.ts';
import { taskBatchRoute } from './task-batch-route.ts';
import { taskListRoute } from './task-list-route.ts';
import { taskRoute } from './task-route.ts';

/** Every route of the gateway; the first that fits a request answers it. */
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
