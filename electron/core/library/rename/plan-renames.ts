// Plans renames in an order that never overwrites a file, even if files of the selection swap names. Pure.
import { createTakenNames, nameKey } from '../../../../shared/file-names/free-name.ts';

/** A file to rename. All files of a plan are in one directory. */
export interface NamedFile {
  readonly id: number;
  readonly name: string;
  /** The requested name without extension. */
  readonly stem: string;
}

/** One rename on disk. A file that swaps names with another one gets an intermediate name first. */
export interface RenameStep {
  readonly id: number;
  readonly from: string;
  readonly to: string;
}

const splitName = (name: string): readonly [stem: string, extension: string] => {
  const [, stem = name, extension = 'mp4'] = /^(.+)\.([a-z0-9]{1,8})$/iu.exec(name) ?? [];
  return [stem, extension];
};

/** Whether a file already has its requested name, possibly with a number. */
function hasRequestedName({ name, stem }: NamedFile): boolean {
  const [currentNames] = splitName(name);
  return currentNames === stem || (currentNames.startsWith(`${stem} (`) && /^ \(\d+\)$/.test(currentNames.slice(stem.length)));
}

/** The new name of each file. `others`: the names of the files in the directory that are not renamed. */
function targetsOf(files: readonly NamedFile[], others: Iterable<string>): ReadonlyMap<number, string> {
  const taken = createTakenNames(others);
  const targets = new Map<number, string>();
  for (const file of files) {
    if (!hasRequestedName(file) || taken.has(file.name)) continue;
    taken.add(file.name);
    targets.set(file.id, file.name);
  }
  for (const { id, name, stem } of files) if (!targets.has(id)) targets.set(id, taken.take(stem, splitName(name)[1]));
  return targets;
}

/**
 * Returns the steps in an order in which each new name is free. A file that already has its name needs no step. `others`: every name in
 * the directory, which may include the names of `files`.
 */
export function planRenames(files: readonly NamedFile[], others: Iterable<string>): readonly RenameStep[] {
  const holders = new Map(files.map((file) => [nameKey(file.name), file.id]));
  const stayingNames = [...others].filter((name) => !holders.has(nameKey(name)));
  const targets = targetsOf(files, stayingNames);
  const currentNames = new Map(files.map(({ id, name }) => [id, name]));
  const allTaken = createTakenNames([...stayingNames, ...currentNames.values(), ...targets.values()]);
  const steps: RenameStep[] = [];
  const rename = (id: number, to: string): void => {
    const from = currentNames.get(id) ?? '';
    holders.delete(nameKey(from));
    holders.set(nameKey(to), id);
    currentNames.set(id, to);
    steps.push({ id, from, to });
  };
  for (const { id } of files) {
    // Follows the chain in which each file wants the current name of the next one. The chain is renamed from its end.
    const chain: number[] = [];
    for (let fileId: number | undefined = id; fileId !== undefined; ) {
      const target: string = targets.get(fileId) ?? '';
      if (currentNames.get(fileId) === target) break;
      if (chain.includes(fileId)) {
        const [stem, extension] = splitName(target);
        rename(fileId, allTaken.take(stem, extension));
        break;
      }
      chain.push(fileId);
      const holder: number | undefined = holders.get(nameKey(target));
      fileId = holder === fileId ? undefined : holder;
    }
    for (const chainedId of chain.reverse()) {
      const target = targets.get(chainedId) ?? '';
      if (currentNames.get(chainedId) !== target) rename(chainedId, target);
    }
  }
  return steps;
}
