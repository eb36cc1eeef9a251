import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import {
  authorizationHeader,
  type SimulatedService,
  startSimulatedService,
  tinyPng,
  type UncheckedJson,
  uploadPng,
} from './simulated-service.ts';
import { tinyClip } from './tiny-clip.ts';

const hourMs = 3_600_000;

async function sendForm(service: SimulatedService, form: FormData): Promise<{ status: number; body: UncheckedJson }> {
  const response = await fetch(`${service.files}/api/v1/files/upload/stream`, { method: 'POST', headers: authorizationHeader, body: form });
  return { status: response.status, body: await response.json() };
}

function formOf(bytes: Uint8Array, type: string, name: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
}

async function serve(type: string, bytes: Uint8Array): Promise<string> {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/a.png' ? 200 : 404;
    response.setHeader('content-type', type);
    response.end(bytes);
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}`;
}

describe('an upload', () => {
  test('as base64 is answered with its URLs and served as it was sent', async () => {
    const service = await startSimulatedService();
    const data = tinyPng().toString('base64');
    const { status, body } = await service.call('POST', `${service.files}/api/v1/files/upload/base64`, {
      base64_data: data,
      upload_path: 'avatars',
      file_name: 'me.png',
    });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        code: 200,
        msg: 'File uploaded successfully',
        data: {
          file_id: expect.stringMatching(/^file_[a-z0-9]{12}$/),
          file_name: 'me.png',
          original_name: 'me.png',
          file_size: 64,
          mime_type: 'image/png',
          upload_path: 'avatars',
          file_url: expect.stringContaining(`${service.files}/002SIMULATOR0000000/images/`),
          download_url: `${service.files}/api/v1/files/download/${body.data.file_id}`,
          upload_time: time,
          expires_at: time,
        },
      },
    ]);
    expect(Date.parse(body.data.expires_at) - Date.parse(body.data.upload_time)).toBe(72 * hourMs);
    for (const url of [body.data.file_url, body.data.download_url]) {
      const response = await fetch(url);
      expect([response.headers.get('content-type'), Buffer.from(await response.arrayBuffer())]).toEqual(['image/png', tinyPng()]);
    }
  });

  test('as a data URL results in the same file', async () => {
    const service = await startSimulatedService();
    const { body } = await service.call('POST', `${service.files}/api/v1/files/upload/base64`, {
      base64_data: `data:image/png;base64,${tinyPng().toString('base64')}`,
    });
    expect([body.data.mime_type, body.data.file_size]).toEqual(['image/png', 64]);
  });

  test.each([
    ['upload_path', 'file_name'],
    ['uploadPath', 'fileName'],
  ])('as a form accepts %s and %s before and after the file', async (pathField, nameField) => {
    const service = await startSimulatedService();
    const form = new FormData();
    form.append(pathField, 'a/../b');
    form.append('file', new Blob([new Uint8Array(tinyPng())], { type: 'image/png' }), 'Füchse 1.png');
    form.append(nameField, 'fox.png');
    const { status, body } = await sendForm(service, form);
    expect([status, body.data.upload_path, body.data.file_name, body.data.original_name]).toEqual([200, 'a/b', 'fox.png', 'Füchse 1.png']);
  });

  test('from a URL is fetched by the service', async () => {
    const service = await startSimulatedService();
    const server = await serve('image/png', tinyPng());
    const { body } = await service.call('POST', `${service.files}/api/v1/files/upload/url`, { file_url: `${server}/a.png` });
    expect([body.success, body.data.original_name, body.data.mime_type]).toEqual([true, 'a.png', 'image/png']);
  });

  test('may be a video, whose length and ratio the result then has', async () => {
    const service = await startSimulatedService();
    const clip = tinyClip({ width: 720, height: 1_280, durationSeconds: 7, framesPerSecond: 24, audio: true, seed: 1 });
    const { body } = await sendForm(service, formOf(clip, 'video/mp4', 'in.mp4'));
    const task = await service.generate({ model: 'kling-o3-video-edit', video_url: body.data.file_url });
    const result = Buffer.from(await (await fetch(task.results[0])).arrayBuffer());
    const expected = tinyClip({ width: 720, height: 1_280, durationSeconds: 7, framesPerSecond: 24, audio: true, seed: 0 });
    expect(result.subarray(0, 400)).toEqual(expected.subarray(0, 400));
  });

  test('is rejected with the file host’s own error if it contains a renamed PDF, an empty file, or no file', async () => {
    const service = await startSimulatedService();
    const pdf = Buffer.from('%PDF-1.7 renamed');
    const responses = [
      await sendForm(service, formOf(pdf, 'image/png', 'a.png')),
      await sendForm(service, formOf(Buffer.alloc(0), 'image/png', 'a.png')),
      await sendForm(service, new FormData()),
      await service.call('POST', `${service.files}/api/v1/files/upload/base64`, { base64_data: '***' }),
      await service.call('POST', `${service.files}/api/v1/files/upload/base64`, '{'),
      await service.call('POST', `${service.files}/api/v1/files/upload/url`, { file_url: 'ftp://example.com/a' }),
      await service.call('POST', `${service.files}/api/v1/files/upload/url`, {
        file_url: `${await serve('image/png', tinyPng())}/missing`,
      }),
    ];
    expect(responses.map(({ status, body }) => [status, body])).toEqual(
      responses.map(() => [400, { success: false, code: 400, msg: expect.any(String) }]),
    );
    expect(service.simulator.control.state().uploads).toEqual([]);
  });

  test('is rejected if it has more than 100 MB, and the service continues', async () => {
    const service = await startSimulatedService();
    const { status, body } = await sendForm(service, formOf(Buffer.alloc(101 * 1_024 * 1_024, 1), 'video/mp4', 'a.mp4'));
    expect([status, body.msg]).toEqual([413, 'File too large: the limit is 100MB']);
    expect((await uploadPng(service)).file_size).toBe(64);
  });

  test('can be listed, counted against the quota and deleted', async () => {
    const service = await startSimulatedService({ settings: { maxFiles: 2 } });
    const first = await uploadPng(service);
    const second = await uploadPng(service);
    const third = await service.call('POST', `${service.files}/api/v1/files/upload/base64`, { base64_data: tinyPng().toString('base64') });
    const list = await service.call('GET', `${service.files}/api/v1/files/list?page=1&pageSize=1`);
    const quota = await service.call('GET', `${service.files}/api/v1/files/quota`);
    expect([third.status, list.body, quota.body]).toEqual([
      403,
      {
        success: true,
        code: 200,
        msg: 'success',
        data: {
          total: 2,
          files: [{ file_id: second.file_id, file_name: second.file_name, file_size: 64, upload_time: second.upload_time }],
        },
      },
      {
        success: true,
        code: 200,
        data: { user_group: 'default', used_files: 2, max_files: 2, remain_files: 0, is_custom: false, quota_reason: '' },
      },
    ]);

    const remove = () => service.call('DELETE', `${service.files}/api/v1/files/${first.file_id}`);
    const [deleted, secondDelete] = [await remove(), await remove()];
    expect([deleted.body, secondDelete.status, secondDelete.body.success]).toEqual([
      { success: true, code: 200, msg: 'File deleted successfully' },
      404,
      false,
    ]);
    expect((await fetch(first.file_url)).status).toBe(404);
    expect((await uploadPng(service)).file_size).toBe(64);
  });

  test('expires after 72 hours, and a generation that needs it fails', async () => {
    const service = await startSimulatedService();
    const { file_url, download_url } = await uploadPng(service);
    service.simulator.control.advance(72 * hourMs);
    const list = await service.call('GET', `${service.files}/api/v1/files/list`);
    expect([(await fetch(file_url)).status, (await fetch(download_url)).status, list.body.data.total]).toEqual([404, 404, 0]);
    expect((await service.generate({ image_urls: [file_url] })).error.code).toBe('image_processing_error');
  });

  test('is rejected without a key, with the error in the body and optionally HTTP status 200', async () => {
    const service = await startSimulatedService();
    const quota = () => service.call('GET', `${service.files}/api/v1/files/quota`, undefined, { authorization: '' });
    const strict = await quota();
    service.simulator.control.configure({ fileErrorsOn200: true });
    const lenient = await quota();
    expect([strict.status, lenient.status, strict.body, lenient.body]).toEqual([
      401,
      200,
      ...Array(2).fill({ success: false, code: 401, msg: 'Authentication required' }),
    ]);
  });
});
