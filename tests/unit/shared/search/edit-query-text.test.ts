import { describe, expect, test } from 'vitest';
import { withNegationToggled, withoutCondition, withPart } from '../../../../shared/search/edit-query-text.ts';
import { formatCondition, formatQuery } from '../../../../shared/search/format-query.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Condition, Query, TypedCondition } from '../../../../shared/search/query.ts';
import { fc } from '../../../support/fast-check.ts';
import { fastestRunMs } from '../../../support/fastest-run.ts';
import { searchContext } from '../../../support/search-context.ts';
import { anyCondition, anyQuery, anyTypedText } from '../../../support/search-entry.ts';

const sea: Condition = { field: 'tag', text: 'sea' };
const parse = (text: string) => parseQuery(text, searchContext);
const withCondition = (text: string, condition: Condition) => withPart(text, { kind: 'condition', condition }, searchContext);
const added = (text: string) => withCondition(text, sea);
/** The first condition of a text. */
function typedIn(text: string) {
  const [typed] = parse(text).conditions;
  if (typed === undefined) throw new Error(`no condition in ${text}`);
  return typed;
}
/** Checks every condition in generated texts that have at least one. */
function forEveryTypedCondition(
  numRuns: number,
  check: (text: string, conditions: readonly TypedCondition[], typed: TypedCondition) => void,
): void {
  const property = fc.property(anyTypedText, anyCondition, anyTypedText, (before, condition, after) => {
    const text = `${before} ${formatCondition(condition)} ${after}`;
    const { conditions } = parse(text);
    for (const typed of conditions) check(text, conditions, typed);
  });
  fc.assert(property, { numRuns });
}
const partsOf = (query: Query): readonly Query[] => (query.kind === 'and' ? query.parts.flatMap(partsOf) : [query]);

describe('a condition that is added', () => {
  test.each([
    ['', 'tag:sea'],
    ['fox ', 'fox tag:sea'],
    ['a OR b', '(a OR b) tag:sea'],
    ['(a OR b) c', '(a OR b) c tag:sea'],
    ['a OR', 'a tag:sea'],
    ['(a OR b', '(a OR b) tag:sea'],
    ['(a OR b) OR (c', '((a OR b) OR (c)) tag:sea'],
    ['"slow dolly', 'slow dolly tag:sea'],
    ['fox“slow', 'fox slow tag:sea'],
    ['a)b -', 'a b tag:sea'],
    ['tag:”«fox', 'tag:fox tag:sea'],
    ['model:)fox', 'model: fox tag:sea'],
    ['model:\u200f「fox', 'model:\u200f fox tag:sea'],
    ['fox tag:SEA', 'fox tag:SEA tag:sea'],
    ['fox tag:sea', 'fox tag:sea'],
    ['a OR tag:sea', '(a OR tag:sea) tag:sea'],
    ['-tag:sea', '-tag:sea tag:sea'],
  ])('to %s', (text, expected) => {
    expect(added(text)).toBe(expected);
  });

  test('must be met, whatever was typed before, and leaves every other required part unchanged', () => {
    fc.assert(
      fc.property(anyTypedText, anyCondition, (text, condition) => {
        const before = parse(text).query;
        const after = partsOf(parse(withCondition(text, condition)).query);
        expect(after.some((part) => part.kind === 'condition' && formatCondition(part.condition) === formatCondition(condition))).toBe(
          true,
        );
        for (const part of partsOf(before)) expect(after).toContainEqual(part);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a condition is added without delay after thousands of zero-width characters', () => {
  const text = `${'\u200f'.repeat(9_000)}x${')'.repeat(8)}`;
  expect(fastestRunMs(3, () => added(text))).toBeLessThan(100);
  expect(added('a\u{e0001}\u200f)b')).toBe('a\u{e0001}\u200f b tag:sea');
});

describe('a condition that is removed', () => {
  test.each([
    ['tag:sea', ''],
    ['fox tag:sea slow', 'fox slow'],
    ['fox -tag:"a b"  slow', 'fox slow'],
    ['fox OR tag:sea', 'fox'],
    ['tag:sea OR fox', 'fox'],
    ['a OR tag:sea OR b', 'a OR b'],
    ['a OR tag:sea b', 'a OR b'],
    ['a AND tag:sea', 'a'],
    ['a OR tag:sea AND b', 'a OR b'],
    ['a AND tag:sea OR b', 'a OR b'],
    ['tag:"a b"-fox', 'fox'],
    ['a -(tag:sea) b', 'a b'],
    ['(a OR (tag:sea)) b', '(a) b'],
    ['(tag:sea a) b', '(a) b'],
    ['fox (tag:sea', 'fox'],
    ['a - tag:sea', 'a -'],
  ])('from %s', (text, expected) => {
    expect(withoutCondition(text, typedIn(text))).toBe(expected);
  });

  test('keeps every other condition', () => {
    forEveryTypedCondition(1000, (text, conditions, typed) => {
      const expected = conditions.filter((other) => other !== typed).map((other) => other.condition);
      expect(parse(withoutCondition(text, typed)).conditions.map((other) => other.condition)).toEqual(expected);
    });
  });

  test('leaves no operator and no parentheses without an operand', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const text = formatQuery(query);
        const { conditions, problems } = parse(text);
        for (const typed of conditions) {
          const after = withoutCondition(text, typed);
          expect(parse(after).problems.length, after).toBe(problems.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['red fox -rain', 2, 'red fox'],
    ['red AND "slow dolly" AND fox', 1, 'red AND fox'],
    ['red (a OR b) fox', 1, 'red fox'],
    ['red -(a OR b)', 1, 'red'],
    ['(red fox)', 0, '(fox)'],
    ['红色 狐狸', 0, '狐狸'],
  ])('can be any part that AND joins: from %s', (text, at, expected) => {
    expect(withoutCondition(text, parse(text).parts[at] ?? { from: 0, to: 0 })).toBe(expected);
  });

  test('leaves the other parts that AND joins as they are', () => {
    fc.assert(
      fc.property(anyQuery, (written) => {
        const text = formatQuery(written);
        const { query, parts } = parse(text);
        if (query.kind !== 'and') return;
        for (const [at, part] of parts.entries()) {
          const [only, ...more] = query.parts.filter((_, other) => other !== at);
          if (only === undefined) continue;
          const expected: Query = more.length === 0 ? only : { kind: 'and', parts: [only, ...more] };
          expect(parse(withoutCondition(text, part)).query, text).toEqual(expected);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is not removed if the text has no condition at its position', () => {
    expect(withoutCondition('fox tag:sea', { from: 0, to: 2 })).toBe('fox tag:sea');
  });
});

test('a minus sign is added before a condition and removed again', () => {
  const toggled = (text: string) => withNegationToggled(text, typedIn(text));
  expect(['tag:a', 'fox tag:a', '(tag:a)', '"x"tag:a', '"x"-tag:a', '- tag:a', 'x|tag:a'].map(toggled)).toEqual([
    '-tag:a',
    'fox -tag:a',
    '(-tag:a)',
    '"x" -tag:a',
    '"x"- -tag:a',
    '- -tag:a',
    'x|-tag:a',
  ]);
  expect(['-tag:a', 'fox -tag:a', '--tag:a'].map(toggled)).toEqual(['tag:a', 'fox tag:a', '-tag:a']);
  for (const text of ['tag:a', '(fox OR tag:a)', '-(x tag:a)']) expect(toggled(toggled(text))).toBe(text);
});

test('toggling adds or removes the negation of one condition, and of no other', () => {
  forEveryTypedCondition(100, (text, conditions, typed) => {
    const expected = conditions.map((other) => other.isNegated !== (other === typed));
    expect(parse(withNegationToggled(text, typed)).conditions.map(({ isNegated }) => isNegated)).toEqual(expected);
  });
});
