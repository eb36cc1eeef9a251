// Finds the entries whose texts hold a word or a phrase, through the full-text index. The definition is `matches` in shared/search/match-entry.ts.
import { findModel } from '../../../../shared/models/index.ts';
import { lastTokenTest, positionsOf, sequenceOf } from '../../../../shared/search/match-words.ts';
import { isSingleLetter, isUnspacedLetter, isWordToken, type Tokenizer } from '../../../../shared/search/tokens.ts';
import type { EntryColumns } from '../indexing/entry-columns.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { beginningTerm, phraseOf, soughtTerms } from '../indexing/index-terms.ts';
import { emptyMask, fullMask, intersect, type Mask } from './entry-mask.ts';
import type { MaskCache } from './mask-cache.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { WordTables } from './word-tables.ts';

/** Finds words. */
export interface WordFinder {
  /** The entries with these words; nobody may change the mask. `includeMidWord`: also inside longer words, which takes longer. */
  find(word: SoughtWord, includeMidWord: boolean): Mask;
  /** The entries that hold all of these words, none of them inside a longer one. FTS5 joins the lists: only what all have in common is copied. */
  findAll(words: readonly SoughtWord[]): Mask;
  /** Relevance of the entries that hold at least one of the words: the smaller the better, as bm25 gives it. Missing: holds none. */
  rank(words: readonly SoughtWord[]): Map<number, number>;
}

/** A word or phrase of a query. */
export interface SoughtWord {
  readonly text: string;
  readonly isPhrase: boolean;
}

const mayBeBeginning = (tokens: readonly string[], isPhrase: boolean): boolean => !isPhrase && !isSingleLetter(tokens.at(-1) ?? '');

/** A sequence of tokens as a phrase of FTS5 over `entry_word`. */
const wordExpression = (tokens: readonly string[], isPhrase: boolean): string =>
  phraseOf(soughtTerms(tokens, mayBeBeginning(tokens, isPhrase)));

/** The expression over `entry_beginning` that finds the same as the one over `entry_word`; null where there is none. */
function beginningExpression(tokens: readonly string[], isPhrase: boolean): string | null {
  const [only] = tokens;
  if (only === undefined || tokens.length > 1 || !mayBeBeginning(tokens, isPhrase)) return null;
  const term = beginningTerm(only);
  return term === null ? null : phraseOf({ terms: term, isBeginning: false });
}

/** True for a word that may also stand in the middle of a longer one. */
const mayBeInside = (token: string): boolean => isWordToken(token) && !isSingleLetter(token) && !isUnspacedLetter(token);

/** Finds words of one open index; lives as long as it. */
export function createWordFinder(
  tables: WordTables,
  { columns, dictionary }: EntryStore,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  masks: MaskCache,
): WordFinder {
  /** Models are few: their names are compared one by one, so that "kling" costs nothing where half of the library is from Kling. */
  const modelsWith = (tokens: readonly string[], isPhrase: boolean): Set<number> => modelCodes(dictionary, tokenizer, tokens, isPhrase);

  function findBeginning(tokens: readonly string[], expression: string, isPhrase: boolean): Mask {
    const mask = emptyMask(columns.count);
    const short = beginningExpression(tokens, isPhrase);
    if (short === null) tables.addByWords(mask, expression);
    else tables.addByBeginnings(mask, short);
    addModels(mask, columns, modelsWith(tokens, isPhrase));
    return mask;
  }

  function addInside(mask: Mask, token: string): Mask {
    for (const expression of vocabulary.expressionsInside(token)) tables.addByWords(mask, expression);
    return mask;
  }

  function find({ text, isPhrase }: SoughtWord, includeMidWord: boolean): Mask {
    const tokens = sequenceOf(text, tokenizer);
    const [only] = tokens;
    if (only === undefined) return fullMask(columns.count);
    const expression = wordExpression(tokens, isPhrase);
    const mask = masks.get(expression, () => findBeginning(tokens, expression, isPhrase));
    if (!includeMidWord || isPhrase || tokens.length > 1 || !mayBeInside(only)) return mask;
    return masks.get(`inside ${expression}`, () => addInside(mask.slice(), only));
  }

  function findAll(words: readonly SoughtWord[]): Mask {
    const ofWords: string[] = [];
    const ofBeginnings: string[] = [];
    const mask = fullMask(columns.count);
    for (const word of words) {
      const tokens = sequenceOf(word.text, tokenizer);
      const short = beginningExpression(tokens, word.isPhrase);
      if (tokens.length === 0 || modelsWith(tokens, word.isPhrase).size > 0) intersect(mask, find(word, false));
      else if (short === null) ofWords.push(wordExpression(tokens, word.isPhrase));
      else ofBeginnings.push(short);
    }
    intersectAll(mask, ofWords, (found, expression) => tables.addByWords(found, expression));
    intersectAll(mask, ofBeginnings, (found, expression) => tables.addByBeginnings(found, expression));
    return mask;
  }

  return {
    find,
    findAll,
    rank(words) {
      const expressions = words
        .map(({ text, isPhrase }) => wordExpression(sequenceOf(text, tokenizer), isPhrase))
        .filter((one) => !one.startsWith('""'));
      return expressions.length === 0 ? new Map() : tables.ranks(expressions.join(' OR '));
    },
  };
}

/** Leaves in a mask what all expressions of a table find. */
function intersectAll(mask: Mask, expressions: readonly string[], add: (found: Mask, expression: string) => void): void {
  if (expressions.length === 0) return;
  const found = emptyMask(mask.length);
  add(found, expressions.join(' AND '));
  intersect(mask, found);
}

/** Adds the entries that were made with one of these models. */
function addModels(mask: Mask, { count, numbers }: EntryColumns, codes: ReadonlySet<number>): void {
  if (codes.size === 0) return;
  for (let at = 0; at < count; at += 1) if (codes.has(numbers.model[at] ?? 0)) mask[at] = 1;
}

/** The codes of the models whose id or name holds the tokens. */
function modelCodes(dictionary: EntryStore['dictionary'], tokenizer: Tokenizer, tokens: readonly string[], isPhrase: boolean): Set<number> {
  const testLast = lastTokenTest(tokens, isPhrase);
  const texts = (modelId: string): readonly string[] => {
    const name = findModel(modelId)?.name;
    return name === undefined ? [modelId] : [modelId, name];
  };
  return dictionary.codesWhere((text) => texts(text).some((one) => positionsOf(tokenizer.tokenize(one), tokens, testLast).length > 0));
}
