// Plans renames: every file gets its name without overwriting another, also where files of the selection exchange their names. Pure.
import { createTakenNames, nameKey } from '../../../../shared/file-names/free-name.ts';

/** A file to rename, in one directory with the others. */
export interface NamedFile {
  readonly id: number;
  readonly name: string;
  /** The wanted name without extension. */
  readonly stem: string;
}

/** One rename on disk. A file may get an intermediate name first, when it and another exchange their names. */
export interface RenameStep {
  readonly id: number;
  readonly from: string;
  readonly to: string;
}

const splitName = (name: string): readonly [stem: string, extension: string] => {
  const [, stem = name, extension = 'mp4'] = /^(.+)\.([a-z0-9]{1,8})$/iu.exec(name) ?? [];
  return [stem, extension];
};

/** A file that has its wanted name already, perhaps with a number, keeps it. */
function hasWantedName({ name, stem }: NamedFile): boolean {
  const [present] = splitName(name);
  return present === stem || (present.startsWith(`${stem} (`) && /^ \(\d+\)$/.test(present.slice(stem.length)));
}

/** The names that the files will have. `others`: names in the directory that stay. */
function targetsOf(files: readonly NamedFile[], others: Iterable<string>): ReadonlyMap<number, string> {
  const taken = createTakenNames(others);
  const targets = new Map<number, string>();
  for (const file of files) {
    if (!hasWantedName(file) || taken.has(file.name)) continue;
    taken.add(file.name);
    targets.set(file.id, file.name);
  }
  for (const { id, name, stem } of files) if (!targets.has(id)) targets.set(id, taken.take(stem, splitName(name)[1]));
  return targets;
}

/**
 * The steps in an order in which no name is in use when it is given. Files that have their name need none. `others`: every name in the directory; those
 * of `files` may be among them.
 */
export function planRenames(files: readonly NamedFile[], others: Iterable<string>): readonly RenameStep[] {
  const holders = new Map(files.map((file) => [nameKey(file.name), file.id]));
  const staying = [...others].filter((name) => !holders.has(nameKey(name)));
  const targets = targetsOf(files, staying);
  const present = new Map(files.map(({ id, name }) => [id, name]));
  const all = createTakenNames([...staying, ...present.values(), ...targets.values()]);
  const steps: RenameStep[] = [];
  const rename = (id: number, to: string): void => {
    const from = present.get(id) ?? '';
    holders.delete(nameKey(from));
    holders.set(nameKey(to), id);
    present.set(id, to);
    steps.push({ id, from, to });
  };
  for (const { id } of files) {
    // Follows the chain of files that are in each other's way, and begins at its end.
    const chain: number[] = [];
    for (let next: number | undefined = id; next !== undefined; ) {
      const target: string = targets.get(next) ?? '';
      if (present.get(next) === target) break;
      if (chain.includes(next)) {
        const [stem, extension] = splitName(target);
        rename(next, all.take(stem, extension));
        break;
      }
      chain.push(next);
      const holder: number | undefined = holders.get(nameKey(target));
      next = holder === next ? undefined : holder;
    }
    for (const one of chain.reverse()) {
      const target = targets.get(one) ?? '';
      if (present.get(one) !== target) rename(one, target);
    }
  }
  return steps;
}
