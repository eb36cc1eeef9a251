// The control API as JSON over HTTP, under a random path, so that only those who were given the address can use it. See README.md.

import { readFaultRules } from '../faults/faults.ts';
import { readSettings } from '../simulator-settings.ts';
import type { SimulatorControl } from './control-api.ts';
import { type IncomingRequest, json, type Reply, type Route } from './http-reply.ts';

const maxBodyBytes = 1_024 * 1_024;

async function readJsonBody(stream: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  if (bytes === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

const badRequest = (message: string): Reply => json(400, { error: message });

/** Returns the routes of the control API below `/<token>/`. */
export function createControlRoutes(token: string, control: SimulatorControl): readonly Route[] {
  const route = (method: string, name: string, handle: (body: Readonly<Record<string, unknown>>, raw: unknown) => Reply): Route => ({
    method,
    pattern: new RegExp(`^/${token}/${name}$`),
    endpoint: 'control',
    handle: async (incoming: IncomingRequest) => {
      const raw = method === 'GET' ? {} : await readJsonBody(incoming.stream);
      if (typeof raw !== 'object' || raw === null) return badRequest('the body must be JSON');
      return handle(raw as Readonly<Record<string, unknown>>, raw);
    },
  });
  return [
    route('GET', 'ledger', () => json(200, control.ledger())),
    route('GET', 'state', () => json(200, control.state())),
    route('POST', 'faults', (_, raw) => {
      const rules = readFaultRules(raw);
      if (!rules) return badRequest('not a fault rule: see electron/simulator/README.md');
      control.addFaults(rules);
      return json(200, { faults: control.state().faults });
    }),
    route('DELETE', 'faults', () => {
      control.clearFaults();
      return json(200, {});
    }),
    route('DELETE', 'requests', () => {
      control.clearRequests();
      return json(200, {});
    }),
    route('POST', 'clock', ({ advanceMs }) =>
      typeof advanceMs === 'number' && advanceMs >= 0
        ? json(200, { nowMs: control.advance(advanceMs) })
        : badRequest('advanceMs must be a number that is not negative'),
    ),
    route('POST', 'settings', (body) => {
      const settings = readSettings(body);
      if ('invalidName' in settings) return badRequest(`no such setting, or not its type: ${settings.invalidName}`);
      control.configure(settings);
      return json(200, control.state().settings);
    }),
    route('POST', 'links/expire', ({ taskId, renew }) =>
      json(200, { tasks: control.expireLinks(typeof taskId === 'string' ? taskId : null, renew === true) }),
    ),
  ];
}
