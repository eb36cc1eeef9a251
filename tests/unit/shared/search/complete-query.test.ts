import { expect, test } from 'vitest';
import { type CompletionContext, completeQuery, maxCompletions } from '../../../../shared/search/complete-query.ts';
import { conditionFields } from '../../../../shared/search/field-names.ts';
import { fc } from '../../../support/fast-check.ts';
import { searchContext } from '../../../support/search-context.ts';
import { anyTypedText } from '../../../support/search-entry.ts';

const context: CompletionContext = {
  ...searchContext,
  values: {
    tag: [
      { value: 'snow', count: 2 },
      { value: 'sea side', count: 3 },
      { value: 'at sea', count: 9 },
      { value: 'sea', count: 5 },
      { value: '海边', count: 1 },
    ],
  },
};

/** What the text becomes with each completion; `^` is the cursor. */
function completedTexts(marked: string): string[] {
  const cursor = marked.indexOf('^');
  const text = marked.replace('^', '');
  return completeQuery(text, cursor, context).map(({ from, to, insert }) => text.slice(0, from) + insert + text.slice(to));
}

test('a word is completed to the field names that begin with it, in both languages', () => {
  expect(completedTexts('fox mo^')).toEqual(['fox model:']);
  expect(completedTexts('-Q^')).toEqual(['-quality:']);
  expect(completedTexts('(fox OR res^')).toEqual(['(fox OR resolution:']);
  expect(completedTexts('标^')).toEqual(['标签:']);
  expect(completedTexts('画面^')).toEqual(['画面比例:']);
  expect(completedTexts('mo^del')).toEqual(['model:']);
  expect([completedTexts('fo^x'), completedTexts('16^'), completedTexts('a-mo^')]).toEqual([[], [], []]);
});

test('every field is offered where a term can begin, and none directly before or after a term', () => {
  for (const text of ['^', 'fox ^', '-^', '(^', 'a | ^']) expect(completedTexts(text).length, text).toBe(conditionFields.length);
  for (const text of ['^fox', '-^fox', '(a)^', '"a"^', 'OR^']) expect(completedTexts(text), text).toEqual([]);
});

test('values of the library are offered for a field: matching beginnings first, then the most frequent, quoted if needed', () => {
  expect(completedTexts('tag:^')).toEqual(['tag:"at sea"', 'tag:sea', 'tag:"sea side"', 'tag:snow', 'tag:海边']);
  expect(completedTexts('-标签：SE^ fox')).toEqual(['-标签：sea fox', '-标签："sea side" fox', '-标签："at sea" fox']);
  expect(completedTexts('tag:s^ea')).toEqual(['tag:sea', 'tag:"sea side"', 'tag:snow', 'tag:"at sea"']);
  expect(completeQuery('tag:sn', 6, context)).toEqual([
    { kind: 'value', field: 'tag', insert: 'snow', label: 'snow', count: 2, from: 4, to: 6 },
  ]);
});

test('a field without values from the library offers its known values', () => {
  expect(completedTexts('is:f^')).toEqual(['is:favourite', 'is:failed', 'is:draft']);
  expect(completedTexts('rating:>^')).toEqual(['rating:>=4']);
  expect(completedTexts('kind:vid^')).toEqual(['kind:video-edit', 'kind:text-to-video', 'kind:image-to-video']);
  expect(completedTexts('model:^')).toEqual([]);
});

test('nothing is offered inside quotation marks', () => {
  for (const text of ['"mo^', '"mo^ x"', 'tag:"se^', 'tag:"se^a"', '「mo^', '"a b" “mo^']) expect(completedTexts(text), text).toEqual([]);
});

test('completions replace a part of the text, and there are not too many, wherever the cursor is', () => {
  const contextWithManyModels = {
    ...context,
    values: { model: Array.from({ length: 99 }, (_, count) => ({ value: `m${count}`, count })) },
  };
  expect(
    completeQuery('model:m', 7, contextWithManyModels)
      .map(({ label }) => label)
      .slice(0, 2),
  ).toEqual(['m98', 'm97']);
  fc.assert(
    fc.property(anyTypedText, fc.nat(60), (text, cursor) => {
      const completions = completeQuery(text, cursor, contextWithManyModels);
      expect(completions.length).toBeLessThanOrEqual(maxCompletions);
      for (const { from, to } of completions) expect(from <= Math.min(cursor, to)).toBe(true);
    }),
  );
});
