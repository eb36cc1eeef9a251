// The import graph of the project, seen from the imported file.
import { createResolver } from './references.mjs';

const HOLDS_REFERENCES = /\.(?:[cm]?[jt]s|tsx|html)$/;

/**
 * The files that use each file: `Map<file, Set<user>>`. `tree` holds the text of each file (`Map<file, text>`). `removed` are files that are
 * gone: whoever still names one uses it.
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

/** Everything that reaches one of `files`, with the number of imports between it and the nearest of them: `Map<file, hops>`. */
export function distances(users, files) {
  const hops = new Map(files.map((file) => [file, 0]));
  // A Map iterates over what is added meanwhile: breadth first.
  for (const [file, distance] of hops) {
    for (const user of users.get(file) ?? []) if (!hops.has(user)) hops.set(user, distance + 1);
  }
  return hops;
}
