// Finds the entries whose texts hold a word or a phrase, through the full-text index. The definition is `matches` in shared/search/match-entry.ts.
import { findModel } from '../../../../shared/models/index.ts';
import { lastTokenTest, positionsOf, sequenceOf } from '../../../../shared/search/match-words.ts';
import { isSingleLetter, isWordToken, type Tokenizer } from '../../../../shared/search/tokens.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { type IndexDatabase, keyOf } from '../indexing/index-database.ts';
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

/** A sequence of tokens as a phrase of FTS5. Tokens hold no quotes, since those are separators; they are doubled all the same. */
function wordExpression(tokens: readonly string[], isPhrase: boolean): string {
  const isBeginning = !isPhrase && !isSingleLetter(tokens.at(-1) ?? '');
  return `"${tokens.join(' ').replaceAll('"', '""')}"${isBeginning ? ' *' : ''}`;
}

/** Prepares the statements. */
export function createWordFinder(
  { raw }: IndexDatabase,
  { columns, dictionary }: EntryStore,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  masks: MaskCache,
): WordFinder {
  const matching = raw.prepare('SELECT rowid FROM entry_word WHERE entry_word MATCH ?').pluck();
  const ranked = raw.prepare(`SELECT rowid, bm25(entry_word, ${weights}) FROM entry_word WHERE entry_word MATCH ?`).raw();

  function addMatching(mask: Mask, expression: string): void {
    for (const key of matching.all(expression) as number[]) {
      const at = columns.positionOf(keyOf(key));
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
    addMatching(mask, expression);
    addModels(mask, tokens, isPhrase);
    return mask;
  }

  function addInside(mask: Mask, token: string): Mask {
    for (const expression of vocabulary.expressionsInside(token)) addMatching(mask, expression);
    return mask;
  }

  return {
    find(text, isPhrase, includeMidWord) {
      const tokens = sequenceOf(text, tokenizer);
      const [only] = tokens;
      if (only === undefined) return fullMask(columns.count);
      const expression = wordExpression(tokens, isPhrase);
      const mask = masks.get(expression, () => findBeginning(tokens, expression, isPhrase));
      if (!includeMidWord || isPhrase || tokens.length > 1 || !isWordToken(only) || isSingleLetter(only)) return mask;
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
