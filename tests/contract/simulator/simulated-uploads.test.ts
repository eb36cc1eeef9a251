import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import { type Json, key, type Running, run, tinyPng, uploadPng } from './simulated-service.ts';
import { tinyClip } from './tiny-clip.ts';

const hour = 3_600_000;

async function sendForm(running: Running, form: FormData): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${running.files}/api/v1/files/upload/stream`, { method: 'POST', headers: key, body: form });
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
    const running = await run();
    const data = tinyPng().toString('base64');
    const { status, body } = await running.call('POST', `${running.files}/api/v1/files/upload/base64`, {
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
          file_url: expect.stringContaining(`${running.files}/002SIMULATOR0000000/images/`),
          download_url: `${running.files}/api/v1/files/download/${body.data.file_id}`,
          upload_time: time,
          expires_at: time,
        },
      },
    ]);
    expect(Date.parse(body.data.expires_at) - Date.parse(body.data.upload_time)).toBe(72 * hour);
    for (const url of [body.data.file_url, body.data.download_url]) {
      const response = await fetch(url);
      expect([response.headers.get('content-type'), Buffer.from(await response.arrayBuffer())]).toEqual(['image/png', tinyPng()]);
    }
  });

  test('as a data URL gives the same file', async () => {
    const running = await run();
    const { body } = await running.call('POST', `${running.files}/api/v1/files/upload/base64`, {
      base64_data: `data:image/png;base64,${tinyPng().toString('base64')}`,
    });
    expect([body.data.mime_type, body.data.file_size]).toEqual(['image/png', 64]);
  });

  test.each([
    ['upload_path', 'file_name'],
    ['uploadPath', 'fileName'],
  ])('as a form accepts %s and %s before and after the file', async (pathField, nameField) => {
    const running = await run();
    const form = new FormData();
    form.append(pathField, 'a/../b');
    form.append('file', new Blob([new Uint8Array(tinyPng())], { type: 'image/png' }), 'Füchse 1.png');
    form.append(nameField, 'fox.png');
    const { status, body } = await sendForm(running, form);
    expect([status, body.data.upload_path, body.data.file_name, body.data.original_name]).toEqual([200, 'a/b', 'fox.png', 'Füchse 1.png']);
  });

  test('from a URL is fetched by the service', async () => {
    const running = await run();
    const server = await serve('image/png', tinyPng());
    const { body } = await running.call('POST', `${running.files}/api/v1/files/upload/url`, { file_url: `${server}/a.png` });
    expect([body.success, body.data.original_name, body.data.mime_type]).toEqual([true, 'a.png', 'image/png']);
  });

  test('may be a video, whose result then has its length and ratio', async () => {
    const running = await run();
    const clip = tinyClip({ width: 720, height: 1_280, durationSeconds: 7, framesPerSecond: 24, audio: true, seed: 1 });
    const { body } = await sendForm(running, formOf(clip, 'video/mp4', 'in.mp4'));
    const task = await running.make({ model: 'kling-o3-video-edit', video_url: body.data.file_url });
    const made = Buffer.from(await (await fetch(task.results[0])).arrayBuffer());
    const expected = tinyClip({ width: 720, height: 1_280, durationSeconds: 7, framesPerSecond: 24, audio: true, seed: 0 });
    expect(made.subarray(0, 400)).toEqual(expected.subarray(0, 400));
  });

  test('of a renamed PDF, an empty file, or no file is rejected with the file host’s own error', async () => {
    const running = await run();
    const pdf = Buffer.from('%PDF-1.7 renamed');
    const responses = [
      await sendForm(running, formOf(pdf, 'image/png', 'a.png')),
      await sendForm(running, formOf(Buffer.alloc(0), 'image/png', 'a.png')),
      await sendForm(running, new FormData()),
      await running.call('POST', `${running.files}/api/v1/files/upload/base64`, { base64_data: '***' }),
      await running.call('POST', `${running.files}/api/v1/files/upload/base64`, '{'),
      await running.call('POST', `${running.files}/api/v1/files/upload/url`, { file_url: 'ftp://example.com/a' }),
      await running.call('POST', `${running.files}/api/v1/files/upload/url`, {
        file_url: `${await serve('image/png', tinyPng())}/missing`,
      }),
    ];
    expect(responses.map(({ status, body }) => [status, body])).toEqual(
      responses.map(() => [400, { success: false, code: 400, msg: expect.any(String) }]),
    );
    expect(running.simulator.control.state().uploads).toEqual([]);
  });

  test('of more than 100 MB is rejected, and the service continues', async () => {
    const running = await run();
    const { status, body } = await sendForm(running, formOf(Buffer.alloc(101 * 1_024 * 1_024, 1), 'video/mp4', 'a.mp4'));
    expect([status, body.msg]).toEqual([413, 'File too large: the limit is 100MB']);
    expect((await uploadPng(running)).file_size).toBe(64);
  });

  test('can be listed, counted against the quota and deleted', async () => {
    const running = await run({ settings: { maxFiles: 2 } });
    const first = await uploadPng(running);
    const second = await uploadPng(running);
    const third = await running.call('POST', `${running.files}/api/v1/files/upload/base64`, { base64_data: tinyPng().toString('base64') });
    const list = await running.call('GET', `${running.files}/api/v1/files/list?page=1&pageSize=1`);
    const quota = await running.call('GET', `${running.files}/api/v1/files/quota`);
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

    const remove = () => running.call('DELETE', `${running.files}/api/v1/files/${first.file_id}`);
    const [deleted, again] = [await remove(), await remove()];
    expect([deleted.body, again.status, again.body.success]).toEqual([
      { success: true, code: 200, msg: 'File deleted successfully' },
      404,
      false,
    ]);
    expect((await fetch(first.file_url)).status).toBe(404);
    expect((await uploadPng(running)).file_size).toBe(64);
  });

  test('expires after 72 hours, and a generation that needs it fails', async () => {
    const running = await run();
    const { file_url, download_url } = await uploadPng(running);
    running.simulator.control.advance(72 * hour);
    const list = await running.call('GET', `${running.files}/api/v1/files/list`);
    expect([(await fetch(file_url)).status, (await fetch(download_url)).status, list.body.data.total]).toEqual([404, 404, 0]);
    expect((await running.make({ image_urls: [file_url] })).error.code).toBe('image_processing_error');
  });

  test('without a key is rejected in the body, optionally with HTTP 200', async () => {
    const running = await run();
    const quota = () => running.call('GET', `${running.files}/api/v1/files/quota`, undefined, { authorization: '' });
    const strict = await quota();
    running.simulator.control.configure({ fileErrorsOn200: true });
    const lenient = await quota();
    expect([strict.status, lenient.status, strict.body, lenient.body]).toEqual([
      401,
      200,
      ...Array(2).fill({ success: false, code: 401, msg: 'Authentication required' }),
    ]);
  });
});
