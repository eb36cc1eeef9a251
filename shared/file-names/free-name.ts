// Finds a name that is free in a folder, as Windows and macOS compare names: without regard to case.

/** Returns the same key for names that differ only in case or Unicode form, because some systems treat them as one name. */
export const nameKey = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** `stem.ext`, `stem (2).ext`, … `extension` has no dot. */
const numberedName = (stem: string, extension: string, number: number): string =>
  `${stem}${number === 1 ? '' : ` (${number})`}.${extension}`;

/** The names that are in use in one folder; `take` returns only names that are free on every system. */
export interface TakenNames {
  /** Returns the first free name and marks it as taken. */
  take(stem: string, extension: string): string;
  /** Marks a name as taken. */
  add(name: string): void;
  /** Makes a name free again. */
  remove(name: string): void;
  has(name: string): boolean;
}

/** Creates the set with these names in use. */
export function createTakenNames(names: Iterable<string> = []): TakenNames {
  const taken = new Set<string>();
  /** The number at which the search for a free name starts. Saves time when many files would have the same name. */
  const next = new Map<string, number>();
  for (const name of names) taken.add(nameKey(name));
  return {
    take(stem, extension) {
      const first = nameKey(`${stem}.${extension}`);
      for (let number = next.get(first) ?? 1; ; number += 1) {
        const name = numberedName(stem, extension, number);
        if (taken.has(nameKey(name))) continue;
        taken.add(nameKey(name));
        next.set(first, number + 1);
        return name;
      }
    },
    add: (name) => void taken.add(nameKey(name)),
    remove(name) {
      taken.delete(nameKey(name));
      next.clear();
    },
    has: (name) => taken.has(nameKey(name)),
  };
}
