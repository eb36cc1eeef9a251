// Fakes of what the shell provides: a desktop that records its calls, a keychain that only reverses keys, proxy challenges, and a simulator
// that has only two URLs.
import { join } from 'node:path';
import type { Desktop, KeyVault, ProxyAuth, SimulatorHost } from '../../electron/core/ports.ts';
import { ok } from '../../shared/result.ts';

export interface FakeDesktop extends Desktop {
  readonly calls: string[];
  chosenFolder: string | null;
  chosenFiles: readonly string[];
  online: boolean;
  /** Whether the system has a program for videos. */
  hasVideoPlayer: boolean;
  /** Paths that the user dropped. */
  readonly droppedPaths: Set<string>;
  home: string;
  log: readonly string[];
  readonly saved: { readonly name: string; readonly content: string }[];
  quitAnswer: { readonly shouldQuit: boolean; readonly neverAskAgain: boolean };
}

export function createFakeDesktop(): FakeDesktop {
  const calls: string[] = [];
  const desktop: FakeDesktop = {
    calls,
    chosenFolder: null,
    chosenFiles: [],
    online: true,
    hasVideoPlayer: true,
    droppedPaths: new Set(),
    home: '/home/somebody',
    log: [],
    saved: [],
    quitAnswer: { shouldQuit: true, neverAskAgain: false },
    wasDropped: (path) => desktop.droppedPaths.has(path),
    reveal: (path) => calls.push(`reveal ${path}`),
    async openVideo(path) {
      calls.push(`video ${path}`);
      return desktop.hasVideoPlayer;
    },
    videoApps: async () => [{ id: 'player.desktop', name: 'Player' }],
    async openVideoWith(path, appId) {
      calls.push(`video ${path} with ${appId}`);
      return appId === 'player.desktop' ? 'opened' : appId === null ? 'cancelled' : 'failed';
    },
    async openFolder(path) {
      calls.push(`open ${path}`);
      return ok(null);
    },
    async openPage(page) {
      calls.push(`page ${page}`);
      return ok(null);
    },
    async openLogs() {
      calls.push('logs');
      return ok(null);
    },
    chooseFolder: async () => desktop.chosenFolder,
    chooseVideo: async () => desktop.chosenFiles[0] ?? null,
    chooseFiles: async () => desktop.chosenFiles,
    chooseUpload: async () => desktop.chosenFiles[0] ?? null,
    showSaveDialog: async (_what, name) => (desktop.chosenFolder === null ? null : join(desktop.chosenFolder, name)),
    startDrag: (paths, icon) => calls.push(`drag ${paths.join(' ')} ${icon}`),
    copyText: (text) => calls.push(`copy ${text}`),
    applyTheme: (theme) => calls.push(`theme ${theme}`),
    applyLanguage: (language) => calls.push(`language ${language}`),
    applyUndoTarget: (target) => calls.push(`undo target ${target}`),
    applySpelling: (on) => calls.push(`spelling ${on}`),
    isOnline: () => desktop.online,
    async confirmQuit(work) {
      calls.push(`quit ${JSON.stringify(work)}`);
      return desktop.quitAnswer;
    },
    systemInfo: async () => ({ home: desktop.home, versions: { electron: '0' }, log: desktop.log }),
    async saveText(name, content) {
      desktop.saved.push({ name, content });
      return ok(true);
    },
    reloadWindow: () => calls.push('reload window'),
  };
  return desktop;
}

export interface FakeKeyVault extends KeyVault {
  state: 'open' | 'absent' | 'locked';
}

export function createFakeKeyVault(): FakeKeyVault {
  const vault: FakeKeyVault = {
    state: 'open',
    protection: () => (vault.state === 'absent' ? { kind: 'session-only', backend: 'basic_text' } : { kind: 'keychain', backend: 'fake' }),
    encrypt: (key) => (vault.state === 'absent' ? null : new TextEncoder().encode(`encrypted:${[...key].reverse().join('')}`)),
    decrypt: (encryptedKey) => {
      if (vault.state !== 'open') return null;
      return [...new TextDecoder().decode(encryptedKey).slice('encrypted:'.length)].reverse().join('');
    },
  };
  return vault;
}

/** Proxy challenges that a test sends. */
export interface FakeProxyAuth extends ProxyAuth {
  /** Sends a challenge as the network layer does; see `ProxyAuth`. */
  challenge: Parameters<ProxyAuth['onChallenge']>[0];
}

export function createFakeProxyAuth(): FakeProxyAuth {
  const auth: FakeProxyAuth = {
    challenge: () => null,
    onChallenge(listener) {
      auth.challenge = listener;
    },
  };
  return auth;
}

export interface FakeSimulatorHost extends SimulatorHost {
  starts: number;
  stops: number;
  port: number;
  ready: Promise<void>;
}

export function createFakeSimulatorHost(): FakeSimulatorHost {
  const host: FakeSimulatorHost = {
    starts: 0,
    stops: 0,
    port: 4001,
    ready: Promise.resolve(),
    async start() {
      host.starts += 1;
      await host.ready;
      return { apiBaseUrl: `http://127.0.0.1:${host.port}`, filesBaseUrl: `http://127.0.0.1:${host.port}/files` };
    },
    async stop() {
      host.stops += 1;
    },
  };
  return host;
}
