// Prepares an index for quick searches: reads its terms, then the entries of the most frequent terms. In slices, between searches.

import type { EntryStore } from '../indexing/entry-store.ts';
import { isFrequent } from '../indexing/phrase-masks.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { WordFinder } from './word-finder.ts';

/** The number of terms whose entries are read before they are searched for. The cache has room for more, which come from searches. */
const maxPreparedTerms = 320;

/** Prepares the next slice: some milliseconds of work. False if nothing is left, until many entries change. */
export type PrepareSlice = () => boolean;

/** Returns a function that prepares searches. */
export function createPreparation({ columns, phraseMasks }: EntryStore, vocabulary: Vocabulary, words: WordFinder): PrepareSlice {
  let generation = -1;
  let preparedCount = 0;
  return () => {
    if (vocabulary.readSlice()) return true;
    if (generation !== phraseMasks.generation) preparedCount = 0;
    generation = phraseMasks.generation;
    const next = vocabulary.frequentTerms()[preparedCount];
    if (next === undefined || preparedCount === maxPreparedTerms || !isFrequent(next.count, columns.count)) return false;
    words.prepare(next.table, next.term);
    preparedCount += 1;
    return true;
  };
}
