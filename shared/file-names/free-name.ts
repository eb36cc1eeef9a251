// Finds a name that is free in a folder, as Windows and macOS compare names: without regard to case.

/** The same for names that are one name on some system: other case, or another form of Unicode. */
export const nameKey = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** `stem.ext`, `stem (2).ext`, … `extension` has no dot. */
const numberedName = (stem: string, extension: string, number: number): string =>
  `${stem}${number === 1 ? '' : ` (${number})`}.${extension}`;

/** Gives out names of one folder, no two of which are equal on any system. */
export interface NamesTaken {
  /** The first free name, which is then taken. */
  take(stem: string, extension: string): string;
  /** Marks a name as taken. */
  add(name: string): void;
  /** Makes a name free again. */
  remove(name: string): void;
  has(name: string): boolean;
}

/** Starts with these names. */
export function createNamesTaken(names: Iterable<string> = []): NamesTaken {
  const taken = new Set<string>();
  /** Where the search for a free number starts: many files may have one name. */
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
