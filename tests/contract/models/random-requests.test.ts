// Sends random requests that the forms can produce to the simulated service, with the real client. The service must accept every request
// without issues.

import { expect, it, onTestFinished } from 'vitest';
import { createEvolinkApi } from '../../../electron/adapters/evolink/evolink-api.ts';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { systemClock as clock } from '../../../electron/shell/system/system-clock.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import { blockingIssues, checkRequest, models, wireBody } from '../../../shared/models/index.ts';
import { fc } from '../../support/fast-check.ts';
import { anyRequest, filesOf } from '../../unit/models/form-requests.ts';
import { startSimulatedService } from '../simulator/simulated-service.ts';

it('each request without issues is accepted, and none that only has advice becomes unconfirmed', async () => {
  const { api, files } = await startSimulatedService({ settings: { credits: 1e9 } });
  const http = createNodeHttpClient();
  onTestFinished(() => http.close());
  const client = createEvolinkApi({ http, clock, version: '0' });
  const account = { apiBaseUrl: api, filesBaseUrl: files, key: 'sk-random', allowsLoopback: true };
  const send = (body: Readonly<Record<string, JsonValue>>, key: string) => client.submit(account, body, key, AbortSignal.timeout(10_000));
  const first = await send({ model: 'veo3.1-fast', prompt: 'to be extended' }, 'key-of-task-to-extend');
  const earlierTaskId = first.kind === 'accepted' ? first.task.serviceTaskId : '';
  const counts = { accepted: 0, advised: 0 };
  for (const [modelIndex, model] of models.entries()) {
    for (const [requestIndex, request] of fc.sample(anyRequest(model), { numRuns: 12, seed: modelIndex }).entries()) {
      const issues = checkRequest(request, filesOf(request)).filter(
        ({ code }) => code !== 'model-withdrawn' && code !== 'model-undocumented',
      );
      if (blockingIssues(issues).length > 0) continue;
      const body = wireBody(request, (id) => `https://files.evolink.ai/${id}.png`);
      // The form offers the account's earlier tasks; this account has one.
      if (body.base_video_task_id !== undefined) body.base_video_task_id = earlierTaskId;
      const outcome = await send(body, `key-of-random-request-${modelIndex}-${requestIndex}`);
      if (issues.length === 0) expect([outcome.kind, JSON.stringify(request)]).toEqual(['accepted', JSON.stringify(request)]);
      // No input may leave a paid request unconfirmed.
      else expect(['accepted', 'refused']).toContain(outcome.kind);
      counts[issues.length === 0 ? 'accepted' : 'advised'] += 1;
    }
  }
  expect(counts.accepted).toBeGreaterThan(60);
  expect(counts.advised).toBeGreaterThan(10);
});
