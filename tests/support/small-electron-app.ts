// Runs a small Electron app for tests of code that needs Electron's main process but not the rest of the studio.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { electronArguments, electronPath } from '../../scripts/runtime.mjs';

export interface SmallElectronApp {
  /** Writes a line to the standard input of the app. */
  write(line: string): void;
  /**
   * Writes the question as a line of JSON. Resolves to the JSON in the next output line that starts with `answer `. Throws if the app ends
   * before it answers.
   */
  ask(question: object): Promise<Record<string, unknown>>;
  /** Closes the app's standard input, which asks the app to end. Kills the app if it is still running after five seconds. */
  stop(): Promise<void>;
}

/**
 * Bundles `entry` (an absolute path) with its packages into `folder`, and starts Electron with the bundle. The app's profile is also in
 * `folder`.
 */
export async function startSmallElectronApp(
  entry: string,
  folder: string,
  { name, switches = [] }: { readonly name: string; readonly switches?: readonly string[] },
): Promise<SmallElectronApp> {
  await build({
    configFile: false,
    logLevel: 'error',
    // The folder is outside the project and has no packages beside it.
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'main.mjs' }));
  const args = [...electronArguments(), `--user-data-dir=${join(folder, 'profile')}`, ...switches, folder];
  const child = spawn(electronPath(), args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const write = (line: string): void => {
    child.stdin.write(`${line}\n`);
  };
  return {
    write,
    async ask(question) {
      write(JSON.stringify(question));
      for (;;) {
        const line = await lines.next();
        if (line.done) throw new Error(`${name} ended`);
        if (line.value.startsWith('answer ')) return JSON.parse(line.value.slice(7)) as Record<string, unknown>;
      }
    },
    async stop() {
      child.stdin.end();
      const killTimer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(killTimer);
    },
  };
}
