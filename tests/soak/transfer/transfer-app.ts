// Starts the tiny app of transfer-main.ts in the real Electron and asks it for one transfer after another.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { electronArguments, electronPath } from '../../../scripts/runtime.mjs';
import type { Transferred, Via } from './transfer-main.ts';

export interface TransferApp {
  fetch(via: Via, url: string, folder: string): Promise<Transferred>;
  stop(): Promise<void>;
}

export async function startTransferApp(directory: string): Promise<TransferApp> {
  await build({
    configFile: false,
    logLevel: 'error',
    // The app lies outside the project and finds no packages.
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'transfer-main.ts'),
      outDir: directory,
      emptyOutDir: false,
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'transfer', version: '0.0.0', main: 'main.mjs' }));
  const child = spawn(electronPath(), [...electronArguments(), `--user-data-dir=${join(directory, 'profile')}`, directory], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let asked = 0;
  return {
    async fetch(via, url, folder) {
      asked += 1;
      child.stdin.write(`${JSON.stringify({ via, url, folder, id: asked })}\n`);
      for (;;) {
        const line = await answers.next();
        if (line.done) throw new Error('the app ended');
        if (!line.value.startsWith('answer ')) continue;
        const answer = JSON.parse(line.value.slice(7)) as Transferred | { readonly error: string };
        if ('error' in answer) throw new Error(`${via}: ${answer.error}`);
        return answer;
      }
    },
    async stop() {
      child.stdin.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(late);
    },
  };
}
