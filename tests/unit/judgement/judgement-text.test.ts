// Titles, notes and names: what is stored of a typed text, and what is refused.
import { describe, expect, test } from 'vitest';
import { foldedName, judgementTexts, maxTextLength, readJudgementText } from '../../../shared/judgement/judgement.ts';
import { fc } from '../../support/fast-check.ts';

describe('a typed text', () => {
  test.each([
    ['tag', '  red   fox ', 'red fox'],
    ['tag', 'cafe\u0301', 'café'],
    ['tag', 'a/b "c" NEAR(*)', 'a/b "c" NEAR(*)'],
    ['title', '', ''],
    ['title', '   ', ''],
    ['title', 'half \ud800 a character', 'half \ufffd a character'],
    ['notes', ' one\r\ntwo\rthree\n\tfour ', 'one\ntwo\nthree\n\tfour'],
    ['collection', '夜景　２', '夜景 ２'],
  ] as const)('as %s: %j is stored as %j', (kind, typed, text) => {
    expect(readJudgementText(kind, typed)).toEqual({ text });
  });

  test.each([
    ['tag', '', 'empty'],
    ['tag', '\u200b\u0301', 'empty'],
    ['collection', ' ', 'empty'],
    ['tag', 'two\nlines', 'control-character'],
    ['title', 'a\u0000b', 'control-character'],
    ['title', 'a\u202eb', 'control-character'],
    ['notes', 'a\u0007b', 'control-character'],
    ['tag', 'x'.repeat(101), 'too-long'],
    ['title', 'x'.repeat(501), 'too-long'],
    ['notes', 'x'.repeat(20_001), 'too-long'],
  ] as const)('as %s: %j is refused: %s', (kind, typed, refusal) => {
    expect(readJudgementText(kind, typed)).toEqual({ refusal });
  });

  test('is stored in a form that does not change when it is parsed again, within its limit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...judgementTexts), fc.string({ unit: 'binary', maxLength: 200 }), (kind, typed) => {
        const parsed = readJudgementText(kind, typed);
        if ('refusal' in parsed) return;
        expect(readJudgementText(kind, parsed.text)).toEqual(parsed);
        expect(parsed.text.length).toBeLessThanOrEqual(maxTextLength[kind]);
      }),
    );
  });
});

test('names that differ only in case, width or accents are one name', () => {
  expect(new Set(['Fox', 'ＦＯＸ', 'fóx', 'fox'].map(foldedName)).size).toBe(1);
});
