// The three listeners of the simulated service: gateway, files and control.
import type { createFaults } from './faults/faults.ts';
import { createApiRoutes } from './routes/api-routes.ts';
import type { createRequestList, SimulatorControl } from './routes/control-api.ts';
import { createControlRoutes } from './routes/control-routes.ts';
import { filesErrorReply } from './routes/file-host-reply.ts';
import { createFilesRoutes } from './routes/files-routes.ts';
import { gatewayErrorReply } from './routes/gateway/gateway-guards.ts';
import { createHttpHost, type HostPorts, type HttpHost } from './routes/http-host.ts';
import { json } from './routes/http-reply.ts';
import { createRateLimit } from './routes/request-limit.ts';
import { createUploadRoutes } from './routes/upload-routes.ts';
import type { Service } from './simulated-service.ts';

interface Hosts {
  readonly api: HttpHost;
  readonly files: HttpHost;
  readonly control: HttpHost;
}

interface HostParts {
  readonly service: Service;
  readonly faults: ReturnType<typeof createFaults>;
  readonly requests: ReturnType<typeof createRequestList>;
  readonly control: SimulatorControl;
  /** A secret part of every path of the control listener. */
  readonly controlToken: string;
}

/** Creates the three hosts; none listens yet. */
export function createHosts({ service, faults, requests, control, controlToken }: HostParts): Hosts {
  const nowMs = (): number => service.clock.now();
  const host = (routes: HostPorts['routes'], errorReply: HostPorts['errorReply']): HttpHost =>
    createHttpHost({
      routes,
      faults,
      errorReply,
      beforeRequest: limitRequests(service, errorReply),
      onHandled: (request) => requests.add(request),
      nowMs,
    });
  return {
    api: host(createApiRoutes(service), (endpoint, status, code, message) => gatewayErrorReply(service, endpoint, status, code, message)),
    files: host([...createUploadRoutes(service), ...createFilesRoutes(service)], (endpoint, status, code, message) =>
      filesErrorReply(service.settings(), endpoint, status, code, message),
    ),
    control: createHttpHost({
      routes: createControlRoutes(controlToken, control),
      faults: null,
      errorReply: (_, status, __, message) => json(status, { error: message ?? `HTTP ${status}` }),
      beforeRequest: () => null,
      onHandled: () => undefined,
      nowMs,
    }),
  };
}

/** Ends due tasks before each request, and replies 429 when requests come too fast. */
function limitRequests(service: Service, errorReply: HostPorts['errorReply']): HostPorts['beforeRequest'] {
  const limit = createRateLimit(() => service.settings().requestsPerSecond);
  return (endpoint) => {
    service.lifecycle.advance(service.clock.now());
    if (limit(Date.now())) return null;
    const reply = errorReply(endpoint, 429, null, null);
    return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } };
  };
}
