// Intercepts the calls by which this process changes files below a folder, so that a trial can kill it before any of them.
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

type Async = (...values: never[]) => Promise<unknown>;

/**
 * Calls `before` with the name of each call that changes a file, before that call. Every importer of node:fs/promises gets the wrapped
 * functions.
 */
export async function watchFileCalls(folder: string, before: (call: string) => void): Promise<void> {
  const root = resolve(folder) + sep;
  const isBelow = (path: unknown): boolean => typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(root);
  const watched = new WeakSet<object>();
  for (const name of ['link', 'rename', 'unlink', 'mkdir'] as const) {
    const original = fs[name] as Async;
    Object.assign(fs, {
      [name]: (...values: never[]) => {
        if (isBelow(values[0])) before(name);
        return original(...values);
      },
    });
  }
  const { open } = fs;
  Object.assign(fs, {
    open: async (...values: Parameters<typeof open>) => {
      if (isBelow(values[0])) before('open');
      const handle = await open(...values);
      if (isBelow(values[0])) watched.add(handle);
      return handle;
    },
  });
  syncBuiltinESMExports();
  const probe = await open(process.execPath, 'r');
  const methods = Object.getPrototypeOf(probe) as Record<string, Async>;
  await probe.close();
  for (const name of ['sync', 'datasync', 'truncate', 'write', 'writev', 'writeFile']) {
    const original = methods[name];
    if (original === undefined) throw new Error(`a file handle has no ${name}`);
    methods[name] = function (this: FileHandle, ...values: never[]) {
      if (watched.has(this)) before(name);
      return Reflect.apply(original, this, values) as Promise<unknown>;
    };
  }
}
