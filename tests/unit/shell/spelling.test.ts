import { describe, expect, test } from 'vitest';
import { dictionariesFor } from '../../../electron/shell/spelling.ts';

const available = ['de', 'de-DE', 'en-GB', 'en-US', 'fr', 'pt-BR', 'pt-PT', 'ru'];

describe('the dictionaries for preferred languages', () => {
  test.each([
    ['the exact one', ['en-GB', 'ru'], ['en-GB', 'ru']],
    ['the language without its region', ['fr-CA', 'de_AT'], ['fr', 'de']],
    ['a region of the language', ['pt'], ['pt-BR']],
    ['each once', ['en-US', 'en_US'], ['en-US']],
    ['what there is beside what there is not', ['zh-CN', 'en-US'], ['en-US']],
    ['English where nothing fits', ['zh-CN'], ['en-US']],
  ])('are: %s', (_rule, locales, dictionaries) => {
    expect(dictionariesFor(locales, available)).toEqual(dictionaries);
  });

  test('are none where there is no English either', () => {
    expect(dictionariesFor(['zh-CN'], ['ru'])).toEqual([]);
  });
});
