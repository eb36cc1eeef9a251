// Defines a match as a plain scan over one entry. The index gives the same results faster.
import { foldedName } from '../judgement/judgement.ts';
import { foldForSearch } from '../search-folding.ts';
import { type Entry, type EntryText, entryTarget } from './entry.ts';
import { lastTokenTest, positionsOf, sequenceOf } from './match-words.ts';
import {
  type Comparison,
  type Condition,
  type EntryFlag,
  type EntryOrigin,
  isEntryState,
  isTextCondition,
  type Query,
  type ResolvedNames,
  type TextCondition,
} from './query.ts';
import { hasTokens, type Tokenizer } from './text-tokenizer.ts';

/** The texts in which words are found. No sequence of words spans two of them. */
function textsOf(text: EntryText): readonly string[] {
  const { prompt, negativePrompt, shots, title, tags, notes, collections, model, fileName, serviceTaskId, error } = text;
  return [prompt, negativePrompt, ...shots, title, ...tags, notes, ...collections, ...model, fileName, serviceTaskId, error];
}

/** True when one of the texts contains the words; every text contains words without a token. */
function containWords(texts: readonly string[], words: string, isPhrase: boolean, tokenizer: Tokenizer): boolean {
  const sequence = sequenceOf(words, tokenizer);
  if (sequence.length === 0) return true;
  const testLast = lastTokenTest(sequence, isPhrase);
  return texts.some((text) => positionsOf(tokenizer.tokenize(text), sequence, testLast).length > 0);
}

/** Compares a number. An unknown number meets no comparison. */
export function compares(actual: number | null, comparison: Comparison, value: number): boolean {
  if (actual === null) return false;
  switch (comparison) {
    case '=':
      return actual === value;
    case '>=':
      return actual >= value;
    case '<=':
      return actual <= value;
    case '>':
      return actual > value;
    case '<':
      return actual < value;
  }
}

const equals = (actual: string | null, value: string): boolean => actual !== null && foldForSearch(actual) === foldForSearch(value);

function hasOrigin(entry: Entry, origin: EntryOrigin): boolean {
  switch (origin) {
    case 'reference':
      return entry.hasReference;
    case 'video':
      return entry.isFromVideo;
  }
}

function hasFlag(entry: Entry, flag: EntryFlag): boolean {
  if (isEntryState(flag)) return entry.state === flag;
  switch (flag) {
    case 'pick':
    case 'reject':
      return entry.verdict === flag;
    case 'favourite':
      return entry.isFavourite;
    case 'missing':
      return entry.fileState === 'missing';
    case 'simulated':
      return entry.isSimulated;
    case 'untagged':
      return entryTarget(entry.id).kind === 'result' && entry.text.tags.length === 0;
  }
}

/** The names that a condition on a name looks at. */
function namesFor(entry: Entry, field: 'model' | 'vendor' | 'profile' | 'tag' | 'in'): readonly string[] {
  switch (field) {
    case 'model':
      return entry.text.model;
    case 'vendor':
      return entry.vendor === null ? [] : [entry.vendor];
    case 'profile':
      return [entry.profile];
    case 'tag':
      return entry.text.tags;
    case 'in':
      return entry.text.collections;
  }
}

/** True when an entry has one of the names, or matches one of the searches. */
const matchesResolved = (entry: Entry, field: 'tag' | 'in', { names, queries }: ResolvedNames, tokenizer: Tokenizer): boolean =>
  namesFor(entry, field).some((name) => names.includes(name)) || queries.some((query) => matches(entry, query, tokenizer));

function meetsText(entry: Entry, condition: TextCondition, tokenizer: Tokenizer): boolean {
  const { field, text } = condition;
  if ((condition.field === 'tag' || condition.field === 'in') && condition.resolved !== undefined) {
    return matchesResolved(entry, condition.field, condition.resolved, tokenizer);
  }
  if (field === 'kind' || field === 'ratio' || field === 'quality') return equals(entry[field], text);
  if (!hasTokens(text)) return namesFor(entry, field).some((name) => foldedName(name) === foldedName(text));
  return containWords(namesFor(entry, field), text, true, tokenizer);
}

function meets(entry: Entry, condition: Condition, tokenizer: Tokenizer): boolean {
  if (isTextCondition(condition)) return meetsText(entry, condition, tokenizer);
  switch (condition.field) {
    case 'audio':
      return entry.hasAudio === condition.value;
    case 'from':
      return hasOrigin(entry, condition.origin);
    case 'is':
      return hasFlag(entry, condition.flag);
    case 'longer':
      return compares(entry.durationSeconds, '>', condition.seconds);
    case 'shorter':
      return compares(entry.durationSeconds, '<', condition.seconds);
    case 'rating':
      return compares(entry.rating, condition.comparison, condition.value);
    case 'cost':
      return compares(entry.credits, condition.comparison, condition.value);
    case 'seed':
      return compares(entry.seed, condition.comparison, condition.value);
    case 'before':
      return entry.atMs < condition.atMs;
    case 'after':
      return entry.atMs >= condition.atMs;
  }
}

/**
 * True when an entry belongs to the result of a query. An unknown value (null) does not meet a condition, but it meets the negation of a
 * condition. Index and query must share the tokenizer.
 */
export function matches(entry: Entry, query: Query, tokenizer: Tokenizer): boolean {
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => matches(entry, part, tokenizer));
    case 'or':
      return query.parts.some((part) => matches(entry, part, tokenizer));
    case 'not':
      return !matches(entry, query.part, tokenizer);
    case 'words':
      return containWords(textsOf(entry.text), query.text, query.isPhrase, tokenizer);
    case 'condition':
      return meets(entry, query.condition, tokenizer);
  }
}
