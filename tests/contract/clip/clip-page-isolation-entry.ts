// The Electron main process of `clip-page-isolation.test.ts`. It renders a clip, checks in the page what the page can reach, and writes the
// results to a file.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { app, BrowserWindow, protocol, webContents } from 'electron';
import { clipScheme, createClipWindow } from '../../../electron/shell/clip-page/clip-window.ts';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';

const [resultsFile, profile] = [process.env.CLIP_TEST_RESULTS ?? '', process.env.CLIP_TEST_PROFILE ?? ''];
app.setPath('userData', profile);
protocol.registerSchemesAsPrivileged([clipScheme]);

const spec = { width: 320, height: 180, durationSeconds: 0.5, framesPerSecond: 24, audio: false, prompt: 'x', caption: 'y', seed: 1 };
const checks = {
  node: 'typeof process + typeof require + typeof module',
  secure: 'String(isSecureContext)',
  origin: 'location.href',
  scripts: `(() => { try { document.createElement('script').setAttribute('src', 'x.js'); } catch (error) { return error.name; } })()`,
  policy: `new Promise((resolve) => {
    addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    fetch('https://example.com/').then(() => resolve('allowed'), () => setTimeout(resolve, 1000, 'refused elsewhere'));
  })`,
  otherFiles: `fetch('/index.html').then((response) => String(response.status))`,
  outOfFolder: `fetch('/assets/..%2f..%2fmain%2fentry.js').then((response) => String(response.status))`,
  elsewhere: `fetch('studio-work://elsewhere/').then(() => 'reached', () => 'refused')`,
  notifications: `Notification.requestPermission()`,
  window: `String(open('about:blank'))`,
} as const;

async function inspect(): Promise<void> {
  let requestCount = 0;
  const server = createServer((_request, response) => {
    requestCount += 1;
    response.setHeader('access-control-allow-origin', '*').end('hello');
  });
  const port = await listenOnLoopback(server);

  const warnings: unknown[] = [];
  const openClip = (idleMs: number) =>
    createClipWindow({
      pages: join(import.meta.dirname, '../renderer'),
      log: { warn: (event, fields) => warnings.push([event, fields]) },
      idleMs,
    });
  const waitUntilNoPage = async (): Promise<void> => {
    for (let attempt = 0; attempt < 2_000 && webContents.getAllWebContents().length > 0; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
  };
  const before = webContents.getAllWebContents().length;
  // The page must stay open until all checks are done.
  const inspectedWindow = openClip(3_600_000);
  await inspectedWindow.clips.render(spec, new AbortController().signal);
  const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('studio-work:'));
  const results: Record<string, unknown> = { before, windows: BrowserWindow.getAllWindows().length };
  for (const [name, script] of Object.entries(checks)) results[name] = await page?.executeJavaScript(script, true);
  // The page's content security policy does not apply here, because its session makes the request directly.
  results.network = await page?.session.fetch(`http://127.0.0.1:${port}/`).then(
    () => 'reached',
    () => 'refused',
  );
  // The first navigation is refused in main before anything is loaded; the second is refused in the page.
  const navigated = new Promise<void>((resolve) => page?.once('will-frame-navigate', () => resolve()));
  await page?.executeJavaScript(`void (location.href = 'http://127.0.0.1:${port}/')`);
  await navigated;
  await page?.executeJavaScript(`void (location.href = 'data:text/html,away')`);
  await page?.executeJavaScript('new Promise((resolve) => setTimeout(resolve))');
  results.afterNavigation = page?.getURL();
  results.reached = requestCount;

  // An idle page is closed, and the next job opens it again.
  inspectedWindow.stop();
  await waitUntilNoPage();
  const clip = openClip(500);
  await clip.clips.render(spec, new AbortController().signal);
  await waitUntilNoPage();
  results.whenIdle = webContents.getAllWebContents().length;
  results.again = (await clip.clips.render(spec, new AbortController().signal)).length > 0;
  const stoppedRender = clip.clips
    .render({ ...spec, durationSeconds: 20 }, new AbortController().signal)
    .catch((error: { reason?: string }) => error.reason);
  clip.stop();
  results.whenStopped = await stoppedRender;
  results.afterStop = await clip.clips.render(spec, new AbortController().signal).catch((error: { reason?: string }) => error.reason);
  results.troubles = warnings;
  server.close();

  // The page folder does not exist. The clip window must report that instead of waiting forever.
  const withoutPages = createClipWindow({ pages: join(import.meta.dirname, 'nowhere'), log: { warn: () => undefined } });
  results.withoutPage = await withoutPages.clips
    .render(spec, new AbortController().signal)
    .catch((error: { reason?: string }) => error.reason);
  withoutPages.stop();
  writeFileSync(resultsFile, JSON.stringify(results));
}

void app
  .whenReady()
  .then(inspect)
  .catch((error: unknown) => writeFileSync(resultsFile, JSON.stringify({ error: String(error) })))
  .finally(() => app.exit(0));
