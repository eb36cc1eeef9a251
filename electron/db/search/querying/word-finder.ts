// Finds the entries whose texts contain a word or a phrase, through the full-text index. `matches` in shared/search/match-entry.ts defines
// when an entry matches.
import { findModel } from '../../../../shared/models/index.ts';
import { lastTokenTest, positionsOf, sequenceOf } from '../../../../shared/search/match-words.ts';
import { isSingleLetter, isUnspacedLetter, isWordToken, type Tokenizer } from '../../../../shared/search/text-tokenizer.ts';
import type { EntryColumns } from '../indexing/entry-columns.ts';
import { emptyMask, fullMask, type Mask, maskWhere, unite } from '../indexing/entry-mask.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { phraseOf, prefixTerm, type TermPhrase, termPhraseOf } from '../indexing/index-terms.ts';
import type { TermTable } from '../indexing/phrase-masks.ts';
import type { MaskCache } from './mask-cache.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { WordTables } from './word-tables.ts';

/** Finds words. */
export interface WordFinder {
  /**
   * The entries with these words; callers must not change the mask. `includeMidWord` also finds words inside longer words, which takes
   * longer.
   */
  find(word: QueryWord, includeMidWord: boolean): Mask;
  /** Caches the entries of a frequent term, so that a later search for the term is quick. */
  prepare(table: TermTable, term: string): void;
  /** Relevance (bm25: the smaller, the better) of the entries that contain at least one of the words, by entry id. */
  rank(words: readonly QueryWord[]): Map<number, number>;
}

/** A word or phrase of a query. */
export interface QueryWord {
  readonly text: string;
  readonly isPhrase: boolean;
}

const canBePrefix = (tokens: readonly string[], isPhrase: boolean): boolean => !isPhrase && !isSingleLetter(tokens.at(-1) ?? '');

/** Returns the terms that find a sequence of tokens in `entry_word`. */
const wordPhrase = (tokens: readonly string[], isPhrase: boolean): TermPhrase => termPhraseOf(tokens, canBePrefix(tokens, isPhrase));

/** Returns the term of `entry_beginning` that finds the same entries as `wordPhrase`; null if there is none. */
function prefixOf(tokens: readonly string[], isPhrase: boolean): string | null {
  const [firstToken] = tokens;
  return firstToken === undefined || tokens.length > 1 || !canBePrefix(tokens, isPhrase) ? null : prefixTerm(firstToken);
}

/** True for a word that may also be found in the middle of a longer word. */
const canBeMidWord = (token: string): boolean => isWordToken(token) && !isSingleLetter(token) && !isUnspacedLetter(token);

/** Finds words of one open index; lives as long as the index. */
export function createWordFinder(
  tables: WordTables,
  { columns, dictionary, phraseMasks }: EntryStore,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  masks: MaskCache,
): WordFinder {
  /** The entries with a phrase, from the cache if the phrase is frequent. The caller must not change or keep the mask. */
  function entriesWith(table: TermTable, phrase: TermPhrase): Mask {
    const cached = phraseMasks.get(table, phrase);
    if (cached !== null) return cached;
    const mask = emptyMask(columns.count);
    tables.addEntries(mask, table, phraseOf(phrase));
    phraseMasks.add(table, phrase, mask, columns.count);
    return mask;
  }

  function findWordStarts(tokens: readonly string[], phrase: TermPhrase, isPhrase: boolean): Mask {
    const mask = emptyMask(columns.count);
    const prefix = prefixOf(tokens, isPhrase);
    if (prefix !== null) unite(mask, entriesWith('beginning', { terms: prefix, isPrefix: false }));
    else for (const extension of tables.extensionsOf(phrase)) unite(mask, entriesWith('word', extension));
    addModels(mask, columns, modelCodes(dictionary, tokenizer, tokens, isPhrase));
    return mask;
  }

  function addMidWord(mask: Mask, token: string): Mask {
    for (const expression of vocabulary.expressionsInside(token)) tables.addEntries(mask, 'word', expression);
    return mask;
  }

  function find({ text, isPhrase }: QueryWord, includeMidWord: boolean): Mask {
    const tokens = sequenceOf(text, tokenizer);
    const [firstToken] = tokens;
    if (firstToken === undefined) return fullMask(columns.count);
    const phrase = wordPhrase(tokens, isPhrase);
    const expression = phraseOf(phrase);
    const mask = masks.get(expression, () => findWordStarts(tokens, phrase, isPhrase));
    if (!includeMidWord || isPhrase || tokens.length > 1 || !canBeMidWord(firstToken)) return mask;
    return masks.get(`inside ${expression}`, () => addMidWord(mask.slice(), firstToken));
  }

  return {
    find,
    prepare: (table, term) => void entriesWith(table, { terms: term, isPrefix: false }),
    rank(words) {
      const expressions = words
        .map(({ text, isPhrase }) => phraseOf(wordPhrase(sequenceOf(text, tokenizer), isPhrase)))
        .filter((expression) => !expression.startsWith('""'));
      return expressions.length === 0 ? new Map() : tables.ranks(expressions.join(' OR '));
    },
  };
}

/** Adds the entries of these models. The model is not in the full-text index: comparing the few names is much cheaper. */
function addModels(mask: Mask, { count, numbers }: EntryColumns, codes: ReadonlySet<number>): void {
  if (codes.size === 0) return;
  unite(
    mask,
    maskWhere(numbers.model, count, (code) => codes.has(code)),
  );
}

/** The codes of the models whose id or name contains the tokens. */
function modelCodes(dictionary: EntryStore['dictionary'], tokenizer: Tokenizer, tokens: readonly string[], isPhrase: boolean): Set<number> {
  const testLast = lastTokenTest(tokens, isPhrase);
  const texts = (modelId: string): readonly string[] => {
    const name = findModel(modelId)?.name;
    return name === undefined ? [modelId] : [modelId, name];
  };
  return dictionary.codesWhere((text) => texts(text).some((name) => positionsOf(tokenizer.tokenize(name), tokens, testLast).length > 0));
}
