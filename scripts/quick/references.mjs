// Finds the files of the project that a source file names: by imports of values, or as a path in a string (a worker, a child process, a script, a file
// that is read). Uses regular expressions, because they read all files in 0.2 s, and a wrong match only selects one test too many.
import { posix } from 'node:path';

/** Matches comments: whole lines, blocks that begin a line, and the end of a line of code. Comments name files in backticks, too. */
const commentPattern = /^\s*\/\/.*$|\s\/\/\s.*$|^\s*\/\*[\s\S]*?\*\//gm;
/** Matches `import type … from` and `export type … from`. They are erased before a test runs; the compiler checks them. */
const typeOnlyPattern = /\b(?:import|export)\s+type\s[^'"`;]*?\bfrom\s*['"][^'"]*['"]/g;
/**
 * Matches a string that ends in a file extension and perhaps Vite's `?worker&url`. A `}` begins the rest of a template:
 * `${root}/scripts/x.mjs`.
 */
const pathPattern = /['"`}]([\w@./-]+\.\w+)(?:\?[\w&=]*)?['"`]/g;

/** Returns the paths in `text` unchanged. */
export function pathsIn(text) {
  return [...text.replace(commentPattern, '').replace(typeOnlyPattern, '').matchAll(pathPattern)].map(([, path]) => path);
}

/**
 * Returns `targetsOf(file, text)`: the files among `files` that `text`, the content of `file`, names. A relative path is resolved from
 * `file`. Any other path means every file whose path ends with it, as in `join(root, 'scripts', 'x.mjs')`.
 */
export function createResolver(files) {
  const knownFiles = new Set(files);
  const byName = Map.groupBy(files, (file) => posix.basename(file));
  const endingIn = (tail) => (byName.get(posix.basename(tail)) ?? []).filter((file) => file === tail || file.endsWith(`/${tail}`));
  const targetsOfPath = (file, path) => {
    const exact = posix.join(posix.dirname(file), path);
    return path.startsWith('.') && knownFiles.has(exact) ? [exact] : endingIn(path.replace(/^(?:\.{0,2}\/)+/, ''));
  };
  return (file, text) => [...new Set(pathsIn(text).flatMap((path) => targetsOfPath(file, path)))].filter((target) => target !== file);
}

/** Matches a folder that is named relative to the file's own folder. */
const listedFolderPattern = /\b(?:join|resolve)\(import\.meta\.dirname,\s*['"]([\w./-]+)['"]/g;
const listsProjectPattern = /\b(?:readdir|glob)(?:Sync)?\((?:join\(|resolve\()?(?:import\.meta\.dirname|projectRoot)\b/;

/**
 * Returns `readsSources(file, text)`: true for a file that reads folders of the project. Such a file imports none of the files that it
 * checks, so every change may concern it.
 */
export function createReaderTest(files) {
  const folders = new Set(['.']);
  for (const file of files) {
    for (let folder = posix.dirname(file); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  }
  const isFolder = (file, path) => folders.has(posix.join(posix.dirname(file), path).replace(/\/$/, ''));
  return (file, text) => listsProjectPattern.test(text) || [...text.matchAll(listedFolderPattern)].some(([, path]) => isFolder(file, path));
}
