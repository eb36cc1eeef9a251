import { describe, expect, test } from 'vitest';
import { createTokenizer, hasTokens, isWordToken } from '../../../../shared/search/text-tokenizer.ts';
import { fc } from '../../../support/fast-check.ts';
import { anyText, simplifyKnown } from '../../../support/search-texts.ts';

const { tokenize, tokenizeWithSpans } = createTokenizer(simplifyKnown);

describe('tokens', () => {
  test.each([
    ['words and numbers', 'Slow dolly-zoom, 16:9 in 4K (f/2.8)', ['slow', 'dolly', 'zoom', '16', '9', 'in', '4k', 'f', '2', '8']],
    ['apostrophes and underscores', "don’t don't film_grain", ['don', 't', 'don', 't', 'film', 'grain']],
    ['accents, composed or not', 'Café Cafe\u0301 ÉTÉ', ['cafe', 'cafe', 'ete']],
    ['German', 'Straße STRASSE Größe', ['strasse', 'strasse', 'grosse']],
    ['Turkish', 'İstanbul ISTANBUL ırmak', ['istanbul', 'istanbul', 'irmak']],
    ['full width', 'ＫＬＩＮＧ：４Ｋ', ['kling', '4k']],
    ['half-width kana', 'ｶﾞﾗｽ', ['ガ', 'ラ', 'ス']],
    ['Japanese', '赤いキツネがラーメンを食べる人々', [...'赤いキツネがラーメンを食べる人々']],
    ['Chinese with Latin letters', '一只iPhone手机，4K画质。', ['一', '只', 'iphone', '手', '机', '4k', '画', '质']],
    ['traditional Chinese', '紅色慢鏡頭', ['红', '色', '慢', '镜', '头']],
    ['Korean, composed or not', `한강${'한강'.normalize('NFD')}`, ['한', '강', '한', '강']],
    ['Arabic without vowel marks and tatweel', 'ثَعْلَب ثـعـلـب الأحمر', ['ثعلب', 'ثعلب', 'الاحمر']],
    ['Hebrew without points', 'שָׁלוֹם עולם', ['שלום', 'עולם']],
    ['Thai, each consonant with its marks', 'วิ่งก็น้ำ', ['วิ่', 'ง', 'ก็', 'น้ํ', 'า']],
    ['Thai with the circle before or after the tone', 'น้ำ น\u0e4d\u0e49า', ['น้ํ', 'า', 'น้ํ', 'า']],
    ['Devanagari as words with their marks', 'लोमड़ी दौड़ती है', ['लोमड़ी', 'दौड़ती', 'है'].map((word) => word.normalize('NFC'))],
    ['Persian with its joiner', 'می\u200cروم', ['میروم']],
    ['Russian', 'Ёлка Й', ['елка', 'и']],
    ['emoji', 'fox🦊🦊 ❤️❤ 👍🏽', ['fox', '🦊', '🦊', '❤', '❤', '👍', '🏽']],
    ['emoji that are joined', '👩‍🚀1️⃣', ['👩', '🚀', '1']],
    ['other symbols', '€20 → 5°', ['€', '20', '→', '5', '°']],
    ['ASCII symbols and punctuation of any script', '+ = < ^ ~ $ ` | 「」、。— … ¿ ؟ ๏', []],
    ['control and direction characters, and halves of pairs', 'a\u0000b\u202ec\u200fd \ud83d \udc00', ['a', 'bcd']],
  ])('%s', (_, text, tokens) => {
    expect(tokenize(text)).toEqual(tokens);
  });

  const clean = /^[^\s!-/:-@[-`{-\u007f\p{Cs}]+$/u;

  test('contain no white space, ASCII punctuation or half of a surrogate pair, and are not split further', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenize(text);
        expect(tokens.filter((token) => !clean.test(token))).toEqual([]);
        expect(tokenize(tokens.join(' '))).toEqual(tokens);
        expect(hasTokens(text)).toBe(tokens.length > 0);
      }),
      { numRuns: 1000 },
    );
  });

  test('are the same in every stored form of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(tokenize(text.normalize(form))).toEqual(tokenize(text));
      }),
    );
  });

  test('are words when they consist of letters and digits', () => {
    expect(['fox', '4k', 'ก็', '狐', '🦊', '€'].map(isWordToken)).toEqual([true, true, true, true, false, false]);
  });
});

describe('spans of tokens', () => {
  const parts = (text: string) => tokenizeWithSpans(text).map((token) => [token.text, text.slice(token.from, token.to)]);

  test('point into the original text where folding changes its length', () => {
    expect(parts('Straße, Cafe\u0301! ｶﾞﾗｽ 👩‍🚀 ثَعْلَب ﬁlm İ')).toEqual([
      ['strasse', 'Straße'],
      ['cafe', 'Cafe\u0301'],
      ['ガ', 'ｶﾞ'],
      ['ラ', 'ﾗ'],
      ['ス', 'ｽ'],
      ['👩', '👩\u200d'],
      ['🚀', '🚀'],
      ['ثعلب', 'ثَعْلَب'],
      ['film', 'ﬁlm'],
      ['i', 'İ'],
    ]);
    expect(parts(`紅色${'한강'.normalize('NFD')}`)).toEqual([
      ['红', '紅'],
      ['色', '色'],
      ['한', '한'.normalize('NFD')],
      ['강', '강'.normalize('NFD')],
    ]);
  });

  /** Letters that compose with their neighbours, and characters that may stand between them. */
  const composing = fc.constantFrom(
    ...[
      '\u1100',
      '\u1161',
      '\u11a8',
      '\u3131',
      '\u314f',
      '\uffa1',
      '\uffc2',
      '\u3164',
      '\u115f',
      '\u1160',
      '가',
      '각',
      'か',
      '\u3099',
      'ｶ',
      'ﾞ',
      'ー',
    ],
    ...[
      'a',
      '\u0301',
      '\u0323',
      'Σ',
      'İ',
      'ı',
      'ﬁ',
      'ß',
      '\u0627',
      '\u0653',
      '\u0654',
      '\u0640',
      '\ufefb',
      '\ufdfa',
      '\u05e9',
      '\u05c1',
      '\ufb2c',
    ],
    ...[
      '\u0915',
      '\u093c',
      '\u0958',
      '\u09c7',
      '\u09be',
      '\u0b92',
      '\u0bd7',
      'น',
      '\u0e49',
      '\u0e33',
      '\u1025',
      '\u102e',
      '\u17d2',
      '\u{16d63}',
      '\u{16d67}',
    ],
    ...[
      '\u200b',
      '\u200d',
      '\ufe0f',
      '\u{e0100}',
      '\ud83d',
      '\ude00',
      '👩',
      '🏽',
      '1',
      '\u20e3',
      '½',
      '㎏',
      '①',
      '紅',
      '葛',
      ' ',
      '.',
      '\u00b4',
      '\u309b',
      '\u0000',
    ],
  );

  test('do not change the tokens, and are in order', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme' }), fc.string({ unit: composing })), (text) => {
        const spanned = tokenizeWithSpans(text);
        expect(spanned.map((token) => token.text)).toEqual(tokenize(text));
        for (const [index, { from, to, units }] of spanned.entries()) {
          expect(from).toBeGreaterThanOrEqual(spanned[index - 1]?.from ?? 0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          expect([units[0]?.from, units.at(-1)?.to]).toEqual([from, to]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('of a letter with thousands of marks contain thirty marks, with and without spans', () => {
    const marked = `ก${'\u0e38\u0e48'.repeat(5_000)}`;
    for (const text of [marked, marked.replaceAll('\u0e48', '\u0e48\u200b'), `x ${marked} y`]) {
      const tokens = tokenize(text);
      expect(Math.max(...tokens.map((token) => token.length))).toBe(31);
      expect(tokenizeWithSpans(text).map((token) => token.text)).toEqual(tokens);
    }
  });

  test('say which part of the text each unit of a token was made from', () => {
    const [token] = tokenizeWithSpans('Stra\u0301ße');
    expect(token?.units.map(({ from, to }) => 'Stra\u0301ße'.slice(from, to))).toEqual(['S', 't', 'r', 'a\u0301', 'ß', 'ß', 'e']);
  });
});
