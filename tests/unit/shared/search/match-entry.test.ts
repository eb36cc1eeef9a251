import { describe, expect, test } from 'vitest';
import { entryOfTask } from '../../../../shared/search/entry.ts';
import { matches } from '../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { fc } from '../../../support/fast-check.ts';
import { searchContext } from '../../../support/search-context.ts';
import { anyQuery, entryWith } from '../../../support/search-entry.ts';
import { simplifyKnown } from '../../../support/search-texts.ts';

const tokenizer = createTokenizer(simplifyKnown);
const finds = (text: string, entry: ReturnType<typeof entryWith>) => matches(entry, parseQuery(text, searchContext).query, tokenizer);
/** The queries that find a video with this prompt. */
const matchingQueries = (prompt: string, queries: readonly string[]) => queries.filter((query) => finds(query, entryWith({}, { prompt })));

test('a tag or a collection of signs only is found by its whole name', () => {
  const entry = entryWith({}, { tags: ['!!!', 'fox'], collections: ['(-:'] });
  const matching = ['tag:!!!', 'tag:"！！！"', 'in:"(-:"', '-tag:!', 'tag:fox'];
  expect(['tag:!', 'in:!!!', '-tag:!!!', ...matching].filter((text) => finds(text, entry))).toEqual(matching);
});

describe('words', () => {
  test('match whole words and beginnings of words; a single word also matches inside a word', () => {
    const matching = ['fox', 'runn', 'nnin', 'the fox', 'FOX slow', 'fox-run', '"fox running"'];
    const notMatching = ['fox-unn', 'ox-run', '"fox run"', '"run"', 'wolf'];
    expect(matchingQueries('The fox running, slow motion', [...matching, ...notMatching])).toEqual(matching);
  });

  test('are found however they were typed', () => {
    expect(
      matchingQueries('Straße im Café, 紅色慢鏡頭 ｶﾞﾗｽ 한강 ثَعْلَب İstanbul 🦊', [
        'strasse',
        'cafe',
        '红色',
        '紅色慢镜',
        'ガラス',
        '한',
        'ثعلب',
        'ISTANBUL',
        '🦊',
      ]),
    ).toHaveLength(9);
    expect(matchingQueries('红色的慢镜头', ['红慢', '红 慢', '慢镜', '"镜头"', '镜红', '色的慢'])).toEqual([
      '红 慢',
      '慢镜',
      '"镜头"',
      '色的慢',
    ]);
    expect(matchingQueries('น้ำทะเล', ['น้ำ', 'ทะเล', 'ทะเ', '"น"', 'ลน'])).toEqual(['น้ำ', 'ทะเล', 'ทะเ']);
  });

  test('of more than 64 tokens are searched by the first 64', () => {
    const prompt = '红色的狐狸在雪地里'.repeat(10);
    expect(matchingQueries(prompt, [`${prompt.slice(0, 64)}猫`, `${prompt.slice(0, 63)}猫`, `"${prompt.slice(0, 64)}猫"`])).toHaveLength(2);
  });

  test('of one query may be in different fields, but a phrase must be in one text', () => {
    const entry = entryWith(
      {},
      {
        prompt: 'fox',
        negativePrompt: 'blur',
        shots: ['wide shot', 'close up'],
        title: 'Winter',
        tags: ['deep snow', 'dawn'],
        notes: 'for Anna',
        collections: ['Spring film'],
        model: ['kling-v2', '可灵'],
        fileName: 'a_fox.mp4',
        serviceTaskId: 'task-unified-17',
        error: 'content policy',
      },
    );
    for (const query of [
      'fox blur close winter snow anna film kling 可灵 mp4 unified policy',
      '"deep snow"',
      '"task unified 17"',
      'kling-v2',
    ])
      expect(finds(query, entry), query).toBe(true);
    for (const query of ['"snow dawn"', '"shot close"', 'fox-blur', 'fox wolf']) expect(finds(query, entry), query).toBe(false);
  });

  test('are combined with and, or, not and groups', () => {
    expect(
      matchingQueries('red fox', [
        'red fox',
        'red OR wolf',
        'wolf OR dog',
        '-wolf',
        '-fox',
        'red -(wolf OR dog)',
        'red -(wolf OR fox)',
        '--fox',
        '',
      ]),
    ).toEqual(['red fox', 'red OR wolf', '-wolf', 'red -(wolf OR dog)', '--fox', '']);
  });

  test('without a token match every text', () => {
    const words: Query = { kind: 'words', text: '…', isPhrase: false };
    expect(matches(entryWith({}), words, tokenizer)).toBe(true);
  });
});

describe('conditions', () => {
  const at = new Date(2026, 2, 5, 0).getTime();
  const entry = entryWith(
    {
      atMs: at,
      vendor: 'Kuaishou',
      kind: 'text-to-video',
      ratio: '16:9',
      quality: '1080p',
      durationSeconds: 5,
      hasAudio: false,
      hasReference: true,
      profile: 'Studio A',
      credits: 20.5,
      seed: 7,
      rating: 3,
      verdict: 'pick',
      isSimulated: true,
    },
    { model: ['kling-v2', 'Kling 2.1 Pro'], tags: ['sea side'], collections: ['春天'] },
  );

  test.each([
    'model:kling',
    'model:"2.1 pro"',
    'vendor:kuaishou',
    'profile:studio',
    'tag:side',
    'in:春',
    'kind:text-to-video',
    'ratio:16:9',
    'quality:1080P',
    'audio:no',
    'from:reference',
    'is:pick',
    'is:simulated',
    'longer:4',
    'shorter:6',
    'rating:3',
    'rating:>=3',
    'rating:<4',
    'cost:>20',
    'cost:20.5',
    'seed:7',
    'after:2026-03-05',
    'before:2026-03-06',
  ])('%s is met', (text) => {
    expect([finds(text, entry), finds(`-${text}`, entry)]).toEqual([true, false]);
  });

  test.each([
    'model:klin',
    'model:"pro kling"',
    'vendor:shou',
    'tag:sea-side-x',
    'tag:sid',
    'in:夏',
    'kind:video-edit',
    'ratio:1:1',
    'quality:4K',
    'audio:yes',
    'from:video',
    'is:reject',
    'is:favourite',
    'is:failed',
    'is:missing',
    'is:untagged',
    'longer:5',
    'shorter:5',
    'rating:>3',
    'rating:<=2',
    'cost:<20',
    'seed:8',
    'after:2026-03-06',
    'before:2026-03-05',
  ])('%s is not met', (text) => {
    expect([finds(text, entry), finds(`-${text}`, entry)]).toEqual([false, true]);
  });

  test('on unknown values are not met, but their negations are', () => {
    for (const text of [
      'vendor:a',
      'kind:video-edit',
      'ratio:1:1',
      'quality:4K',
      'audio:yes',
      'audio:no',
      'longer:0',
      'shorter:9',
      'cost:0',
      'cost:>=0',
      'seed:0',
      'seed:<9',
    ])
      expect([finds(text, entryWith({})), finds(`-${text}`, entryWith({}))], text).toEqual([false, true]);
  });

  test('on missing tags are met by videos, but not by tasks without a video', () => {
    expect([finds('is:untagged', entryWith({})), finds('is:untagged', entryWith({ id: entryOfTask(1), fileState: 'none' }))]).toEqual([
      true,
      false,
    ]);
    const flags = ['is:favourite', 'is:failed', 'is:missing', 'is:reject'];
    const flagged = entryWith({ isFavourite: true, state: 'failed', fileState: 'missing', verdict: 'reject' });
    expect(flags.filter((flag) => finds(flag, flagged))).toEqual(flags);
  });
});

test('a negation finds exactly what the query does not', () => {
  const entry = entryWith({ rating: 3, isFromVideo: true }, { prompt: 'a fox, 狐狸 🦊', tags: ['a'] });
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(matches(entry, { kind: 'not', part: query }, tokenizer)).toBe(!matches(entry, query, tokenizer));
    }),
  );
});
