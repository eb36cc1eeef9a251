// The source files that the checks read.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { projectRoot } from '../runtime.mjs';

/**
 * Returns the sources in a folder and its subfolders, sorted, as paths from the project's root with `/`. Leaves out declaration files,
 * because they describe other files. Throws Node's error if the folder does not exist.
 */
export function sourcesIn(folder) {
  return readdirSync(join(projectRoot, folder), { recursive: true })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((file) => /\.(?:tsx?|mts|cts|mjs|cjs|js)$/.test(file) && !/\.d\.[mc]?ts$/.test(file))
    .sort();
}
