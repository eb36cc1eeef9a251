// The walls around the window, seen from inside the page and from outside. Each line of ARCHITECTURE.md's security section is pushed against.
import { spawn } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { electronPath } from '../../scripts/runtime.mjs';
import { defaultRequest } from '../../shared/models/index.ts';
import { call, callRaw, makeVideo } from './support/bridge.ts';
import { createHome, type Home, launchStudio, type RunningStudio, studioArguments, studioEnvironment } from './support/studio-app.ts';

let home: Home;
let studio: RunningStudio;

test.beforeAll(async () => {
  home = createHome();
  studio = await launchStudio(home);
  await call(studio.page, 'profiles.useSimulator', {});
});

test.afterAll(async () => {
  await studio.quit();
  home.remove();
});

test('the page has no Node, and the bridge has exactly three functions', async () => {
  const seen = await studio.page.evaluate(() => {
    const inside = window as unknown as Record<string, unknown>;
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter((name) => inside[name] !== undefined),
      bridge: Object.keys(inside.studio as object).sort(),
    };
  });
  expect(seen).toEqual({ node: [], bridge: ['call', 'onEvent', 'pathOf'] });
});

test('the window is sandboxed and isolated as it runs', async () => {
  const preferences = await studio.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // What Electron really applied; its types do not list the function.
    if (window === undefined) throw new Error('no window');
    const applied = (window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    return {
      sandbox: applied.sandbox,
      contextIsolation: applied.contextIsolation,
      nodeIntegration: applied.nodeIntegration,
      webSecurity: applied.webSecurity,
    };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
});

test('the policy comes as a header without anything unsafe, and bites', async () => {
  const header = await studio.page.evaluate(async () =>
    (await fetch('studio-app://app/index.html')).headers.get('content-security-policy'),
  );
  expect(header).toContain("default-src 'none'");
  expect(header).not.toContain('unsafe');
  const blocked = await studio.page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const add = (tag: string, fill: (element: HTMLElement) => void) => {
      const element = document.createElement(tag);
      fill(element);
      document.head.append(element);
    };
    add('script', (element) => {
      element.textContent = 'window.inlineRan = true';
    });
    add('script', (element) => element.setAttribute('src', 'https://evolink.ai/x.js'));
    add('style', (element) => {
      element.textContent = 'body { display: none }';
    });
    add('iframe', (element) => element.setAttribute('src', 'https://evolink.ai/'));
    await fetch('https://evolink.ai/').catch(() => undefined);
    await new Promise((done) => setTimeout(done, 300));
    return { violations: [...new Set(violations)].sort(), inlineRan: 'inlineRan' in window };
  });
  expect(blocked).toEqual({ violations: ['connect-src', 'frame-src', 'script-src-elem', 'style-src-elem'], inlineRan: false });
});

test('the page goes nowhere and opens nothing', async () => {
  await studio.page.evaluate(() => {
    window.open('https://evolink.ai/');
    location.href = 'https://evolink.ai/';
  });
  await studio.page.waitForTimeout(300);
  expect(studio.page.url()).toContain('studio-app://app/index.html');
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the browser is asked for our own pages only, over https', async () => {
  await studio.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as unknown as { opened: string[] }).opened = opened;
    shell.openExternal = async (address) => void opened.push(address);
  });
  for (const page of ['get-key', 'billing', 'documentation', 'https://evil.example/', 'toString'])
    await callRaw(studio.page, 'system.openPage', { page });
  const opened = await studio.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(opened).toHaveLength(3);
  for (const address of opened) expect(address).toMatch(/^https:\/\/(docs\.)?evolink\.ai\//);
});

test('permissions are denied', async () => {
  const answers = await studio.page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    position: await new Promise((done) =>
      navigator.geolocation.getCurrentPosition(
        () => done('granted'),
        () => done('denied'),
      ),
    ),
  }));
  expect(answers).toEqual({ notifications: 'denied', microphone: 'denied', position: 'denied' });
});

test('a call from another page is refused loudly', async () => {
  const answer = await studio.app.evaluate(async ({ BrowserWindow, app }) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, preload: `${app.getAppPath()}/out/preload/preload.cjs` },
    });
    await stranger.loadURL('studio-app://app/clip.html');
    const got = await stranger.webContents.executeJavaScript(
      "window.studio.call('studio.snapshot', {}).then((a) => 'answered', (e) => 'refused')",
    );
    stranger.destroy();
    return got as string;
  });
  expect(answer).toBe('refused');
});

test('junk is answered with a typed failure', async () => {
  const answers = await Promise.all([
    callRaw(studio.page, 'no.such.call', {}),
    callRaw(studio.page, '__proto__', {}),
    callRaw(studio.page, 'constructor', {}),
    callRaw(studio.page, 'tasks.hold', { id: 'one' }),
    callRaw(studio.page, 'tasks.hold', { id: 1, extra: true }),
    callRaw(studio.page, 'library.records', { resultIds: Array.from({ length: 5_000 }, (_, n) => n + 1) }),
    callRaw(studio.page, 'library.reveal', { resultId: 999_999 }),
    callRaw(studio.page, { toString: 5, valueOf: 5 } as unknown as string, {}),
    callRaw(studio.page, 'templates.save', { id: null, name: '\0', text: 'a' }),
  ]);
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind))).toEqual([
    'unknown-call',
    'unknown-call',
    'unknown-call',
    'bad-input',
    'bad-input',
    'bad-input',
    'file-gone',
    'unknown-call',
    'bad-input',
  ]);
});

test('a stored video is served by id with ranges, and nothing else is', async () => {
  const id = await makeVideo(studio.page, { ...defaultRequest('seedance-1.5-pro', 'ranges'), durationSeconds: 4, quality: '480p' });
  const seen = await studio.page.evaluate(async (resultId) => {
    const get = async (address: string, range?: string) => {
      const answer = await fetch(address, range === undefined ? {} : { headers: { range } }).catch(() => null);
      return answer === null
        ? null
        : { status: answer.status, length: (await answer.arrayBuffer()).byteLength, type: answer.headers.get('content-type') };
    };
    return {
      whole: await get(`studio-media://video/${resultId}`),
      part: await get(`studio-media://video/${resultId}`, 'bytes=100-199'),
      beyond: await get(`studio-media://video/${resultId}`, 'bytes=999999999-'),
      unknown: await get('studio-media://video/424242'),
      path: await get('studio-media://video/..%2f..%2fetc%2fpasswd'),
      file: await get('file:///etc/passwd'),
    };
  }, id);
  expect(seen.whole).toMatchObject({ status: 200, type: 'video/mp4' });
  expect(seen.whole?.length).toBeGreaterThan(10_000);
  expect(seen).toMatchObject({
    part: { status: 206, length: 100 },
    beyond: { status: 416 },
    unknown: { status: 404 },
    path: { status: 404 },
    file: null,
  });
});

test('a second start shows the first window and ends by itself', async () => {
  const second = spawn(electronPath(), studioArguments(home), { env: studioEnvironment(home), stdio: 'ignore' });
  const code = await new Promise((done) => second.once('exit', done));
  expect(code).toBe(0);
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
