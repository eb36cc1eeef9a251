// The search field: its problems and their corrections, Backspace, completions and the values that they offer.
import { describe, expect, test } from 'vitest';
import { completionValues } from '../../../../../renderer/src/views/library/search/field/completion-values.ts';
import { correctionsOf, shownProblems, typedField } from '../../../../../renderer/src/views/library/search/field/shown-problems.ts';
import { withCompletion, withoutConditionBefore } from '../../../../../renderer/src/views/library/search/search-edits.ts';
import { models } from '../../../../../shared/models/index.ts';
import { completeQuery } from '../../../../../shared/search/complete-query.ts';
import { parseQuery } from '../../../../../shared/search/parse/parse-query.ts';
import { type FacetCounts, facetNames } from '../../../../../shared/search/search-request.ts';
import { searchContext } from '../../../../support/search-context.ts';

const parse = (text: string) => parseQuery(text, searchContext);
/** Splits a text with `|` at the cursor into the text and the position of the cursor. */
const typed = (marked: string) => ({ text: marked.replace('|', ''), caret: marked.indexOf('|') });
const shownIn = (marked: string) => {
  const { text, caret } = typed(marked);
  return shownProblems(parse(text), text, caret < 0 ? null : caret).map(({ kind }) => kind);
};

describe('problems below the field', () => {
  test.each([
    ['modle:kling|', ['unknown-field']],
    ['is:pik|', []],
    ['is:pik |', ['unknown-value']],
    ['is:pik fox', ['unknown-value']],
    ['model:|', []],
    ['model: |', []],
    ['model:', ['missing-value']],
    ['model: fo|x', ['missing-value']],
    ['"slow dol|', []],
    ['"slow dolly', ['unclosed-quote']],
    ['a OR |', []],
    ['(a b|', []],
    ['a )b|', ['unexpected-parenthesis']],
  ] as const)('of %s', (marked, expected) => {
    expect(shownIn(marked)).toEqual(expected);
  });

  test('are three lines at most', () => {
    expect(shownIn('model: vendor: tag: in: profile:')).toHaveLength(3);
  });

  test.each([
    ['modle:kling fox', ['model: model:kling fox']],
    ['-is:pik fox', expect.arrayContaining(['pick: -is:pick fox'])],
    ['is:"p i k" fox', expect.arrayContaining(['pick: is:pick fox'])],
    ['"fox', []],
  ])('correct %s', (text, expected) => {
    const [problem] = parse(text).problems;
    const corrections = problem === undefined ? [] : correctionsOf(problem, text);
    expect(corrections.map(({ label, text: next }) => `${label}: ${next}`)).toEqual(expected);
  });
});

test.each([
  ['模型:', '模型'],
  ['fox -model: red', 'model'],
  ['状态:pik', '状态'],
  ['is:"p i k"', 'is'],
])('the problem of %s contains the field name as the user typed it', (text, name) => {
  const problem = parse(text).problems.find(({ kind }) => kind === 'missing-value' || kind === 'unknown-value');
  if (problem?.kind !== 'missing-value' && problem?.kind !== 'unknown-value') throw new Error('no such problem');
  expect(typedField(problem, text)).toBe(name);
});

describe('Backspace', () => {
  test.each([
    ['fox model:kling |', 'fox |'],
    ['model:kling |', '|'],
    ['-model:kling | fox', '|fox'],
    ['a tag:sea |b', 'a |b'],
  ])('after the space behind a condition removes the condition: %s', (marked, expected) => {
    const { text, caret } = typed(marked);
    const edited = withoutConditionBefore(text, caret, parse(text));
    expect(edited && `${edited.text.slice(0, edited.caret)}|${edited.text.slice(edited.caret)}`).toBe(expected);
  });

  test.each(['model:kling|', 'model:kling  |', 'fox |', '|', 'model:kl|ing'])('removes a character elsewhere: %s', (marked) => {
    const { text, caret } = typed(marked);
    expect(withoutConditionBefore(text, caret, parse(text))).toBeNull();
  });
});

describe('a completion', () => {
  const taken = (marked: string, label: string) => {
    const { text, caret } = typed(marked);
    const completion = completeQuery(text, caret, { ...searchContext, values: { model: [{ value: 'Kling 3.0', count: 2 }] } }).find(
      (one) => one.label === label,
    );
    if (completion === undefined) throw new Error(`${label} is not offered`);
    const { text: next, caret: at } = withCompletion(text, completion);
    return `${next.slice(0, at)}|${next.slice(at)}`;
  };

  test.each([
    ['mod|', 'model', 'model:|'],
    ['model:kl|', 'Kling 3.0', 'model:"Kling 3.0" |'],
    ['model:kl| fox', 'Kling 3.0', 'model:"Kling 3.0" |fox'],
    ['is:p| fox', 'pick', 'is:pick |fox'],
  ])('of %s', (marked, label, expected) => {
    expect(taken(marked, label)).toBe(expected);
  });
});

describe('the values that a completion offers', () => {
  const noFacets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as FacetCounts;
  const [model] = models;

  test('have no counts before the first response', () => {
    const values = completionValues(models, [{ name: 'Work', shownName: 'Work' }], null);
    expect(values.model).toHaveLength(models.length);
    expect(values.model?.every(({ count }) => count === null)).toBe(true);
    expect(values.profile).toEqual([{ value: 'Work', label: 'Work', count: null }]);
    expect([values.tag, values.in]).toEqual([[], []]);
  });

  test('include stored profile names, each with its shown name and count', () => {
    const facets: FacetCounts = { ...noFacets, profile: [{ value: 'Simulator', count: 4 }] };
    const values = completionValues(models, [{ name: 'Simulator', shownName: '模拟器' }], facets);
    const offered = (text: string) => completeQuery(text, text.length, { ...searchContext, values });
    for (const text of ['profile:模', 'profile:sim'])
      expect(offered(text)).toMatchObject([{ insert: 'Simulator', label: '模拟器', count: 4 }]);
  });

  test('have the counts of the last response, and models have their names', () => {
    const facets: FacetCounts = {
      ...noFacets,
      model: [
        { value: model?.id ?? '', count: 3 },
        { value: 'left-the-catalogue', count: 2 },
      ],
      tag: [{ value: 'sea', count: 4 }],
      flag: [{ value: 'pick', count: 5 }],
      file: [{ value: 'missing', count: 1 }],
    };
    const values = completionValues(models, [], facets);
    expect(values.model).toContainEqual({ value: model?.name, count: 3 });
    expect(values.model).toContainEqual({ value: 'left-the-catalogue', count: 2 });
    expect(values.tag).toEqual([{ value: 'sea', count: 4 }]);
    expect(values.is).toContainEqual({ value: 'pick', count: 5 });
    expect(values.is).toContainEqual({ value: 'missing', count: 1 });
    expect(values.is).toContainEqual({ value: 'untagged', count: null });
  });
});
