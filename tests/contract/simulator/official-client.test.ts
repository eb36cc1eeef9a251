import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import { openMcpSession } from './mcp-session.ts';
import { startSimulatedService, temporaryDirectory, tinyPng } from './simulated-service.ts';

/** Returns the word after `label` in a tool's output. */
function valueAfter(text: string, label: string): string {
  return new RegExp(`${label}: (\\S+)`).exec(text)?.[1] ?? '';
}

async function serveOnePicture(): Promise<string> {
  const server = createServer((_, response) => response.setHeader('content-type', 'image/png').end(tinyPng(800, 600)));
  const port = await listenOnLoopback(server);
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}/picture.png`;
}

test("EvoLink's own MCP client 1.2.1 generates, checks, uploads in all three ways, lists and deletes without an error", async () => {
  const service = await startSimulatedService({ settings: { progressMs: 300 } });
  const manifest = createRequire(import.meta.url)('@evolinkai/evolink-media/package.json') as { readonly version: string };
  const session = await openMcpSession(
    ['--import', join(import.meta.dirname, 'redirect-fetch.mjs'), createRequire(import.meta.url).resolve('@evolinkai/evolink-media')],
    { EVOLINK_API_KEY: 'sk-test', SIMULATOR_API: service.api, SIMULATOR_FILES: service.files },
  );
  onTestFinished(() => session.close());
  expect([manifest.version, session.serverName]).toEqual(['1.2.1', 'evolink-media']);
  expect(await session.tools()).toEqual(
    expect.arrayContaining(['generate_video', 'check_task', 'upload_file', 'list_files', 'delete_file']),
  );

  const picture = join(await temporaryDirectory(), 'füchse.png');
  await writeFile(picture, tinyPng(640, 480));
  const uploads = [
    await session.call('upload_file', { file_path: picture, upload_path: 'refs', file_name: 'fox.png' }),
    await session.call('upload_file', { base64_data: `data:image/png;base64,${tinyPng(720, 720).toString('base64')}` }),
    await session.call('upload_file', { file_url: await serveOnePicture() }),
  ];
  expect(uploads.map(({ isError, text }) => [isError, text.split('\n')[0]])).toEqual(Array(3).fill([false, 'File uploaded successfully.']));

  const submitted = await session.call('generate_video', {
    prompt: 'a fox in the snow',
    model: 'seedance-1.5-pro',
    duration: 5,
    quality: '720p',
    aspect_ratio: '16:9',
    image_urls: uploads.map(({ text }) => valueAfter(text, 'File URL')).slice(0, 2),
    generate_audio: true,
  });
  expect(submitted).toEqual({ isError: false, text: expect.stringMatching(/^Video generation task submitted\.\nTask ID: task-unified-/) });

  const taskId = valueAfter(submitted.text, 'Task ID');
  let checked = await session.call('check_task', { task_id: taskId });
  for (let attempt = 0; attempt < 1_000 && !/Status: (completed|failed)/.test(checked.text); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    checked = await session.call('check_task', { task_id: taskId });
  }
  expect(checked).toEqual({
    isError: false,
    text: expect.stringMatching(/Status: completed\nProgress: 100%[\s\S]*\[1\] http:\/\/127\.0\.0\.1:\d+\/\S+\.mp4/),
  });
  const video = await fetch(/http:\S+\.mp4/.exec(checked.text)?.[0] ?? '');
  expect([video.status, video.headers.get('content-type')]).toEqual([200, 'video/mp4']);

  const listed = await session.call('list_files', {});
  expect(listed.text).toContain('Quota: 3/100 files used, 97 remaining');
  const deleted = await session.call('delete_file', { file_id: valueAfter(uploads[0]?.text ?? '', 'File ID') });
  const remaining = await session.call('list_files', { page: 1, page_size: 100 });
  expect([listed.isError, deleted.isError, remaining.isError]).toEqual([false, false, false]);
  expect(remaining.text).toContain('total: 2');

  const first = service.simulator.control.state().uploads[0];
  expect(first?.sha256).toBe(createHash('sha256').update(tinyPng(640, 480)).digest('hex'));
  expect(service.simulator.control.ledger().accepted).toHaveLength(1);
});
