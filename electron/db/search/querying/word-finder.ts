// Finds the entries whose texts hold a word or a phrase, through the full-text index. The definition is `matches` in shared/search/match-entry.ts.
import { findModel } from '../../../../shared/models/index.ts';
import { lastTokenTest, positionsOf, sequenceOf } from '../../../../shared/search/match-words.ts';
import { isSingleLetter, isUnspacedLetter, isWordToken, type Tokenizer } from '../../../../shared/search/tokens.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { type IndexDatabase, keyOf } from '../indexing/index-database.ts';
import { beginningTerm, phraseOf, soughtTerms } from '../indexing/index-terms.ts';
import { emptyMask, fullMask, type Mask } from './entry-mask.ts';
import type { MaskCache } from './mask-cache.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Finds words. */
export interface WordFinder {
  /** The entries with these words; nobody may change the mask. `includeMidWord`: also inside longer words, which takes longer. */
  find(text: string, isPhrase: boolean, includeMidWord: boolean): Mask;
  /** Relevance of the entries that hold at least one of the words: the smaller the better, as bm25 gives it. Missing: holds none. */
  rank(words: readonly { readonly text: string; readonly isPhrase: boolean }[]): Map<number, number>;
}

/** Words in the prompt and the title count most, those in file names and ids least. In the order of the columns of `entry_word`. */
const weights = '4.0, 1.0, 3.0, 6.0, 4.0, 2.0, 2.0, 0.5, 0.1, 0.5';

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

/** Prepares the statements. */
export function createWordFinder(
  { raw }: IndexDatabase,
  { columns, dictionary }: EntryStore,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  masks: MaskCache,
): WordFinder {
  const matching = raw.prepare('SELECT rowid FROM entry_word WHERE entry_word MATCH ?').pluck();
  const beginning = raw.prepare('SELECT rowid FROM entry_beginning WHERE entry_beginning MATCH ?').pluck();
  const ranked = raw.prepare(`SELECT rowid, bm25(entry_word, ${weights}) FROM entry_word WHERE entry_word MATCH ?`).raw();

  function addKeys(mask: Mask, keys: readonly number[]): void {
    for (let step = 0; step < keys.length; step += 1) {
      const at = columns.positionOf(keyOf(keys[step] ?? 0));
      if (at >= 0) mask[at] = 1;
    }
  }

  /** Models are few: their names are compared one by one, so that "kling" costs nothing where half of the library is from Kling. */
  function addModels(mask: Mask, tokens: readonly string[], isPhrase: boolean): void {
    const codes = modelCodes(dictionary, tokenizer, tokens, isPhrase);
    if (codes.size === 0) return;
    const models = columns.numbers.model;
    for (let at = 0; at < columns.count; at += 1) if (codes.has(models[at] ?? 0)) mask[at] = 1;
  }

  function findBeginning(tokens: readonly string[], expression: string, isPhrase: boolean): Mask {
    const mask = emptyMask(columns.count);
    const short = beginningExpression(tokens, isPhrase);
    addKeys(mask, (short === null ? matching.all(expression) : beginning.all(short)) as number[]);
    addModels(mask, tokens, isPhrase);
    return mask;
  }

  function addInside(mask: Mask, token: string): Mask {
    for (const expression of vocabulary.expressionsInside(token)) addKeys(mask, matching.all(expression) as number[]);
    return mask;
  }

  return {
    find(text, isPhrase, includeMidWord) {
      const tokens = sequenceOf(text, tokenizer);
      const [only] = tokens;
      if (only === undefined) return fullMask(columns.count);
      const expression = wordExpression(tokens, isPhrase);
      const mask = masks.get(expression, () => findBeginning(tokens, expression, isPhrase));
      if (!includeMidWord || isPhrase || tokens.length > 1 || !mayBeInside(only)) return mask;
      return masks.get(`inside ${expression}`, () => addInside(mask.slice(), only));
    },
    rank(words) {
      const expressions = words
        .map(({ text, isPhrase }) => wordExpression(sequenceOf(text, tokenizer), isPhrase))
        .filter((one) => !one.startsWith('""'));
      if (expressions.length === 0) return new Map();
      const ranks = ranked.all(expressions.join(' OR ')) as [number, number][];
      return new Map(ranks.map(([key, rank]) => [keyOf(key), rank]));
    },
  };
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
