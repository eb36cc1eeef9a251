// The language of the window, the menu and the dialogs.
import { afterEach, expect, test } from 'vitest';
import { startupErrorText } from '../../../electron/shell/system/startup-error.ts';
import { menuTemplate } from '../../../electron/shell/window/app-menu.ts';
import { languageOf, text } from '../../../shared/text/index.ts';
import { type Bench, startBench } from '../../support/studio-bench.ts';

let bench: Bench;
afterEach(() => bench?.studio.stop({ withinMs: 0 }));

const appliedLanguages = () => bench.desktop.calls.filter((line) => line.startsWith('language '));
const status = async () => (await bench.must('studio.snapshot', {})).status;

test('the studio starts in the system language, in its window, menu and dialogs', async () => {
  bench = startBench({ systemLocales: ['zh-Hans-CN', 'en'] });
  expect([(await status()).language, (await status()).settings.language, appliedLanguages()]).toEqual(['zh', 'system', ['language zh']]);
});

test('a chosen language applies at once, and so does the system language when it is chosen again', async () => {
  bench = startBench({ systemLocales: ['zh-CN'] });
  await bench.must('settings.change', { language: 'en' });
  expect((await status()).language).toBe('en');
  await bench.must('settings.change', { theme: 'dark' });
  await bench.must('settings.change', { language: 'system' });
  expect((await status()).language).toBe('zh');
  expect(appliedLanguages()).toEqual(['language zh', 'language en', 'language zh']);
});

test('an unknown language is rejected', async () => {
  bench = startBench();
  const result = await bench.call('settings.change', { language: 'fr' as 'en' });
  expect(result.ok ? null : result.error.kind).toBe('invalid-input');
  expect((await status()).language).toBe('en');
});

test('every menu item is named in the chosen language', () => {
  const noActions = { onItemChosen: () => {}, openPage: () => {}, openLogs: () => {} };
  const namesOf = (items: ReturnType<typeof menuTemplate>): (string | undefined)[] =>
    items
      .filter(({ type, role }) => type !== 'separator' && role !== 'appMenu')
      .flatMap((item) => [item.label, ...(Array.isArray(item.submenu) ? namesOf(item.submenu) : [])]);
  const names = namesOf(menuTemplate(true, text('zh').shell, noActions));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !/\p{Script=Han}/u.test(name ?? ''))).toEqual([]);
});

test('errors and start-up refusals are shown in the chosen language', () => {
  const messages = text(languageOf('zh', ['en-US']));
  expect(messages.errorText({ kind: 'insufficient-credits', service: paymentRequired }).title).toBe('账户积分不足。');
  expect(startupErrorText({ kind: 'database-from-future', version: 9, supported: 1 } as never, messages.shell).title).toContain('更新版本');
});

const paymentRequired = { httpStatus: 402, code: null, message: null, param: null, requestId: null, body: '' } as never;
