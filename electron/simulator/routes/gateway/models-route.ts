// `GET /v1/models`: the models that are not switched off. Undocumented.
import { modelTable } from '../../models/simulated-models.ts';
import type { Service } from '../../simulated-service.ts';
import { json, type Reply, type Route } from '../http-reply.ts';
import { forUndocumentedCall } from './gateway-guards.ts';

/** Lists every model that is not in `goneModels`. */
export function modelsRoute(service: Service): Route {
  return {
    method: 'GET',
    pattern: /^\/v1\/models$/,
    endpoint: 'models',
    handle: forUndocumentedCall(service, 'models', () => models(service)),
  };
}

function models(service: Service): Reply {
  const { goneModels } = service.settings();
  return json(200, { data: modelTable.filter(({ id }) => !goneModels.includes(id)).map(({ id }) => ({ id })) });
}
