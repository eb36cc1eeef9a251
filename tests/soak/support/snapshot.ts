// Snapshots of the files below a folder, which show what was added, removed or changed.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Describes each path below the folder by its kind and, for a file, its size, modification time and hash. Skips the paths in `leave`. */
export function snapshotOf(folder: string, leave: readonly string[] = []): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (leave.includes(path)) continue;
      const { size, mtimeMs, mode } = lstatSync(path);
      if (entry.isDirectory()) {
        found.set(path, `folder ${mode}`);
        walk(path);
      } else if (entry.isSymbolicLink()) found.set(path, `link ${readlinkSync(path)}`);
      else if (entry.isFile()) found.set(path, `file ${size} ${mtimeMs} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
      else found.set(path, `other ${mode}`);
    }
  };
  walk(folder);
  return found;
}

/** The paths that were added, removed or changed. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}
