// Uploads over connections that are slow, cut or refused.
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFilesApi } from '../../../../electron/adapters/evolink/files-api.ts';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import type { Account, FileSource } from '../../../../electron/core/ports.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { closedPort, type Faults, reply, startFaultServer } from '../http/fault-server.ts';

const key = 'sk-test-0123456789';
const http = createNodeHttpClient();
const successResponse = {
  success: true,
  code: 200,
  msg: 'File uploaded successfully',
  data: {
    file_id: 'file_abc123',
    file_name: 'avatar.png',
    file_size: 2_048,
    mime_type: 'image/png',
    file_url: 'https://files.evolink.ai/avatars/avatar.png',
    upload_time: '2025-10-09T00:00:00+08:00',
    expires_at: '2025-10-12T00:00:00+08:00',
  },
};

function source(bytes: number, pauseMs = 0): FileSource {
  return {
    name: 'avatar.png',
    mimeType: 'image/png',
    bytes,
    async *read() {
      for (let at = 0; at < bytes; at += 50_000) {
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        yield Buffer.alloc(Math.min(50_000, bytes - at), 7);
      }
    },
  };
}

async function upload(faults: Faults, file = source(200_000), speed = 1) {
  const server = await startFaultServer(faults);
  onTestFinished(() => server.close());
  const account: Account = { apiBaseUrl: server.origin, filesBaseUrl: server.origin, key, allowsLoopback: true };
  const files = createFilesApi({ http, clock: scaledClock(speed), version: '1' });
  const result = await files.uploadStream(account, file, new AbortController().signal);
  return { result, server };
}

const respondWith = (status: number, body: unknown): Faults => ({
  onRequest: (socket) => socket.write(reply(status, typeof body === 'string' ? body : JSON.stringify(body))),
});

describe('an upload', () => {
  it('returns the documented fields', async () => {
    const { result, server } = await upload(respondWith(200, successResponse));
    expect(result).toEqual({
      ok: true,
      value: {
        fileId: 'file_abc123',
        url: successResponse.data.file_url,
        expiresAtMs: Date.UTC(2025, 9, 11, 16),
        response: successResponse.data,
      },
    });
    expect(server.requests[0]?.head).toMatch(/^POST \/api\/v1\/files\/upload\/stream HTTP/);
  });

  it('is valid for 72 hours if the response contains no expiry', async () => {
    const { expires_at: _, ...data } = successResponse.data;
    const { result } = await upload(respondWith(200, { success: true, data }));
    expect(result.ok && Math.round(((result.value.expiresAtMs ?? 0) - Date.now()) / 3_600_000)).toBe(72);
  });

  it.each<[string, number, unknown, string]>([
    ['with a refusal on HTTP 200', 200, { success: false, code: 400, msg: 'File too large' }, 'file-host-refused'],
    ['without a link', 200, { success: true, data: { file_id: 'x' } }, 'invalid-response'],
    ['with an invalid link', 200, { success: true, data: { file_url: 'javascript:alert(1)' } }, 'invalid-response'],
    ['with a web page', 200, '<html>', 'invalid-response'],
    ['401', 401, { error: { code: 401, message: 'no', type: 'authentication_error' } }, 'unauthorized'],
    ['413 of a proxy', 413, '<html>', 'request-too-large'],
    ['429', 429, '', 'rate-limited'],
    ['500', 500, { success: false, code: 500, msg: 'disk' }, 'server-error'],
  ])('fails with the right error if the response is %s', async (_name, status, body, kind) => {
    const { result } = await upload(respondWith(status, body));
    expect(result.ok || result.error.kind).toBe(kind);
  });

  it('reports a refusal that arrives before it was sent completely', async () => {
    const { result } = await upload({
      onHead: (socket) => {
        socket.write(reply(413, '{"success":false,"code":413,"msg":"too large"}', { connection: 'close' }));
        return true;
      },
    });
    expect(!result.ok && result.error.kind).toBe('request-too-large');
  });

  it('has no time limit while it makes progress, even if it is slow', async () => {
    // 30 pieces, one every 20 ms, at 300 times the speed: 180 s in all, 6 s between two pieces.
    const { result } = await upload(respondWith(200, successResponse), source(1_500_000, 20), 300);
    expect(result.ok).toBe(true);
  });

  it('times out if it stalls or gets no response', async () => {
    let resume = () => {};
    const resumed = new Promise<void>((resolve) => {
      resume = resolve;
    });
    const stalled: FileSource = {
      ...source(200_000),
      async *read() {
        yield Buffer.alloc(50_000);
        await resumed;
        yield Buffer.alloc(150_000);
      },
    };
    for (const file of [stalled, source(200_000)]) {
      const { result } = await upload({}, file, 1_000);
      expect(result).toMatchObject({ ok: false, error: { kind: 'no-response', reason: 'timed-out' } });
    }
    resume();
  });

  it('reports whether it could not connect or was cut', async () => {
    const { result } = await upload({ onHead: (socket) => Boolean(socket.resetAndDestroy()) });
    expect(result).toMatchObject({ ok: false, error: { kind: 'no-response', reason: 'connection-lost' } });
    const origin = `http://127.0.0.1:${await closedPort()}`;
    const files = createFilesApi({ http, clock: scaledClock(), version: '1' });
    const account: Account = { apiBaseUrl: origin, filesBaseUrl: origin, key, allowsLoopback: true };
    const unconnected = await files.uploadStream(account, source(10), new AbortController().signal);
    expect(unconnected).toMatchObject({ ok: false, error: { kind: 'no-response', reason: 'connection-failed' } });
  });

  it('reports a file that became shorter, and sends no complete request', async () => {
    const { result, server } = await upload(respondWith(200, successResponse), { ...source(100_000), bytes: 150_000 });
    expect(result).toEqual({
      ok: false,
      error: { kind: 'reference-unreadable', name: 'avatar.png', detail: 'the file shrank while it was being sent' },
    });
    expect(server.requests).toEqual([]);
  });
});
