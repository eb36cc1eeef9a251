// The source files that the checks read.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { projectRoot } from '../runtime.mjs';

/**
 * Sources in a folder and below it, sorted, as paths from the project's root with `/`. Declaration files describe other files and are left out.
 * Throws an error of Node where the folder does not exist.
 */
export function sourcesIn(folder) {
  return readdirSync(join(projectRoot, folder), { recursive: true })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((file) => /\.(?:tsx?|mts|cts|mjs|cjs|js)$/.test(file) && !/\.d\.[mc]?ts$/.test(file))
    .sort();
}
