// Which language is used: the user's choice, or the language of the system.
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../shared/text/index.ts';

describe('the chosen language', () => {
  test.each([
    [['zh-Hans-CN', 'en-US'], 'zh'],
    [['zh_TW.UTF-8'], 'zh'],
    [['ZH'], 'zh'],
    [['en-GB', 'zh-CN'], 'en'],
    [['fr-FR', 'zh-HK', 'en'], 'zh'],
    [['de-DE', 'zhuang'], 'en'],
    [['C.UTF-8', ''], 'en'],
    [[], 'en'],
  ] as const)('for a system with the locales %j is %s', (locales, language) => {
    expect(languageOf('system', locales)).toBe(language);
  });

  test('is the user’s own choice if there is one', () => {
    expect([languageOf('en', ['zh-CN']), languageOf('zh', ['en-US'])]).toEqual(['en', 'zh']);
  });
});
