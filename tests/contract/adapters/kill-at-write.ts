// Downloads one file with tags and kills itself just before (or in the middle of) the n-th change it makes to the disk:
// `kill-at-write.ts <url> <folder> <n> <before|half>`. Tells on standard output what it stored, when it was not killed.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const [, , url = '', folder = '', dueAt = '0', how = 'before'] = process.argv;
const changes: string[] = [];
const isDue = (name: string): boolean => changes.push(name) === Number(dueAt);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

type Method = (this: object, ...values: never[]) => Promise<unknown>;
/** Counts the calls of a method; a write that dies in its middle has written half of what it was given. */
function watch(owner: Record<string, Method>, name: string): void {
  const real = owner[name];
  if (real === undefined) throw new Error(`no ${name}`);
  owner[name] = async function (...values) {
    if (isDue(name)) {
      const [bytes, place] = values as unknown[];
      const target = this as fs.FileHandle;
      if (how === 'half' && name === 'write') await target.write(String(bytes).slice(0, 2), Number(place), 'latin1');
      if (how === 'half' && name === 'writev') {
        const all = Buffer.concat(bytes as Uint8Array[]);
        await target.write(all.subarray(0, all.byteLength >> 1), 0, all.byteLength >> 1, Number(place));
      }
      die();
    }
    return await real.apply(this, values);
  };
}

const sample = await fs.open(import.meta.filename, 'r');
const handles = Object.getPrototypeOf(sample) as Record<string, Method>;
await sample.close();
for (const name of ['writev', 'write', 'truncate', 'sync', 'writeFile']) watch(handles, name);
for (const name of ['rename', 'link', 'unlink', 'mkdir']) watch(fs as unknown as Record<string, Method>, name);
syncBuiltinESMExports();

const { createLibrary } = await import('../../../electron/adapters/library.ts');
const { createNodeHttpClient } = await import('../../../electron/adapters/node-http-client.ts');
const { testClock } = await import('./test-clock.ts');
const library = createLibrary({ http: createNodeHttpClient(), clock: testClock() });
const tagsFor = ({ sha256 }: { readonly sha256: string }) => ({ title: 'fox', prompt: 'a fox', record: JSON.stringify({ sha256 }) });
const job = {
  resultId: 7,
  url,
  folder: join(folder),
  fileName: 'fox',
  account: { allowsLoopback: true },
  tagsFor,
  onProgress: () => undefined,
};
const result = await library.download(job, new AbortController().signal);
process.stdout.write(`${JSON.stringify({ result, changes })}\n`);
process.exit(0);
