// Tests each promise of docs/security.md about the window, from inside or outside the page.
import { spawn } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { electronPath } from '../../scripts/runtime.mjs';
import { defaultRequest } from '../../shared/models/index.ts';
import { call, callRaw } from './support/bridge.ts';
import { studioArguments, studioEnvironment } from './support/studio-app.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

const { home, studio } = studioPerFile();

test.beforeAll(async () => {
  await call(studio.page, 'profiles.useSimulator', {});
});

test('the page has no Node, and the bridge has exactly three functions', async () => {
  const observed = await studio.page.evaluate(() => {
    const globals = window as unknown as Record<string, unknown>;
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter((name) => globals[name] !== undefined),
      bridge: Object.keys(globals.studio as object).sort(),
    };
  });
  expect(observed).toEqual({ node: [], bridge: ['call', 'onEvent', 'pathOf'] });
});

test('the running window is sandboxed and isolated', async () => {
  const preferences = await studio.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Reads the preferences that Electron has applied. Electron's types do not declare this function.
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

test('QUIC, over which Chromium repeats a POST automatically, is switched off', async () => {
  expect(await studio.app.evaluate(({ app }) => app.commandLine.hasSwitch('disable-quic'))).toBe(true);
});

test('the content security policy is a header, allows nothing unsafe, and is enforced', async () => {
  const header = await studio.page.evaluate(async () =>
    (await fetch('studio-app://app/index.html')).headers.get('content-security-policy'),
  );
  expect(header).toContain("default-src 'none'");
  expect(header).not.toContain('unsafe');
  const blocked = await studio.page.evaluate(async () => {
    const violations = new Set<string>();
    const allFour = new Promise<void>((done) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.add(event.effectiveDirective);
        if (violations.size === 4) done();
      });
    });
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
    await allFour;
    return { violations: [...violations].sort(), inlineRan: 'inlineRan' in window };
  });
  expect(blocked).toEqual({ violations: ['connect-src', 'frame-src', 'script-src-elem', 'style-src-elem'], inlineRan: false });
});

test('the page cannot navigate and cannot open a window', async () => {
  await studio.app.evaluate(({ BrowserWindow }) => {
    const [contents] = BrowserWindow.getAllWindows().map((window) => window.webContents);
    const attempts: [string, boolean][] = [];
    (globalThis as unknown as { attempts: [string, boolean][] }).attempts = attempts;
    // This listener runs after the studio's own listener, so it sees the studio's decision.
    contents?.on('will-navigate', (event) => attempts.push([event.url, event.defaultPrevented]));
  });
  const openedPages = await studio.page.evaluate(() => {
    const other = window.open('https://evolink.ai/');
    location.href = 'https://evolink.ai/';
    return other;
  });
  expect(openedPages).toBeNull();
  await expect
    .poll(() => studio.app.evaluate(() => (globalThis as unknown as { attempts: [string, boolean][] }).attempts))
    .toEqual([['https://evolink.ai/', true]]);
  expect(studio.page.url()).toContain('studio-app://app/index.html');
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the browser is asked to open only the studio’s own https pages', async () => {
  await studio.app.evaluate(({ shell }) => {
    const openedPages: string[] = [];
    (globalThis as unknown as { openedPages: string[] }).openedPages = openedPages;
    shell.openExternal = async (address) => void openedPages.push(address);
  });
  for (const page of ['get-key', 'billing', 'documentation', 'https://evil.example/', 'toString'])
    await callRaw(studio.page, 'system.openPage', { page });
  const openedPages = await studio.app.evaluate(() => (globalThis as unknown as { openedPages: string[] }).openedPages);
  expect(openedPages).toHaveLength(3);
  for (const address of openedPages) expect(address).toMatch(/^https:\/\/(docs\.)?evolink\.ai\//);
});

test('permissions are denied by the studio, not because a device is missing', async () => {
  const responses = await studio.page.evaluate(async () => {
    const stateOf = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      notifications: await Notification.requestPermission(),
      microphone: await stateOf('microphone'),
      camera: await stateOf('camera'),
      geolocation: await stateOf('geolocation'),
      clipboard: await stateOf('clipboard-read'),
      // 1 means that the permission was denied; 2 would mean that the machine has no position.
      position: await new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('granted'),
          (error) => done(error.code),
        ),
      ),
    };
  });
  expect(responses).toEqual({
    notifications: 'denied',
    microphone: 'denied',
    camera: 'denied',
    geolocation: 'denied',
    clipboard: 'denied',
    position: 1,
  });
});

test('a call from another page is rejected', async () => {
  const response = await studio.app.evaluate(async ({ BrowserWindow, app }) => {
    const otherWindow = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, preload: `${app.getAppPath()}/out/preload/preload.cjs` },
    });
    await otherWindow.loadURL('studio-app://app/clip.html');
    const outcome = await otherWindow.webContents.executeJavaScript(
      "window.studio.call('studio.snapshot', {}).then((a) => 'answered', (e) => 'refused')",
    );
    otherWindow.destroy();
    return outcome as string;
  });
  expect(response).toBe('refused');
});

test('an invalid call returns a typed error', async () => {
  const responses = await Promise.all([
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
  expect(responses.map((response) => (response.ok ? 'ok' : response.error.kind))).toEqual([
    'unknown-call',
    'unknown-call',
    'unknown-call',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'file-missing',
    'unknown-call',
    'invalid-input',
  ]);
});

test('a stored video is served by id and with ranges, and no other file is served', async () => {
  const id = await makeVideo(studio.page, { ...defaultRequest('seedance-1.5-pro', 'ranges'), durationSeconds: 4, quality: '480p' });
  const observed = await studio.page.evaluate(async (resultId) => {
    const get = async (address: string, range?: string) => {
      const response = await fetch(address, range === undefined ? {} : { headers: { range } }).catch(() => null);
      return response === null
        ? null
        : { status: response.status, length: (await response.arrayBuffer()).byteLength, type: response.headers.get('content-type') };
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
  expect(observed.whole).toMatchObject({ status: 200, type: 'video/mp4' });
  expect(observed.whole?.length).toBeGreaterThan(10_000);
  expect(observed).toMatchObject({
    part: { status: 206, length: 100 },
    beyond: { status: 416 },
    unknown: { status: 404 },
    path: { status: 404 },
    file: null,
  });
});

test('a second instance exits and opens no second window', async () => {
  const second = spawn(electronPath(), studioArguments(home), { env: studioEnvironment(home), stdio: 'ignore' });
  const code = await new Promise((done) => second.once('exit', done));
  expect(code).toBe(0);
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
