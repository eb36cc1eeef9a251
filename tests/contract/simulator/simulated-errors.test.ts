import { describe, expect, test } from 'vitest';
import { authorizationHeader, startSimulatedService } from './simulated-service.ts';

const createPath = '/v1/videos/generations';
const validBody = { model: 'seedance-1.5-pro', prompt: 'a cat' };

describe('the gateway answers with the documented error body', () => {
  test('400 with the field for a wrong value', async () => {
    const service = await startSimulatedService();
    const { status, body } = await service.submit({ ...validBody, duration: 99 });
    expect([status, body]).toEqual([
      400,
      {
        error: { code: 'invalid_parameter', message: expect.stringContaining('4 to 12'), type: 'invalid_request_error', param: 'duration' },
      },
    ]);
  });

  test('400 for a missing field, and for a body that is not JSON', async () => {
    const service = await startSimulatedService();
    const responses = [
      await service.submit({ prompt: 'a cat' }),
      await service.submit({ model: validBody.model }),
      await service.call('POST', createPath, '{"model":'),
    ];
    expect(responses.map(({ status, body }) => [status, body.error.code, body.error.param])).toEqual([
      [400, 'missing_required_params', 'model'],
      [400, 'missing_required_params', 'prompt'],
      [400, 'invalid_request', undefined],
    ]);
  });

  test('401 without a key, with a key of another form, and with a key that is not valid', async () => {
    const service = await startSimulatedService();
    const submitWithKey = (authorization: string) => service.submit(validBody, { authorization });
    const responses = [
      await submitWithKey(''),
      await submitWithKey('Bearer abc'),
      await submitWithKey('Bearer sk-invalid'),
      await submitWithKey('Bearer sk-disabled'),
    ];
    expect(responses.map(({ status, body }) => [status, body.error.code, body.error.type, body.error.message])).toEqual([
      [401, 'unauthorized', 'authentication_error', 'Authentication required'],
      [401, 'unauthorized', 'authentication_error', 'Invalid or expired token'],
      [401, 'unauthorized', 'authentication_error', 'Invalid or expired token'],
      [401, 'KEY_DISABLED', 'authentication_error', 'This API key is disabled'],
    ]);
  });

  test('402 when the credits do not cover the estimate', async () => {
    const service = await startSimulatedService({ settings: { credits: 10, undocumented: false } });
    const { status, body } = await service.submit(validBody);
    expect([status, body]).toEqual([
      402,
      { error: { code: 'insufficient_quota', message: 'Insufficient quota. Please top up your account.', type: 'insufficient_quota' } },
    ]);
    expect(service.simulator.control.ledger()).toEqual({ accepted: [], entries: [] });
  });

  test.each([
    [{ credits: 10 }, 'insufficient_quota', { account_balance_credits: 10 }],
    [{ keyCredits: 10 }, 'insufficient_token_quota', { total_limit_credits: 10, used_credits: 0, remaining_credits: 10 }],
    [
      { keyDailyCredits: 10, resetZone: 'Asia/Shanghai' },
      'token_daily_quota_exceeded',
      { daily_limit_credits: 10, daily_used_credits: 0, reset_timezone: 'Asia/Shanghai' },
    ],
  ])('402 names the exceeded limit (%j), as newer clients read it', async (settings, code, fields) => {
    const service = await startSimulatedService({ settings });
    const { status, body } = await service.submit(validBody);
    expect([status, body.error]).toMatchObject([402, { code, estimated_credits: 11, ...fields }]);
    service.simulator.control.configure({ credits: 1_000, keyCredits: 1_000, keyDailyCredits: 11 });
    const { body: accepted } = await service.submit(validBody);
    await service.waitForEnd(accepted.id);
    expect((await service.call('GET', '/v1/credits')).body.data.token).toMatchObject({ remaining_credits: 990, unlimited_credits: false });
  });

  test('402 for a daily limit until midnight of its time zone', async () => {
    const service = await startSimulatedService({ settings: { keyDailyCredits: 15, resetZone: 'Asia/Shanghai' } });
    expect((await service.submit(validBody)).status).toBe(200);
    expect((await service.submit(validBody)).status).toBe(402);
    service.simulator.control.advance(24 * 3_600_000);
    expect((await service.submit(validBody)).status).toBe(200);
  });

  test('403 for a model that the key may not use, known or unknown', async () => {
    const service = await startSimulatedService({ settings: { deniedModels: ['sora-2-preview'] } });
    const responses = [
      await service.submit({ ...validBody, model: 'sora-2-preview' }),
      await service.submit({ ...validBody, model: 'no-such-model' }),
    ];
    expect(responses.map(({ status, body }) => [status, body.error])).toEqual(
      ['sora-2-preview', 'no-such-model'].map((model) => [
        403,
        {
          code: 'model_access_denied',
          message: `Token does not have access to model: ${model}`,
          type: 'invalid_request_error',
          param: 'model',
        },
      ]),
    );
  });

  test('413 for a body of more than 4 MB', async () => {
    const service = await startSimulatedService();
    const { status, body } = await service.submit({ ...validBody, prompt: 'x'.repeat(5_000_000) });
    expect([status, body.error.code]).toEqual([413, 'request_too_large']);
  });

  test('429 with Retry-After above the set rate', async () => {
    const service = await startSimulatedService({ settings: { requestsPerSecond: 0 } });
    const { status, headers, body } = await service.call('GET', '/v1/tasks/task-unified-1-abcdefgh');
    expect([status, headers.get('retry-after'), body.error.code, body.error.type]).toEqual([
      429,
      '1',
      'rate_limit_exceeded',
      'evo_api_error',
    ]);
  });

  test('for a model withdrawn while the service runs, as for an unknown one; the model is no longer listed, and accepted tasks are completed', async () => {
    const service = await startSimulatedService();
    const { body: acceptedTask } = await service.submit({ ...validBody, model: 'kling-v3-text-to-video' });
    const listedIds = async () => (await service.call('GET', '/v1/models')).body.data.map(({ id }: { id: string }) => id);
    expect(await listedIds()).toContain('kling-v3-text-to-video');
    await service.call('POST', `${service.control}/settings`, { goneModels: ['kling-v3-text-to-video'] });
    const currentStyle = await service.submit({ ...validBody, model: 'kling-v3-text-to-video' });
    await service.call('POST', `${service.control}/settings`, { errorStyle: 'contract' });
    const contractStyle = await service.submit({ ...validBody, prompt: 'a fox [simulate:model_withdrawn]' });
    expect([currentStyle.status, currentStyle.body.error.code, contractStyle.status, contractStyle.body.error.type]).toEqual([
      403,
      'model_access_denied',
      404,
      'not_found_error',
    ]);
    expect(await listedIds()).not.toContain('kling-v3-text-to-video');
    expect((await service.waitForEnd(acceptedTask.id)).status).toBe('completed');
  });

  test('503 for withdrawn models if that is switched on', async () => {
    const service = await startSimulatedService({ settings: { withdrawnModels: 'refused' } });
    const { status, body } = await service.submit({ ...validBody, model: 'sora-2' });
    expect([status, body.error]).toEqual([
      503,
      { code: 'service_unavailable', message: 'No available channel for the requested model', type: 'api_error' },
    ]);
  });

  test('400 for a task id of another form, 404 for an unknown task and for a task of another account', async () => {
    const service = await startSimulatedService();
    const { body: task } = await service.submit(validBody);
    const read = async (id: string, authorization: string = authorizationHeader.authorization) => {
      const { status, body } = await service.call('GET', `/v1/tasks/${id}`, undefined, { authorization });
      return [status, body.error.code];
    };
    expect([await read('abc'), await read('task-unified-1-abcdefgh'), await read(task.id, 'Bearer sk-other')]).toEqual([
      [400, 'invalid_task_id'],
      [404, 'task_not_found'],
      [404, 'task_not_found'],
    ]);
  });

  test('in the documented style, with integer codes, if that is switched on', async () => {
    const service = await startSimulatedService({ settings: { errorStyle: 'contract', credits: 0 } });
    const responses = [
      await service.submit({ ...validBody, duration: 99 }),
      await service.submit(validBody, { authorization: 'Bearer sk-invalid' }),
      await service.submit(validBody),
      await service.submit({ ...validBody, model: 'no-such-model' }),
    ];
    expect(
      responses.map(({ status, body: { error } }) => [status, error.code, error.type, error.param, error.fallback_suggestion]),
    ).toEqual([
      [400, 400, 'invalid_request_error', 'duration', undefined],
      [401, 401, 'authentication_error', undefined, undefined],
      [402, 402, 'insufficient_quota_error', undefined, 'https://evolink.ai/dashboard/billing'],
      [404, 404, 'not_found_error', 'model', undefined],
    ]);
  });

  test('with a request id, like every response of every host', async () => {
    const service = await startSimulatedService();
    const responses = [
      await service.submit(validBody),
      await service.submit({}),
      await service.call('GET', '/nothing'),
      await service.call('GET', `${service.files}/api/v1/files/quota`),
      await service.call('GET', `${service.files}/nothing`),
    ];
    const ids = responses.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(5);
    expect(responses.map(({ status }) => status)).toEqual([200, 400, 404, 200, 404]);
  });
});

test('every host rejects a request with a web origin or a foreign host', async () => {
  const service = await startSimulatedService();
  const { request } = await import('node:http');
  const statusOf = (address: string, headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      request(address, { headers: { ...authorizationHeader, ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  for (const address of [`${service.api}/v1/credits`, `${service.files}/api/v1/files/quota`, `${service.control}/state`]) {
    const port = new URL(address).port;
    const statuses = [
      await statusOf(address, {}),
      await statusOf(address, { host: `localhost:${port}` }),
      await statusOf(address, { origin: 'https://evil.example' }),
      await statusOf(address, { origin: 'null' }),
      await statusOf(address, { 'sec-fetch-site': 'cross-site' }),
      await statusOf(address, { host: `evil.example:${port}` }),
      await statusOf(address, { host: '127.0.0.1' }),
    ];
    expect(statuses).toEqual([200, 200, 403, 403, 403, 403, 403]);
  }
});
