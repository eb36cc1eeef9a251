import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageFile, pageHeaders, servePage } from '../../../../electron/shell/protocols/page-files.ts';
import { isOwnPage } from '../../../../electron/shell/protocols/schemes.ts';
import { parseMediaUrl, serveMedia } from '../../../../electron/shell/protocols/serve-media.ts';
import { contentPolicy } from '../../../../electron/shell/security/content-security-policy.ts';
import { isDevelopmentServer, isPermissionAllowed, isUrlAllowed } from '../../../../electron/shell/security/session-policy-rules.ts';
import { securePreferences, studioWindowOptions } from '../../../../electron/shell/window/window-options.ts';

describe('the window options', () => {
  test('every window is sandboxed, isolated and without Node', () => {
    expect(securePreferences(null)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });

  test('the studio window has the same preferences on every platform', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      expect(studioWindowOptions('/p', true, platform).webPreferences).toEqual(securePreferences('/p'));
    }
  });
});

describe('the content security policy', () => {
  test('contains nothing unsafe, no nonce and no host in the product', () => {
    expect(contentPolicy(null)).not.toMatch(/unsafe|nonce|http|ws:|\*/);
    expect(contentPolicy(null)).toContain("default-src 'none'");
  });

  test('adds one nonce and one loopback socket in development, and nothing else', () => {
    const nonce = " 'nonce-abc'";
    const development = contentPolicy({ nonce: 'abc', socket: 'ws://127.0.0.1:5273' });
    expect(development.replaceAll(nonce, '').replace(' ws://127.0.0.1:5273', '')).toBe(contentPolicy(null));
    expect(development.split(nonce)).toHaveLength(3);
  });
});

describe('the studio’s own pages', () => {
  test.each([
    ['studio-app://app/index.html', true],
    ['studio-app://app/', true],
    ['studio-app://other/index.html', false],
    ['studio-app://app.evil/index.html', false],
    ['studio-media://app/1', false],
    ['https://app/index.html', false],
    ['file:///index.html', false],
    ['', false],
  ])('%s is an own page: %s', (address, expected) => {
    expect(isOwnPage(address)).toBe(expected);
  });

  test.each([
    ['studio-app://app/', '/pages/index.html'],
    ['studio-app://app/assets/a.js', '/pages/assets/a.js'],
    ['studio-app://app/../main/main.js', '/pages/main/main.js'], // the URL parser normalises it; it stays inside
    ['studio-app://app/%2e%2e/main/main.js', '/pages/main/main.js'],
    ['studio-app://app/..%2fmain%2fmain.js', null],
    ['studio-app://app/..%5cmain.js', null],
    ['studio-app://app/a.js%00.html', null],
    ['studio-app://app/%zz', null],
    ['studio-app://app/assets', null],
    ['studio-app://app/secret.sqlite', null],
    ['studio-app://elsewhere/index.html', null],
  ])('%s is mapped to the file %s', (address, expected) => {
    expect(pageFile('/pages', address)).toBe(expected);
  });
});

describe('media URLs', () => {
  test.each([
    ['studio-media://video/12', { kind: 'video', id: 12 }],
    ['studio-media://poster/1', { kind: 'poster', id: 1 }],
    ['studio-media://reference/3?again', { kind: 'reference', id: 3 }],
    ['studio-media://video/0', null],
    ['studio-media://video/-1', null],
    ['studio-media://video/1/2', null],
    ['studio-media://video/..%2f1', null],
    ['studio-media://video//etc/passwd', null],
    ['studio-media://video/1e3', null],
    ['studio-media://video/9999999999999999', null],
    ['studio-media://folder/1', null],
    ['file:///etc/passwd', null],
  ])('%s is parsed as %j', (address, expected) => {
    expect(parseMediaUrl(address)).toEqual(expected);
  });
});

describe('what the window may load, and its permissions', () => {
  test.each([
    ['https://evolink.ai/', null, false],
    ['http://127.0.0.1:5273/src/main.tsx', null, false],
    ['http://127.0.0.1:5273/src/main.tsx', 'http://127.0.0.1:5273', true],
    ['ws://127.0.0.1:5273/', 'http://127.0.0.1:5273', true],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:5273', false],
    ['http://evil.example:5273/', 'http://evil.example:5273', false],
    ['file:///etc/passwd', null, false],
    ['studio-media://video/1', null, true],
  ])('%s with development server %s may be loaded: %s', (address, server, expected) => {
    expect(isUrlAllowed(address, server)).toBe(expected);
  });

  test('only loopback http can be a development server', () => {
    expect(
      ['http://127.0.0.1:1', 'https://127.0.0.1:1', 'http://localhost:1', 'http://10.0.0.1:1', 'http://127.0.0.1'].map(isDevelopmentServer),
    ).toEqual([true, false, false, false, false]);
  });

  test('permissions are denied by default and to every other page', () => {
    const own = 'studio-app://app/index.html';
    const permissions = [
      'fullscreen',
      'clipboard-sanitized-write',
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'toString',
    ];
    expect(permissions.filter((p) => isPermissionAllowed(p, own))).toEqual(['fullscreen', 'clipboard-sanitized-write']);
    expect(permissions.filter((p) => isPermissionAllowed(p, 'https://evolink.ai/'))).toEqual([]);
  });
});

describe('responses', () => {
  test.each(['text/html; charset=utf-8', 'text/javascript; charset=utf-8', 'image/png'])('%s have the policy', (type) => {
    expect(pageHeaders(type)).toMatchObject({ 'content-security-policy': contentPolicy(null), 'x-content-type-options': 'nosniff' });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s requests get a 404', async (method) => {
    const located = async () => ({ absolutePath: import.meta.filename, bytes: 10, mimeType: 'video/mp4' });
    expect((await serveMedia(located, new Request('studio-media://video/1', { method }))).status).toBe(404);
    const folder = import.meta.dirname;
    expect((await servePage(folder, new Request('studio-app://app/index.html', { method }))).status).toBe(404);
  });
});

test('nothing starts a crash reporter, because a dump would contain the key', () => {
  const root = resolve(import.meta.dirname, '../../../..');
  const sources = ['electron', 'shared', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(root, folder, file)),
  );
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((file) => /crashReporter|enable-crash-reporter/.test(readFileSync(file, 'utf8')))).toEqual([]);
});
