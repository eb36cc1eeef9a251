// Responses that are almost JSON, as some proxies and programs write them: their unambiguous parts are used.
import { describe, expect, it } from 'vitest';
import { createEvolinkApi } from '../../../../electron/adapters/evolink/evolink-api.ts';
import type { Account, HttpClient } from '../../../../electron/core/ports.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const account: Account = {
  apiBaseUrl: 'https://api.example',
  filesBaseUrl: 'https://files.example',
  key: 'sk-abcdefgh1234',
  allowsLoopback: false,
};
const signal = new AbortController().signal;
const id = 'task-unified-1761313744-vux2jw0k';
const link = 'https://cdn.example/a.mp4';

function apiRespondingWith(body: string | Uint8Array, status = 200) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const http: HttpClient = {
    send: async ({ url }) => ({
      status,
      url,
      header: () => null,
      body: (async function* () {
        yield bytes;
      })(),
    }),
  };
  return createEvolinkApi({ http, clock: createFakeClock(), version: '0' });
}
const submit = (body: string | Uint8Array, status?: number) =>
  apiRespondingWith(body, status).submit(account, { model: 'sora-2' }, 'abcdefghijklmnop', signal);
const poll = (body: string | Uint8Array, serviceTaskId = id) => apiRespondingWith(body).getTask(account, serviceTaskId, signal);

/** Ways to damage a valid body. */
const damagedBodies: readonly (readonly [string, (validBody: string) => string | Uint8Array])[] = [
  ['NaN', (validBody) => validBody.replace('"progress":100', '"progress":NaN')],
  ['Infinity', (validBody) => validBody.replace('"progress":100', '"progress":-Infinity')],
  ['a raw line break in a string', (validBody) => validBody.replace('a fox', 'a\r\n\tfox')],
  ['trailing commas', (validBody) => validBody.replace(/\}$/, ',}').replace('"]', '",]')],
  ['UTF-16, little-endian', (validBody) => new Uint8Array(Buffer.from(`\uFEFF${validBody}`, 'utf16le'))],
  ['UTF-16, big-endian', (validBody) => new Uint8Array(Buffer.from(`\uFEFF${validBody}`, 'utf16le').swap16())],
  ['an escape that JSON does not know', (validBody) => validBody.replace('a fox', "a fox\\'s tail")],
  ['something after its end', (validBody) => `${validBody}\n<!-- cached -->`],
];

describe.each(damagedBodies)('with %s', (_name, damage) => {
  it('an accepted submission counts as accepted', async () => {
    const body = damage(`{"id":"${id}","prompt":"a fox","status":"pending","progress":100,"tags":["x"]}`);
    expect(await submit(body)).toMatchObject({ kind: 'accepted', task: { serviceTaskId: id, status: 'pending' } });
  });

  it('the results of a completed task are read', async () => {
    const body = damage(`{"id":"${id}","prompt":"a fox","status":"completed","progress":100,"results":["${link}"]}`);
    expect(await poll(body)).toMatchObject({
      ok: true,
      value: { serviceTaskId: id, status: 'completed', results: [{ kind: 'video', url: link }] },
    });
  });
});

describe('a body that is not JSON', () => {
  it('is stored as received, and its invalid numbers are unknown', async () => {
    const body = `{"id":"${id}","status":"processing","progress":NaN}`;
    expect(await poll(body)).toMatchObject({ ok: true, value: { progress: null, raw: body } });
  });

  it('proves acceptance only if its id has the documented form', async () => {
    expect(await submit('{"id":"req-77","status":"pending","progress":NaN}')).toMatchObject({ kind: 'unknown' });
    expect(await submit('{"message":"id task-unified-1-a","progress":NaN}')).toMatchObject({ kind: 'unknown' });
  });

  it('proves acceptance if the id is readable although the rest is not', async () => {
    expect(await submit(`{"status":"pending","id":"${id}","prompt":"a "fox" in the snow"}`)).toMatchObject({
      kind: 'accepted',
      task: { serviceTaskId: id },
    });
  });

  it('does not prove a refusal: only a valid error of the service does', async () => {
    const error = '{"error":{"code":"no_capacity","message":"busy","retry":NaN}}';
    expect((await submit(error, 503)).kind).toBe('unknown');
    expect((await submit(error.replace('NaN', '1'), 503)).kind).toBe('refused-for-now');
  });

  it.each(['<html>', '', '[', '{', '{"id"', `{"id":"${id}","status":"completed","results":["${link}"`])(
    'is not read if it is truncated: %s',
    async (body) => {
      expect(await poll(body)).toMatchObject({ ok: false, error: { kind: 'invalid-response' } });
    },
  );

  it('is not read if it is nested very deeply', async () => {
    expect(await poll(`${'['.repeat(100_000)}NaN`)).toMatchObject({ ok: false });
  });

  it('cannot change a prototype', async () => {
    const result = await poll(`{"__proto__":{"status":"completed"},"id":"${id}","progress":NaN}`);
    expect(result).toMatchObject({ ok: true, value: { status: 'unknown' } });
  });
});

describe('a second id beside the task id', () => {
  const other = 'req-9f2c';

  it('does not replace the task id', async () => {
    const body = JSON.stringify({ id: other, task_id: id, status: 'completed', results: [link] });
    expect(await poll(body)).toMatchObject({ ok: true, value: { serviceTaskId: id, status: 'completed' } });
    expect(await submit(JSON.stringify({ id: other, task_id: id, status: 'pending' }))).toMatchObject({
      kind: 'accepted',
      task: { serviceTaskId: id },
    });
  });

  it('counts if it is the requested id', async () => {
    expect(await poll(JSON.stringify({ id: 'mine', task_id: 'theirs', status: 'pending' }), 'mine')).toMatchObject({ ok: true });
  });

  it('does not make the response for another task acceptable', async () => {
    const otherTask = JSON.stringify({ id: 'task-unified-1-x', task_id: 'task-unified-1-y', status: 'completed', results: [link] });
    expect(await poll(otherTask)).toMatchObject({ ok: false, error: { kind: 'invalid-response' } });
  });
});
