// The entries of frequent words and phrases, kept while entries change. The list of a word that is in a third of all texts takes SQLite
// several milliseconds to read, and a change of one entry leaves all others as they were.
import { addPosition, countOf, hasPosition, type Mask, removePosition } from './entry-mask.ts';
import type { TermPhrase } from './index-terms.ts';

/** The most masks that are cached: together 60 bytes for each entry. */
const maxMasks = 480;
/** Room for entries that are added later, in 32-bit words. */
const spareWords = 32;
/** SQLite replaces half of a character, and cuts very long terms. Such a phrase is not compared with the text of an entry. */
const maxLength = 1_000;
const incompleteCharacter = /[\p{Cs}\uFFFD]/u;

/** Whether so many of all entries contain a phrase that they are cached. The entries of any other phrase are read quickly. */
export const isFrequent = (count: number, entryCount: number): boolean => count * 256 >= entryCount;

/** The full-text table of a phrase: `entry_word` with whole terms, or `entry_beginning` with prefixes of terms. */
export type TermTable = 'word' | 'beginning';

/** The terms of one entry in both tables, joined by spaces, with a term of no phrase between two texts. */
export type EntryTerms = Readonly<Record<TermTable, string>>;

/** Masks by phrase. The owner of the entries reports each change. */
export interface PhraseMasks {
  /** The cached entries of a phrase; null if the phrase is not cached. Callers must not change the mask, and must not keep it while entries change. */
  get(table: TermTable, phrase: TermPhrase): Mask | null;
  /** Caches the entries of a phrase if it is frequent. `entryCount`: the number of all entries. */
  add(table: TermTable, phrase: TermPhrase, mask: Mask, entryCount: number): void;
  /** Records that the entry at `position` was removed, and that the entry at `last` took its position. */
  removeEntry(position: number, last: number): void;
  /** Records the terms of an entry that was added or replaced. */
  putEntry(position: number, terms: EntryTerms): void;
  /** Removes all masks. Where many entries change, reading them again takes less time. */
  clear(): void;
  /** Increases when all masks are removed. */
  readonly generation: number;
}

interface CachedMask {
  readonly table: TermTable;
  /** The part of a text that contains the phrase, where the text begins and ends with a space. */
  readonly part: string;
  readonly mask: Mask;
}

/** Creates an empty cache. It drops the least recently used masks when it is full. */
export function createPhraseMasks(): PhraseMasks {
  /** The least recently used first. */
  const cached = new Map<string, CachedMask>();
  let generation = 0;

  return {
    get(table, phrase) {
      const key = keyOf(table, phrase);
      const entry = cached.get(key);
      if (entry === undefined) return null;
      cached.delete(key);
      cached.set(key, entry);
      return entry.mask;
    },
    add(table, phrase, mask, entryCount) {
      if (!isFrequent(countOf(mask), entryCount)) return;
      if (phrase.terms.length > maxLength || incompleteCharacter.test(phrase.terms)) return;
      const enlarged = new Uint32Array(mask.length + spareWords);
      enlarged.set(mask);
      cached.set(keyOf(table, phrase), { table, part: partOf(phrase), mask: enlarged });
      const [oldestKey] = cached.keys();
      if (cached.size > maxMasks && oldestKey !== undefined) cached.delete(oldestKey);
    },
    removeEntry(position, last) {
      for (const { mask } of cached.values()) {
        if (hasPosition(mask, last)) addPosition(mask, position);
        else removePosition(mask, position);
        removePosition(mask, last);
      }
    },
    putEntry(position, { word, beginning }) {
      const texts = { word: ` ${word} `, beginning: ` ${beginning} ` };
      for (const [key, { table, part, mask }] of cached) {
        if (position >= mask.length * 32) cached.delete(key);
        else if (texts[table].includes(part)) addPosition(mask, position);
        else removePosition(mask, position);
      }
    },
    clear() {
      cached.clear();
      generation += 1;
    },
    get generation() {
      return generation;
    },
  };
}

const partOf = ({ terms, isPrefix }: TermPhrase): string => (isPrefix ? ` ${terms}` : ` ${terms} `);
const keyOf = (table: TermTable, phrase: TermPhrase): string => table + partOf(phrase);
