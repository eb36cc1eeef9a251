// Builds the import graph of the project, which leads from each imported file to its users.
import { createResolver } from './references.mjs';

const sourceFilePattern = /\.(?:[cm]?[jt]s|tsx|html)$/;

/**
 * Returns the files that use each file: `Map<file, Set<user>>`. `tree` has the text of each file (`Map<file, text>`). `removed` has deleted
 * files: a file that still names a deleted file counts as its user.
 */
export function usersOf(tree, removed = []) {
  const targetsOf = createResolver([...tree.keys(), ...removed]);
  const users = new Map();
  for (const [file, text] of tree) {
    if (!sourceFilePattern.test(file)) continue;
    for (const target of targetsOf(file, text)) users.set(target, (users.get(target) ?? new Set()).add(file));
  }
  return users;
}

/** Returns every file that reaches one of `files`, with the number of imports to the nearest one: `Map<file, hops>`. */
export function distances(users, files) {
  const hops = new Map(files.map((file) => [file, 0]));
  // The loop also reaches entries that it adds to the Map, so the search is breadth-first.
  for (const [file, distance] of hops) {
    for (const user of users.get(file) ?? []) if (!hops.has(user)) hops.set(user, distance + 1);
  }
  return hops;
}
