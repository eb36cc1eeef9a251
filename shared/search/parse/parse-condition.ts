// Reads the value of a field.
import { foldedName } from '../../judgement/judgement.ts';
import { knownValues, parseFlag, parseListedValue, parseOrigin, parseYesOrNo, type QueryContext } from '../known-values.ts';
import type { Condition, ConditionField } from '../query.ts';
import { hasTokens } from '../text-tokenizer.ts';
import { parseComparedNumber, parseDate, parseSeconds } from './parse-amounts.ts';

/** True for a number that the field can have: ratings are 0 to 5, credits are not negative, seeds are whole. */
function isPossible(field: 'rating' | 'cost' | 'seed', value: number): boolean {
  switch (field) {
    case 'rating':
      return Number.isInteger(value) && value >= 0 && value <= 5;
    case 'cost':
      return value >= 0;
    case 'seed':
      return Number.isInteger(value);
  }
}

function parseNumber(field: 'rating' | 'cost' | 'seed', typed: string): Condition | undefined {
  const compared = parseComparedNumber(typed);
  return compared === undefined || !isPossible(field, compared.value) ? undefined : { field, ...compared };
}

/** True if a value says something. A tag or a collection may have a name of signs only, such as `!!!`; all other values have a token. */
export const hasValue = (field: ConditionField, typed: string): boolean =>
  field === 'tag' || field === 'in' ? foldedName(typed) !== '' : hasTokens(typed);

/**
 * Returns the condition of a field and its value; undefined if the field does not know this value. A name may be any text with a token,
 * even if the library has no such model or tag.
 */
export function parseCondition(field: ConditionField, typed: string, context: QueryContext): Condition | undefined {
  switch (field) {
    case 'model':
    case 'vendor':
    case 'profile':
    case 'tag':
    case 'in':
      return hasValue(field, typed) ? { field, text: typed } : undefined;
    case 'kind':
    case 'ratio':
    case 'quality': {
      const text = parseListedValue(knownValues(field, context), typed);
      return text === undefined ? undefined : { field, text };
    }
    case 'audio': {
      const value = parseYesOrNo(typed);
      return value === undefined ? undefined : { field, value };
    }
    case 'from': {
      const origin = parseOrigin(typed);
      return origin === undefined ? undefined : { field, origin };
    }
    case 'is': {
      const flag = parseFlag(typed);
      return flag === undefined ? undefined : { field, flag };
    }
    case 'longer':
    case 'shorter': {
      const seconds = parseSeconds(typed);
      return seconds === undefined ? undefined : { field, seconds };
    }
    case 'rating':
    case 'cost':
    case 'seed':
      return parseNumber(field, typed);
    case 'before':
    case 'after': {
      const atMs = parseDate(typed, context.nowMs);
      return atMs === undefined ? undefined : { field, atMs };
    }
  }
}
