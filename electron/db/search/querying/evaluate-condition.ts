// Finds the entries that meet one condition, from the columns in memory. `matches` in shared/search/match-entry.ts defines each condition.
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { findModel } from '../../../../shared/models/index.ts';
import { positionsOf, sequenceOf } from '../../../../shared/search/match-words.ts';
import {
  type CollectionCondition,
  type Comparison,
  type Condition,
  type EntryFlag,
  entryStates,
  isEntryState,
  isTextCondition,
  type TextCondition,
} from '../../../../shared/search/query.ts';
import type { Tokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { foldForSearch } from '../../../../shared/search-folding.ts';
import type { NumberColumn } from '../indexing/entry-columns.ts';
import { entryBits } from '../indexing/entry-flags.ts';
import { addPosition, emptyMask, type Mask, maskWhere, removePosition } from '../indexing/entry-mask.ts';
import type { EntryStore } from '../indexing/entry-store.ts';

/** The data that conditions are tested with. */
export interface ConditionContext {
  readonly store: EntryStore;
  readonly tokenizer: Tokenizer;
}

const compare: Readonly<Record<Comparison, (actual: number, value: number) => boolean>> = {
  '=': (actual, value) => actual === value,
  '>=': (actual, value) => actual >= value,
  '<=': (actual, value) => actual <= value,
  '>': (actual, value) => actual > value,
  '<': (actual, value) => actual < value,
};

/** The entries whose value passes a test; NaN, an unknown value, passes no comparison. */
function whereNumber({ store }: ConditionContext, column: NumberColumn, test: (value: number) => boolean): Mask {
  const { columns } = store;
  return maskWhere(columns.numbers[column], columns.count, test);
}

const whereBits = (context: ConditionContext, bits: number, expected: number): Mask =>
  whereNumber(context, 'flags', (flags) => (flags & bits) === expected);

/** The entries whose text in a column passes a test. */
function whereColumnText(context: ConditionContext, column: NumberColumn, test: (text: string) => boolean): Mask {
  const codes = context.store.dictionary.codesWhere(test);
  return whereNumber(context, column, (code) => code !== 0 && codes.has(code));
}

function whereList(context: ConditionContext, codesAt: (position: number) => readonly number[], test: (text: string) => boolean): Mask {
  const { columns, dictionary } = context.store;
  const codes = dictionary.codesWhere(test);
  const mask = emptyMask(columns.count);
  for (let position = 0; position < columns.count; position += 1)
    if (codesAt(position).some((code) => codes.has(code))) addPosition(mask, position);
  return mask;
}

/** Returns a test for texts that contain the tokens of the value side by side. */
function containsPhrase({ tokenizer }: ConditionContext, value: string): (text: string) => boolean {
  const phrase = sequenceOf(value, tokenizer);
  // A name of signs only is compared as a whole.
  if (phrase.length === 0) return (text) => foldedName(text) === foldedName(value);
  return (text) => positionsOf(tokenizer.tokenize(text), phrase, (token, last) => token === last).length > 0;
}

/** Returns a test for exactly the resolved names of a condition. If the condition has no resolved names, returns `isLike`. */
function isNamed({ resolved }: CollectionCondition, isLike: (text: string) => boolean): (text: string) => boolean {
  if (resolved === undefined) return isLike;
  const names = new Set(resolved.names);
  return (text) => names.has(text);
}

function whereText(context: ConditionContext, condition: TextCondition): Mask {
  const { columns } = context.store;
  const isMatch = containsPhrase(context, condition.text);
  switch (condition.field) {
    case 'model':
      return whereColumnText(context, 'model', (id) => isMatch(id) || isMatch(findModel(id)?.name ?? id));
    case 'vendor':
      return whereColumnText(context, 'vendor', isMatch);
    case 'profile': {
      const names = context.store.profileNames();
      return whereNumber(context, 'profile', (id) => isMatch(names.get(id) ?? ''));
    }
    case 'tag':
      return whereList(context, (position) => columns.tagsAt(position), isNamed(condition, isMatch));
    case 'in':
      return whereList(context, (position) => columns.collectionsAt(position), isNamed(condition, isMatch));
    case 'kind':
    case 'ratio':
    case 'quality': {
      const value = foldForSearch(condition.text);
      return whereColumnText(context, condition.field, (text) => foldForSearch(text) === value);
    }
  }
}

function whereFlag(context: ConditionContext, flag: EntryFlag): Mask {
  const { columns } = context.store;
  if (isEntryState(flag)) {
    const stateIndex = entryStates.indexOf(flag);
    return whereNumber(context, 'state', (state) => state === stateIndex);
  }
  switch (flag) {
    case 'pick':
    case 'reject':
    case 'favourite':
    case 'missing':
    case 'simulated':
      return whereBits(context, entryBits[flag], entryBits[flag]);
    case 'untagged': {
      const mask = whereBits(context, entryBits.video, entryBits.video);
      for (let position = 0; position < columns.count; position += 1)
        if (columns.tagsAt(position).length > 0) removePosition(mask, position);
      return mask;
    }
  }
}

/** Returns the entries that meet a condition. */
export function evaluateCondition(context: ConditionContext, condition: Condition): Mask {
  if (isTextCondition(condition)) return whereText(context, condition);
  switch (condition.field) {
    case 'audio': {
      const audioKnown = entryBits.audioKnown;
      return whereBits(context, audioKnown | entryBits.audio, condition.value ? audioKnown | entryBits.audio : audioKnown);
    }
    case 'from': {
      const bit = condition.origin === 'reference' ? entryBits.hasReference : entryBits.fromVideo;
      return whereBits(context, bit, bit);
    }
    case 'is':
      return whereFlag(context, condition.flag);
    case 'longer':
      return whereNumber(context, 'durationSeconds', (seconds) => seconds > condition.seconds);
    case 'shorter':
      return whereNumber(context, 'durationSeconds', (seconds) => seconds < condition.seconds);
    case 'rating':
      return whereNumber(context, 'rating', (rating) => compare[condition.comparison](rating, condition.value));
    case 'cost':
      return whereNumber(context, 'credits', (credits) => compare[condition.comparison](credits, condition.value));
    case 'seed':
      return whereNumber(context, 'seed', (seed) => compare[condition.comparison](seed, condition.value));
    case 'before':
      return whereNumber(context, 'atMs', (atMs) => atMs < condition.atMs);
    case 'after':
      return whereNumber(context, 'atMs', (atMs) => atMs >= condition.atMs);
  }
}
