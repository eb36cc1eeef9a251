import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dictionariesFor } from '../../../../electron/shell/window/spell-checker.ts';

const available = ['de', 'de-DE', 'en-GB', 'en-US', 'fr', 'pt-BR', 'pt-PT', 'ru'];

describe('the dictionaries for preferred languages', () => {
  test.each([
    ['the exact one', ['en-GB', 'ru'], ['en-GB', 'ru']],
    ['the language without its region', ['fr-CA', 'de_AT'], ['fr', 'de']],
    ['a region of the language', ['pt'], ['pt-BR']],
    ['each one once', ['en-US', 'en_US'], ['en-US']],
    ['available ones without unavailable ones', ['zh-CN', 'en-US'], ['en-US']],
    ['English if nothing fits', ['zh-CN'], ['en-US']],
  ])('are: %s', (_rule, locales, dictionaries) => {
    expect(dictionariesFor(locales, available)).toEqual(dictionaries);
  });

  test('are none if even English is unavailable', () => {
    expect(dictionariesFor(['zh-CN'], ['ru'])).toEqual([]);
  });
});

test('every Electron process disables the spell checker of its sessions before anything else', () => {
  const folder = join(import.meta.dirname, '../../../../electron');
  const processes = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') }))
    .filter(({ source }) => source.includes('app.whenReady()'));
  expect(processes.map(({ name }) => name)).toEqual(['clip-worker.ts', 'main.ts']);
  for (const { name, source } of processes) expect(source.indexOf('disableSpellCheck(app)'), name).toBeGreaterThan(0);
});
