import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import { maxQueryLength, maxQueryTerms, type Query } from '../../../../shared/search/query.ts';
import { hasTokens } from '../../../../shared/search/text-tokenizer.ts';
import { fc } from '../../../support/fast-check.ts';
import { fastestRunMs } from '../../../support/fastest-run.ts';
import { searchContext } from '../../../support/search-context.ts';
import { anyTypedText } from '../../../support/search-entry.ts';

const parse = (text: string) => parseQuery(text, searchContext);

/** A query as an S-expression, so that a test shows its structure. */
function outline(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return `(${[query.kind, ...query.parts.map(outline)].join(' ')})`;
    case 'not':
      return `(not ${outline(query.part)})`;
    case 'words':
      return query.isPhrase ? `"${query.text}"` : query.text;
    case 'condition': {
      const { field, ...rest } = query.condition;
      return `<${[field, ...Object.values(rest)].join(' ')}>`;
    }
  }
}

const outlineOf = (text: string) => outline(parse(text).query);
const problemsOf = (text: string) => parse(text).problems.map(({ from, to, ...problem }) => ({ ...problem, at: text.slice(from, to) }));
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime();

describe('the parts that AND joins', () => {
  const partsOf = (text: string) => parse(text).parts.map(({ from, to }) => text.slice(from, to));

  test.each([
    ['', []],
    ['  fox ', ['fox']],
    ['red  fox model:kling', ['red', 'fox', 'model:kling']],
    ['red AND -"slow dolly" --ar', ['red', '-"slow dolly"', '--ar']],
    ['a (b OR c) -(d e)', ['a', '(b OR c)', '-(d e)']],
    ['(a b)', ['a', 'b']],
    ['a (b c', ['a', '(b c']],
    ['a b OR c', ['a b OR c']],
    [' a OR -c ', ['a OR -c']],
    ['model: fox -', ['fox']],
    ['红色 狐狸', ['红色', '狐狸']],
  ] as const)('%s', (text, expected) => {
    expect(partsOf(text)).toEqual(expected);
  });

  test('are the same in number as the parts of the parsed query, in any text', () => {
    fc.assert(
      fc.property(anyTypedText, (text) => {
        const { query, parts } = parse(text);
        expect(parts).toHaveLength(query.kind === 'and' ? query.parts.length : 1);
      }),
    );
  });
});

describe('structure', () => {
  test.each([
    ['', '(and)'],
    ['fox', 'fox'],
    ['red fox', '(and red fox)'],
    ['red AND fox', '(and red fox)'],
    ['a b OR c d', '(or (and a b) (and c d))'],
    ['a|b ｜ c', '(or a b c)'],
    ['a (b OR c)', '(and a (or b c))'],
    ['（a OR b）c', '(and (or a b) c)'],
    ['-a b', '(and (not a) b)'],
    ['-(a OR b) -"c d"', '(and (not (or a b)) (not "c d"))'],
    ['--ar', '(not (not ar))'],
    ['－雨', '(not 雨)'],
    ['slow-motion a-b', '(and slow-motion a-b)'],
    ['or and Or 或', '(and or and Or 或)'],
    ['"slow dolly" “慢 镜头” „a b“ «c» »d« 「e」『f』 ”g”', '(and "slow dolly" "慢 镜头" "a b" "c" "d" "e" "f" "g")'],
    ['红色「慢镜头」“推进”', '(and 红色 "慢镜头" "推进")'],
    ['5"pipe צה"ל', '(and 5"pipe צה"ל)'],
    ['"a"-b', '(and "a" b)'],
    ['a , ... "!" b', '(and a b)'],
    ['() a (() ())', 'a'],
    ['\u200fmodel:kling\u200f -\u200efox', '(and <model kling\u200f> (not fox))'],
  ])('%s', (text, expected) => {
    expect([outlineOf(text), problemsOf(text)]).toEqual([expected, []]);
  });
});

describe('conditions', () => {
  test.each([
    ['model:kling', '<model kling>'],
    ['MODEL:"Kling 2.1"', '<model Kling 2.1>'],
    ['模型：可灵 厂商:快手', '(and <model 可灵> <vendor 快手>)'],
    ['tag:“海 边” in:「b c」 profile:me', '(and <tag 海 边> <in b c> <profile me>)'],
    ['kind:Text-To-Video 类型:video-edit', '(and <kind text-to-video> <kind video-edit>)'],
    ['ratio:16:9 aspect:１：１ 比例：9：16', '(and <ratio 16:9> <ratio 1:1> <ratio 9:16>)'],
    ['quality:4k resolution:1080P 画质:720p', '(and <quality 4K> <quality 1080p> <quality 720p>)'],
    ['audio:yes sound:off 声音:有 audio:无', '(and <audio true> <audio false> <audio true> <audio false>)'],
    ['from:reference from:VIDEO 来源:视频', '(and <from reference> <from video> <from video>)'],
    ['is:pick is:favorite is:收藏 is:排除 -is:untagged', '(and <is pick> <is favourite> <is favourite> <is reject> (not <is untagged>))'],
    ['longer:5 longer:5s shorter:1:05 shorter:1m 长于:5秒', '(and <longer 5> <longer 5> <shorter 65> <shorter 60> <longer 5>)'],
    ['rating:4 rating:>=3 rating:3+ 评分：≥3 rating:＜2', '(and <rating = 4> <rating >= 3> <rating >= 3> <rating >= 3> <rating < 2>)'],
    ['cost:>20 cost:0.5 seed:123 seed:-1', '(and <cost > 20> <cost = 0.5> <seed = 123> <seed = -1>)'],
    ['-(tag:a -tag:b)', '(not (and <tag a> (not <tag b>)))'],
  ])('%s', (text, expected) => {
    expect([outlineOf(text), problemsOf(text)]).toEqual([expected, []]);
  });

  test('on dates begin at local midnight', () => {
    const days = ['after:2026', 'since:2026-03', 'before:2026-3-5', 'until:today', 'after:yesterday', '早于：2026年3月', 'after:7d'];
    expect(days.map(outlineOf)).toEqual([
      `<after ${day(2026, 1, 1)}>`,
      `<after ${day(2026, 3, 1)}>`,
      `<before ${day(2026, 3, 5)}>`,
      `<before ${day(2026, 3, 5)}>`,
      `<after ${day(2026, 3, 4)}>`,
      `<before ${day(2026, 3, 1)}>`,
      `<after ${day(2026, 2, 26)}>`,
    ]);
  });

  test('are listed with their place and whether they are negated', () => {
    const text = 'fox -tag:"a b" (rating:>=3 OR -(is:pick -is:failed))';
    expect(parse(text).conditions.map(({ from, to, isNegated }) => [text.slice(from, to), isNegated])).toEqual([
      ['tag:"a b"', true],
      ['rating:>=3', false],
      ['is:pick', true],
      ['is:failed', false],
    ]);
  });
});

describe('problems', () => {
  test('a mistyped field is searched as words, and the most similar field is suggested', () => {
    expect(outlineOf('modle:kling')).toBe('modle:kling');
    expect(problemsOf('modle:kling raiting:3 tgs:a')).toEqual([
      { kind: 'unknown-field', name: 'modle', suggestion: 'model', at: 'modle' },
      { kind: 'unknown-field', name: 'raiting', suggestion: 'rating', at: 'raiting' },
      { kind: 'unknown-field', name: 'tgs', suggestion: 'tag', at: 'tgs' },
    ]);
  });

  test('a colon after a word that is not a field is part of the word', () => {
    for (const text of ['16:9', 'http://a.b/c', 'C:\\videos', 'note:this', '主题：海', ':-a', 'a:b'])
      expect([outlineOf(text), problemsOf(text)]).toEqual([text, []]);
  });

  test('an unknown value is searched as words, and similar known values are suggested', () => {
    expect([outlineOf('quality:1080'), outlineOf('-is:"no such"')]).toEqual(['quality:1080', '(not is:"no such")']);
    expect(problemsOf('quality:1080 is:favourit kind:txt-to-video rating:9')).toEqual([
      { kind: 'unknown-value', field: 'quality', value: '1080', suggestions: ['1080p', '480p', '720p'], at: '1080' },
      { kind: 'unknown-value', field: 'is', value: 'favourit', suggestions: ['favourite', 'failed', 'reject'], at: 'favourit' },
      {
        kind: 'unknown-value',
        field: 'kind',
        value: 'txt-to-video',
        suggestions: ['text-to-video', 'image-to-video', 'video-edit'],
        at: 'txt-to-video',
      },
      { kind: 'unknown-value', field: 'rating', value: '9', suggestions: ['5', '0', '>=4'], at: '9' },
    ]);
  });

  test.each([
    'rating:6',
    'rating:-1',
    'rating:2.5',
    'rating:>=3+',
    'cost:-1',
    'cost:1e9',
    'seed:1.5',
    'longer:1:75',
    'longer:-5',
    'after:2026-13',
    'after:2026-02-30',
    'before:1969',
    'before:tomorrow',
    'after:9999y',
    'audio:maybe',
    'kind:none',
  ])('%s has a value that the field does not know', (text) => {
    expect([outlineOf(text), problemsOf(text)[0]?.kind]).toEqual([text, 'unknown-value']);
  });

  test('a field without a value is left out', () => {
    expect([outlineOf('model: kling'), problemsOf('model: kling')]).toEqual([
      'kling',
      [{ kind: 'missing-value', field: 'model', at: 'model:' }],
    ]);
    expect([outlineOf('tag:"" rating:>'), problemsOf('tag:"" rating:>').map(({ at }) => at)]).toEqual(['(and)', ['tag:""', 'rating:>']]);
  });

  test.each([
    ['"slow dolly', '(and slow dolly)', ['unclosed-quote', '"']],
    ['tag:"sea side', '(and <tag sea> side)', ['unclosed-quote', '"']],
    ['(a OR b', '(or a b)', ['unclosed-parenthesis', '(']],
    ['a) b', '(and a b)', ['unexpected-parenthesis', ')']],
    ['a OR', 'a', ['missing-operand', 'OR']],
    ['OR a', 'a', ['missing-operand', 'OR']],
    ['a OR OR b', '(or a b)', ['missing-operand', 'OR']],
    ['AND a', 'a', ['missing-operand', 'AND']],
    ['a AND', 'a', ['missing-operand', 'AND']],
    ['a AND OR b', '(or a b)', ['missing-operand', 'AND']],
    ['a - b', '(and a b)', ['missing-operand', '-']],
    ['a -- b', '(and a b)', ['missing-operand', '--']],
    ['a -() b', '(and a b)', ['missing-operand', '-']],
    ['a -> b', '(and a b)', ['missing-operand', '-']],
    ['a OR ()', 'a', ['missing-operand', 'OR']],
  ])('%s', (text, expected, [kind, at]) => {
    expect([outlineOf(text), problemsOf(text)]).toEqual([expected, [{ kind, at }]]);
  });

  test('text beyond the maximum length and terms beyond the maximum number are left out', () => {
    const long = `fox ${'a'.repeat(maxQueryLength)}`;
    expect(parse(long).problems).toEqual([{ kind: 'too-long', from: maxQueryLength, to: long.length }]);
    const manyTerms = Array.from({ length: maxQueryTerms + 9 }, (_, at) => `w${at}`).join(' OR ');
    const { query, problems } = parse(manyTerms);
    expect(query.kind === 'or' && query.parts.length).toBe(maxQueryTerms);
    expect(problems.map(({ kind }) => kind)).toContain('too-long');
  });
});

describe('bad input', () => {
  test('is parsed without an error; every problem and every condition has a place in the text', () => {
    fc.assert(
      fc.property(anyTypedText, (text) => {
        const { query, problems, conditions } = parse(text);
        for (const { from, to } of [...problems, ...conditions]) expect(from >= 0 && from < to && to <= text.length).toBe(true);
        const wordsOf = (part: Query): string[] =>
          part.kind === 'words'
            ? [part.text]
            : part.kind === 'not'
              ? wordsOf(part.part)
              : 'parts' in part
                ? part.parts.flatMap(wordsOf)
                : [];
        for (const words of wordsOf(query)) expect(hasTokens(words)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['(', '-', '「', '"', '“', 'OR ', '-(', 'tag:"', 'modle:x ', 'kind:x ', 'a ', '-a|', 'x「'])(
    '%s, repeated to the longest text, is parsed within 50 ms',
    (part) => {
      const text = `tag:${part.repeat(Math.ceil(maxQueryLength / part.length))}`;
      expect(fastestRunMs(5, () => parse(text))).toBeLessThan(50);
      expect(parse(text).problems.length).toBeLessThanOrEqual(2 * maxQueryTerms);
    },
  );
});
