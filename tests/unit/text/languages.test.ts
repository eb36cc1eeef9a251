// The texts of both languages: complete, without missing values, and in the right language.
import { describe, expect, test } from 'vitest';
import { type Text, text } from '../../../shared/text/index.ts';
import { fields, type Leaves, leavesOf, resultsOf } from './text-samples.ts';

const en: Leaves = new Map(leavesOf(text('en')));
const zh: Leaves = new Map(leavesOf(text('zh')));

/** Paths of texts that may be equal in both languages and contain no Chinese characters: names, URLs, symbols, plain values. */
const equalInBoth: readonly (string | RegExp)[] = [
  'app.name',
  /^batch\.(times|line)$/,
  /^composer\.(addressHint|taskHint|promptCount|times)$/,
  /^format\.(number|bytes|bytesOf|clock|time|timeCode|colon|listed|items|sentences)$/,
  'inspector.clockTime',
  /^library\.(count|inspector\.(pixels|framesPerSecond|hash))$/,
  /^modelBrowser\.(no|counts|facts\.id)$/,
  'modelPicker.filterNames.4k',
  'controls.shots.count',
  'player.speedValue',
  'serviceWords',
  /^settings\.(keyHint|apiBaseUrlHint|filesBaseUrlHint|version|electron|languages\.(en|zh))$/,
  'welcome.keyHint',
  'files.errorText',
];
const mayBeEqual = (path: string): boolean =>
  equalInBoth.some((pattern) => (typeof pattern === 'string' ? pattern === path : pattern.test(path)));
/** True when a sentence contains no word of any language: for "8 / 9", but not for "Queue 3". */
const isBareValue = (sentence: string): boolean => !/\p{L}{2}/u.test(sentence.replace(/KWallet|task-unified-\d|SHA-256/g, ''));

describe('the languages', () => {
  test('have the same texts, of the same type, with the same number of parameters', () => {
    const signaturesOf = (leaves: Leaves) =>
      [...leaves].map(([path, leaf]) => `${path} ${typeof leaf === 'function' ? leaf.length : 'words'}`).sort();
    expect(signaturesOf(zh)).toEqual(signaturesOf(en));
    expect(en.size).toBeGreaterThan(400);
  });

  test.each(['en', 'zh'] as const)('have no empty sentence and no missing value: %s', (language) => {
    for (const [path, leaf] of language === 'en' ? en : zh) {
      const results = resultsOf(path, leaf);
      if (path !== 'inspector.detailText') expect(results.length, path).toBeGreaterThan(0);
      // The gap is a space in English and empty in Chinese.
      if (path !== 'format.sentenceGap') for (const words of results) expect(words, path).toMatch(/\S/);
      for (const words of results) expect(words, path).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  test('Chinese sentences are in Chinese', () => {
    const withoutChinese = [...zh]
      .filter(([path]) => !mayBeEqual(path))
      .flatMap(([path, leaf]) => resultsOf(path, leaf).map((sentence) => [path, sentence] as const))
      .filter(([, sentence]) => !/\p{Script=Han}/u.test(sentence) && !isBareValue(sentence));
    expect(withoutChinese).toEqual([]);
    const untranslated = [...zh].filter(([path, leaf]) => typeof leaf === 'string' && leaf === en.get(path) && !mayBeEqual(path));
    expect(untranslated).toEqual([]);
  });

  test('Chinese sentences use Chinese punctuation, and a space beside Latin letters and digits', () => {
    const mistakes = [...zh]
      .flatMap(([path, leaf]) => resultsOf(path, leaf).map((sentence) => [path, sentence] as const))
      .filter(([, sentence]) =>
        /\p{Script=Han}[,;:!?.()]|[,;:!?()]\p{Script=Han}|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u.test(sentence),
      );
    expect(mistakes).toEqual([]);
  });

  test('name every field and choice of every model', () => {
    const missingNames = (words: Text) => [
      ...fields.filter(({ path }) => words.fieldName(path) === path).map(({ path }) => path),
      ...fields
        .flatMap((field) => (field.type === 'choice' ? field.values : []))
        .filter((value) => /_|^[A-Z&]+$/.test(words.choiceName(value))),
    ];
    expect([missingNames(text('en')), missingNames(text('zh'))]).toEqual([[], []]);
  });
});
