// Facet choices are written into the search text as conditions, and read from it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  otherConditions,
  readChoice,
  toggleValue,
  withChoice,
  withoutFacet,
} from '../../../../../renderer/src/views/library/facets/facet-choice.ts';
import {
  dateRangeOf,
  limitsOf,
  listedValues,
  queryForValue,
  type ShownFacet,
  shownFacets,
  yearValue,
} from '../../../../../renderer/src/views/library/facets/facet-values.ts';
import { models } from '../../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../../shared/search/catalogue-values.ts';
import { formatQuery } from '../../../../../shared/search/format-query.ts';
import { formatDay } from '../../../../../shared/search/parse/parse-amounts.ts';
import { parseQuery } from '../../../../../shared/search/parse/parse-query.ts';

const context = { nowMs: new Date(2026, 10, 30).getTime(), ...catalogueValues(models) };
const parse = (text: string) => parseQuery(text, context);
const month = (year: number, index: number): string => String(new Date(year, index, 1).getTime());

/** Some values of each facet, as in the search index. */
const values: Readonly<Record<ShownFacet, readonly string[]>> = {
  month: [month(2026, 2), month(2026, 1), month(2025, 11), yearValue(2026), yearValue(2025)],
  model: models.map(({ id }) => id),
  kind: ['text-to-video', 'image-to-video'],
  ratio: ['16:9', '9:16', '1:1'],
  quality: ['720p', '1080p'],
  duration: ['0-4', '4-6', '6-9', '9-13', '13-'],
  audio: ['yes', 'no'],
  profile: ['Work', '个人'],
  credits: ['0-1', '1-10', '10-50', '50-200', '200-'],
  file: ['stored', 'missing'],
  state: ['ready', 'failed', 'cancelled', 'in-progress'],
  rating: ['0', '3', '5'],
  flag: ['pick', 'reject', 'favourite'],
  tag: ['rain', '海边', 'two words'],
  collection: ['Client work', 'B-roll'],
  vendor: ['google', 'bytedance'],
};
const choice = (facet: ShownFacet, text: string) => readChoice(facet, parse(text), values[facet]);
const toggle = (facet: ShownFacet, text: string, value: string, list: 'included' | 'excluded' = 'included') =>
  withChoice(text, facet, toggleValue(facet, choice(facet, text), value, list), context);

describe.each(shownFacets)('the facet %s', (facet) => {
  test('writes each value as conditions without problems, and reads it back', () => {
    for (const value of values[facet]) {
      const text = toggle(facet, 'fox', value);
      expect(parse(text).problems).toEqual([]);
      expect([text, choice(facet, text)]).toEqual([text, { included: [value], excluded: [] }]);
      expect(toggle(facet, text, value)).toBe('fox');
    }
  });

  test('writes two values as alternatives and leaves other conditions unchanged', () => {
    const [first = '', second = ''] = facet === 'file' ? ['missing', 'missing'] : values[facet];
    if (first === second) return;
    const text = toggle(facet, toggle(facet, '(fox OR hare) seed:3', first), second);
    expect(choice(facet, text).included.toSorted()).toEqual([first, second].toSorted());
    expect(text).toMatch(/^\(fox OR hare\) seed:3 \(.+ OR .+\)$/);
    expect(withoutFacet(text, facet, context)).toBe('(fox OR hare) seed:3');
  });

  test('excludes an included value, and then no longer excludes it', () => {
    const [value = ''] = values[facet];
    const text = toggle(facet, toggle(facet, 'fox', value), value, 'excluded');
    // A file that is not stored counts as missing.
    expect(choice(facet, text)).toEqual(facet === 'file' ? { included: ['missing'], excluded: [] } : { included: [], excluded: [value] });
    if (facet !== 'file') expect([text.startsWith('fox -'), toggle(facet, text, value, 'excluded')]).toEqual([true, 'fox']);
  });
});

describe('a facet in which a video may have several values', () => {
  test('can require one value and exclude another', () => {
    const text = toggle('tag', toggle('tag', 'fox', 'rain'), 'two words', 'excluded');
    expect(text).toBe('fox tag:rain -tag:"two words"');
    expect(choice('tag', text)).toEqual({ included: ['rain'], excluded: ['two words'] });
    expect(toggle('tag', text, 'rain')).toBe('fox -tag:"two words"');
  });

  test('has no choice for "is:untagged", and a chosen tag replaces that condition', () => {
    expect(choice('tag', 'is:untagged')).toEqual({ included: [], excluded: [] });
    expect(toggle('tag', 'fox is:untagged', 'rain')).toBe('fox tag:rain');
  });

  test('the facets of flags and states ignore each other’s conditions', () => {
    expect(choice('flag', 'is:pick is:failed')).toEqual({ included: ['pick'], excluded: [] });
    expect(choice('state', 'is:pick is:failed')).toEqual({ included: ['failed'], excluded: [] });
    expect(toggle('state', 'is:pick is:failed', 'cancelled')).toBe('is:pick (is:failed OR is:cancelled)');
  });

  test('the facet of flags does not list simulated videos', () => {
    const counted = ['pick', 'simulated'].map((value) => ({ value, count: 1 }));
    expect(listedValues('flag', counted).map(({ value }) => value)).toEqual(['pick']);
  });
});

test('ratings are chosen by comparison, and listed from the best', () => {
  expect(choice('rating', 'rating:>=3').included).toEqual(['3', '5']);
  expect(
    listedValues('rating', [
      { value: '0', count: 2 },
      { value: '5', count: 1 },
    ]).map(({ value }) => value),
  ).toEqual(['5', '0']);
});

describe('a typed condition', () => {
  test('chooses every value that it matches', () => {
    const { included } = choice('model', 'model:kling');
    expect(included.length).toBeGreaterThan(1);
    expect(included.every((id) => id.includes('kling'))).toBe(true);
    expect(choice('ratio', '(ratio:16:9 OR ratio:1:1) -ratio:9:16')).toEqual({ included: ['16:9', '1:1'], excluded: [] });
    expect(choice('ratio', '-ratio:9:16 -(ratio:1:1)')).toEqual({ included: [], excluded: ['9:16', '1:1'] });
    expect(choice('month', 'after:2026-03 before:2026-04').included).toEqual([month(2026, 2)]);
    expect(choice('credits', 'cost:<10 cost:>=1').included).toEqual(['1-10']);
  });

  test('chooses nothing if it matches no value or is part of a larger expression', () => {
    expect(choice('duration', 'longer:7')).toEqual({ included: [], excluded: [] });
    expect(choice('ratio', '(ratio:16:9 OR fox)')).toEqual({ included: [], excluded: [] });
    expect(withoutFacet('(ratio:16:9 OR fox) ratio:1:1', 'ratio', context)).toBe('(ratio:16:9 OR fox)');
  });

  test('is replaced by a choice of the same facet', () => {
    expect(toggle('month', 'fox after:2026-01-15 -before:2020', month(2026, 2))).toBe('fox after:2026-03-01 before:2026-04-01');
  });

  test('for one model matches no other model', () => {
    for (const { id } of models) expect([id, choice('model', formatQuery(queryForValue('model', id))).included]).toEqual([id, [id]]);
  });
});

test('no facet shows a condition that is part of a larger expression or has another field', () => {
  const text = 'fox ratio:1:1 -(model:kling OR model:wan) seed:7 (ratio:16:9 OR fox) -is:failed is:missing';
  expect(otherConditions(parse(text)).map(({ from, to }) => text.slice(from, to))).toEqual(['seed:7', 'ratio:16:9']);
  expect(otherConditions(parse('after:2026-03 longer:5'))).toEqual([]);
});

describe('dates', () => {
  const originalTimeZone = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin';
  });
  afterEach(() => {
    if (originalTimeZone === undefined) delete process.env.TZ;
    else process.env.TZ = originalTimeZone;
  });

  test.each(['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Shanghai', 'Africa/Cairo'])(
    'each month in %s begins when the previous one ends, and is written as two days',
    (timeZone) => {
      process.env.TZ = timeZone;
      for (let index = 0; index < 24; index += 1) {
        const { fromMs, untilMs } = dateRangeOf(month(2017, index));
        expect(String(untilMs)).toBe(month(2017, index + 1));
        const text = formatQuery(queryForValue('month', String(fromMs)));
        expect(text).toBe(`after:${formatDay(fromMs)} before:${formatDay(untilMs)}`);
        expect(readChoice('month', parse(text), [String(fromMs)]).included).toEqual([String(fromMs)]);
      }
    },
  );

  test('are listed as years with their months, newest first', () => {
    const months = [
      { value: month(2025, 11), count: 3 },
      { value: month(2026, 2), count: 1 },
      { value: month(2026, 4), count: 2 },
    ];
    expect(listedValues('month', months)).toEqual([
      { value: yearValue(2026), count: 3 },
      { value: month(2026, 4), count: 2 },
      { value: month(2026, 2), count: 1 },
      { value: yearValue(2025), count: 3 },
      { value: month(2025, 11), count: 3 },
    ]);
  });

  test('a year replaces its months, and a month replaces its year', () => {
    const months = toggle('month', toggle('month', '', month(2026, 2)), month(2026, 1));
    const year = toggle('month', months, yearValue(2026));
    expect(year).toBe('after:2026-01-01 before:2027-01-01');
    expect(toggle('month', year, month(2026, 2))).toBe('after:2026-03-01 before:2026-04-01');
  });
});

test('a bucket is split into its limits', () => {
  expect([limitsOf('4-6'), limitsOf('0-4'), limitsOf('13-')]).toEqual([
    { from: 4, below: 6 },
    { from: 0, below: 4 },
    { from: 13, below: null },
  ]);
});
