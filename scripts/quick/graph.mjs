// The import graph of the project, from the imported file to its users.
import { createResolver } from './references.mjs';

const HOLDS_REFERENCES = /\.(?:[cm]?[jt]s|tsx|html)$/;

/**
 * Returns the files that use each file: `Map<file, Set<user>>`. `tree` has the text of each file (`Map<file, text>`). `removed` are deleted files: a
 * file that still names one counts as its user.
 */
export function usersOf(tree, removed = []) {
  const targetsOf = createResolver([...tree.keys(), ...removed]);
  const users = new Map();
  for (const [file, text] of tree) {
    if (!HOLDS_REFERENCES.test(file)) continue;
    for (const target of targetsOf(file, text)) users.set(target, (users.get(target) ?? new Set()).add(file));
  }
  return users;
}

/** Returns every file that reaches one of `files`, with the number of imports to the nearest of them: `Map<file, hops>`. */
export function distances(users, files) {
  const hops = new Map(files.map((file) => [file, 0]));
  // A Map also iterates over entries that are added meanwhile: breadth first.
  for (const [file, distance] of hops) {
    for (const user of users.get(file) ?? []) if (!hops.has(user)) hops.set(user, distance + 1);
  }
  return hops;
}
