// Finds the entries whose texts contain a word or a phrase, through the full-text index. `matches` in shared/search/match-entry.ts defines
// when an entry matches.
import { findModel } from '../../../../shared/models/index.ts';
import { lastTokenTest, positionsOf, sequenceOf } from '../../../../shared/search/match-words.ts';
import { isSingleLetter, isUnspacedLetter, isWordToken, type Tokenizer } from '../../../../shared/search/tokens.ts';
import type { EntryColumns } from '../indexing/entry-columns.ts';
import { emptyMask, fullMask, type Mask, maskWhere, unite } from '../indexing/entry-mask.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { phraseOf, prefixTerm, type TermPhrase, termPhraseOf } from '../indexing/index-terms.ts';
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

/** Returns the FTS5 phrase over `entry_beginning` that finds the same entries as `wordPhrase`; null if there is none. */
function prefixExpression(tokens: readonly string[], isPhrase: boolean): string | null {
  const [firstToken] = tokens;
  if (firstToken === undefined || tokens.length > 1 || !canBePrefix(tokens, isPhrase)) return null;
  const term = prefixTerm(firstToken);
  return term === null ? null : phraseOf({ terms: term, isPrefix: false });
}

/** True for a word that may also be found in the middle of a longer word. */
const canBeMidWord = (token: string): boolean => isWordToken(token) && !isSingleLetter(token) && !isUnspacedLetter(token);

/** Finds words of one open index; lives as long as the index. */
export function createWordFinder(
  tables: WordTables,
  { columns, dictionary }: EntryStore,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  masks: MaskCache,
): WordFinder {
  function findWordStarts(tokens: readonly string[], phrase: TermPhrase, isPhrase: boolean): Mask {
    const mask = emptyMask(columns.count);
    const prefix = prefixExpression(tokens, isPhrase);
    if (prefix === null) for (const expression of tables.expressionsOf(phrase)) tables.addByWords(mask, expression);
    else tables.addByPrefixes(mask, prefix);
    addModels(mask, columns, modelCodes(dictionary, tokenizer, tokens, isPhrase));
    return mask;
  }

  function addMidWord(mask: Mask, token: string): Mask {
    for (const expression of vocabulary.expressionsInside(token)) tables.addByWords(mask, expression);
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
