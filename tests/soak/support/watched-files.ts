// Records which files this process opens and changes outside of the given folders, by wrapping Node's file functions. SQLite's accesses are
// not recorded, because SQLite does not use these functions; it uses only the path of its database.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface FileAccess {
  readonly call: string;
  readonly path: string;
}

export interface FileWatch {
  /** The accesses outside of the folders, in order. */
  readonly outside: readonly FileAccess[];
  end(): void;
}

const functions = [
  'open',
  'readFile',
  'writeFile',
  'appendFile',
  'copyFile',
  'rename',
  'unlink',
  'rm',
  'rmdir',
  'mkdir',
  'mkdtemp',
  'readdir',
  'symlink',
  'link',
  'chmod',
  'truncate',
  'utimes',
] as const;

const textOf = (path: unknown): string | null => {
  if (typeof path === 'string') return path;
  if (path instanceof URL) return fileURLToPath(path);
  return path instanceof Uint8Array ? Buffer.from(path).toString() : null;
};

/** Watches file accesses outside of the folders until `end` is called. */
export function watchFiles(inside: readonly string[]): FileWatch {
  const outside: FileAccess[] = [];
  const undo: (() => void)[] = [];
  const recordTouch = (call: string, path: unknown): void => {
    const text = textOf(path);
    if (text === null) return;
    const absolutePath = resolve(text);
    if (!inside.some((folder) => absolutePath === folder || absolutePath.startsWith(folder + sep)))
      outside.push({ call, path: absolutePath });
  };
  const wrap = (module: Record<string, unknown>, name: string, label: string): void => {
    const original = module[name];
    if (typeof original !== 'function') return;
    module[name] = function watched(this: unknown, ...args: unknown[]) {
      recordTouch(label, args[0]);
      if (name === 'rename' || name === 'copyFile' || name === 'link') recordTouch(label, args[1]);
      return Reflect.apply(original, this, args);
    };
    undo.push(() => {
      module[name] = original;
    });
  };
  for (const name of functions) {
    wrap(fs.promises as unknown as Record<string, unknown>, name, name);
    wrap(fs as unknown as Record<string, unknown>, name, name);
    wrap(fs as unknown as Record<string, unknown>, `${name}Sync`, name);
  }
  syncBuiltinESMExports();
  return {
    outside,
    end() {
      for (const restore of undo.splice(0)) restore();
      syncBuiltinESMExports();
    },
  };
}
