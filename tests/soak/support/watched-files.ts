// Records which files this process opens and changes outside of the given folders, by wrapping Node's file functions. Does not see SQLite, which
// bypasses them; its file is where the studio was told to put it.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface FileAccess {
  readonly did: string;
  readonly path: string;
}

export interface FileWatch {
  /** Everything touched outside, in order. */
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

/** Watches until `end`. */
export function watchFiles(inside: readonly string[]): FileWatch {
  const outside: FileAccess[] = [];
  const undo: (() => void)[] = [];
  const recordTouch = (did: string, path: unknown): void => {
    const text = textOf(path);
    if (text === null) return;
    const whole = resolve(text);
    if (!inside.some((folder) => whole === folder || whole.startsWith(folder + sep))) outside.push({ did, path: whole });
  };
  const wrap = (module: Record<string, unknown>, name: string, label: string): void => {
    const original = module[name];
    if (typeof original !== 'function') return;
    module[name] = function watched(this: unknown, ...given: unknown[]) {
      recordTouch(label, given[0]);
      if (name === 'rename' || name === 'copyFile' || name === 'link') recordTouch(label, given[1]);
      return Reflect.apply(original, this, given);
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
