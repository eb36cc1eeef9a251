// Snapshots of the files below a folder, which show what was added, removed or changed.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Describes each path below the folder by its kind and, for a file, its size, modification time and hash. Skips the paths in `skippedPaths`. */
export function snapshotOf(folder: string, skippedPaths: readonly string[] = []): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (skippedPaths.includes(path)) continue;
      const { size, mtimeMs, mode } = lstatSync(path);
      if (entry.isDirectory()) {
        entries.set(path, `folder ${mode}`);
        walk(path);
      } else if (entry.isSymbolicLink()) entries.set(path, `link ${readlinkSync(path)}`);
      else if (entry.isFile())
        entries.set(path, `file ${size} ${mtimeMs} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
      else entries.set(path, `other ${mode}`);
    }
  };
  walk(folder);
  return entries;
}

/** The paths that were added, removed or changed. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}
