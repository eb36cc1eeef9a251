// Starts the tiny app around the studio's HttpClient in the real Electron, and asks it one thing after the other.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { electronArguments, electronPath } from '../../../scripts/runtime.mjs';

export interface Probe {
  /** Sends one request to `probe-main.ts` and resolves with its answer. */
  ask(request: object): Promise<Record<string, unknown>>;
  /** Aborts the request that was asked with `abort: 'when-told'`. */
  abort(): void;
  stop(): Promise<void>;
}

export async function startProbe(switches: readonly string[] = []): Promise<Probe> {
  const folder = mkdtempSync(join(tmpdir(), 'evolink-net-'));
  await build({
    configFile: false,
    logLevel: 'error',
    // The folder of the app has no packages beside it.
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'probe-main.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'net-probe', version: '0.0.0', main: 'main.mjs' }));
  const given = [...electronArguments(), `--user-data-dir=${join(folder, 'profile')}`, ...switches, folder];
  const probe: ChildProcess = spawn(electronPath(), given, { stdio: ['pipe', 'pipe', 'ignore'] });
  if (probe.stdout === null) throw new Error('the probe has no output');
  const answers = createInterface({ input: probe.stdout })[Symbol.asyncIterator]();
  return {
    async ask(request) {
      probe.stdin?.write(`${JSON.stringify(request)}\n`);
      for (;;) {
        const line = await answers.next();
        if (line.done) throw new Error('the probe ended');
        if (line.value.startsWith('answer ')) return JSON.parse(line.value.slice(7)) as Record<string, unknown>;
      }
    },
    abort() {
      probe.stdin?.write('abort\n');
    },
    async stop() {
      probe.stdin?.end();
      const exit = new Promise((done) => (probe.exitCode === null ? probe.once('exit', done) : done(null)));
      await Promise.race([exit, new Promise((done) => setTimeout(done, 5_000))]);
      if (probe.exitCode === null) probe.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
