// Starts a small app around the studio's HttpClient in the real Electron (`probe-main.ts`), and sends requests with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSmallElectronApp } from '../../support/small-electron-app.ts';

export interface Probe {
  /** Sends one request to `probe-main.ts` and resolves with its response. */
  ask(request: object): Promise<Record<string, unknown>>;
  /** Aborts the request that was sent with `abort: 'on-command'`. */
  abort(): void;
  stop(): Promise<void>;
}

export async function startProbe(switches: readonly string[] = []): Promise<Probe> {
  const folder = mkdtempSync(join(tmpdir(), 'evolink-net-'));
  const app = await startSmallElectronApp(join(import.meta.dirname, 'probe-main.ts'), folder, { name: 'net-probe', switches });
  return {
    ask: app.ask,
    abort: () => app.write('abort'),
    async stop() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
