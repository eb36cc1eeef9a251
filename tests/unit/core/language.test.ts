import { afterEach, expect, test } from 'vitest';
import { startRefusal } from '../../../electron/shell/system/startup-error.ts';
import { menuTemplate } from '../../../electron/shell/window/app-menu.ts';
import { languageOf, text } from '../../../shared/text/index.ts';
import { type Bench, startBench } from '../../support/studio-bench.ts';

let bench: Bench;
afterEach(() => bench?.studio.stop({ withinMs: 0 }));

const spoken = () => bench.desktop.asked.filter((line) => line.startsWith('language '));
const status = async () => (await bench.must('studio.snapshot', {})).status;

test('the studio begins with the language of the system, in its window, its menu and its dialogs', async () => {
  bench = startBench({ systemLocales: ['zh-Hans-CN', 'en'] });
  expect([(await status()).language, (await status()).settings.language, spoken()]).toEqual(['zh', 'system', ['language zh']]);
});

test('another choice is spoken at once, and the system’s again when it is given back', async () => {
  bench = startBench({ systemLocales: ['zh-CN'] });
  await bench.must('settings.change', { language: 'en' });
  expect((await status()).language).toBe('en');
  await bench.must('settings.change', { theme: 'dark' });
  await bench.must('settings.change', { language: 'system' });
  expect((await status()).language).toBe('zh');
  expect(spoken()).toEqual(['language zh', 'language en', 'language zh']);
});

test('a language that does not exist is refused', async () => {
  bench = startBench();
  const answer = await bench.call('settings.change', { language: 'fr' as 'en' });
  expect(answer.ok ? null : answer.error.kind).toBe('invalid-input');
  expect((await status()).language).toBe('en');
});

test('every item of the menu is named in the language', () => {
  const noActions = { onItemChosen: () => {}, openPage: () => {}, openLogs: () => {} };
  const namesOf = (items: ReturnType<typeof menuTemplate>): (string | undefined)[] =>
    items
      .filter(({ type, role }) => type !== 'separator' && role !== 'appMenu')
      .flatMap((item) => [item.label, ...(Array.isArray(item.submenu) ? namesOf(item.submenu) : [])]);
  const names = namesOf(menuTemplate(true, text('zh').shell, noActions));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !/\p{Script=Han}/u.test(name ?? ''))).toEqual([]);
});

test('errors and a refused start are told in the language', () => {
  const words = text(languageOf('zh', ['en-US']));
  expect(words.errorText({ kind: 'insufficient-credits', service: teapot }).title).toBe('账户积分不足。');
  expect(startRefusal({ kind: 'database-from-future', version: 9, known: 1 } as never, words.shell).title).toContain('更新版本');
});

const teapot = { httpStatus: 402, code: null, message: null, param: null, requestId: null, body: '' } as never;
