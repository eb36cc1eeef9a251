// English and Chinese. The studio uses the system's language until the user chooses a language. A choice applies at once and after a
// restart.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { type Text, text } from '../../shared/text/index.ts';
import { newActionId } from '../support/action-id.ts';
import { call } from './support/bridge.ts';
import { checkView, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { longRenderMs, promptSelector, storedTile, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

const [en, zh] = [text('en'), text('zh')];
const prompt = '雪地里的红狐, slow dolly-in';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { environment: { LANGUAGE: 'zh_CN:zh' }, drawsClipPerTask: takesScreenshots } });

const navButton = (page: Page, messages: Text, name: keyof Text['app']['views']) =>
  page.getByRole('navigation').getByRole('button', { name: messages.app.views[name] });
/** Returns the markup of controls and labels whose text is cut off without an ellipsis. */
const findCutOffTexts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, [role="radio"], h1, h2, label, nav *')]
      .filter(
        (element) =>
          element.checkVisibility() && element.closest('.sr-only') === null && getComputedStyle(element).textOverflow !== 'ellipsis',
      )
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).overflow !== 'visible',
      )
      .map((element) => element.outerHTML.slice(0, 160)),
  );

/** Checks a Chinese view, in one theme because colours do not depend on the language. No text may be cut off in the smallest window. */
async function checkChineseView(page: Page, name: string): Promise<void> {
  await checkView(page, name, ['light']);
  await page.setViewportSize({ width: 1280, height: 800 });
  await waitUntilStill(page);
  await expect.poll(() => findCutOffTexts(page), { message: name }).toEqual([]);
}

test('on a Chinese system the first screen is in Chinese', async () => {
  const { page } = studio;
  await expect(page.getByRole('button', { name: zh.welcome.trySimulator })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await checkChineseView(page, 'zh-welcome');
});

test('the library, the queue, the model picker and Settings are in Chinese', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: zh.welcome.trySimulator }).click();
  await expect(page.locator(promptSelector)).toBeVisible();
  const request = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), quality: '480p', durationSeconds: 4 });
  await makeVideo(page, request('雨中的旧电车'));
  await expect(storedTile(page, '雨中的旧电车')).toHaveCount(1);
  await storedTile(page, '雨中的旧电车').first().click();
  await waitForPosters(page);
  await checkChineseView(page, 'zh-library');

  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  const submit = (prompt: string, variations: number) =>
    call(page, 'tasks.submit', { actionId: newActionId(), request: request(prompt), variations, sendAnyway: true, sourceTaskId: null });
  await submit('玄武岩上空的无人机 [simulate:content_policy_violation]', 1);
  await navButton(page, zh, 'queue').click();
  await expect(page.getByRole('heading', { name: zh.queue.sections['needs-you'] })).toBeVisible();
  await studio.simulator.configure({ progressMs: longRenderMs });
  await submit('面包发酵的延时摄影，温暖的厨房', 4);
  await expect(page.getByRole('heading', { name: zh.queue.sections.waiting })).toBeVisible();
  await checkChineseView(page, 'zh-queue');

  await page.locator('[data-field="model"] button').first().click();
  await expect(page.getByPlaceholder(zh.modelPicker.searchHint)).toBeVisible();
  await checkChineseView(page, 'zh-model-picker');
  await page.keyboard.press('Escape');

  await navButton(page, zh, 'settings').click();
  await expect(page.getByRole('radiogroup', { name: zh.settings.language })).toBeVisible();
  await checkChineseView(page, 'zh-settings');
});

test('choosing English in Settings applies at once and keeps the prompt and the focus', async () => {
  const { page } = studio;
  await page.locator(promptSelector).fill(prompt);
  await page.getByRole('radiogroup', { name: zh.settings.language }).getByRole('radio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: en.settings.title })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator(promptSelector)).toHaveValue(prompt);
  await expect(page.getByRole('radio', { name: 'English' })).toBeFocused();
  await expect(page.locator('body')).not.toContainText(zh.settings.title);
});

test('after a restart the window is in the chosen language from its first frame', async () => {
  await studio.restart();
  const { page } = studio;
  await expect(navButton(page, en, 'settings')).toBeVisible();
  await expect(page.locator(promptSelector)).toHaveValue(prompt);
  expect(new URL(page.url()).searchParams.get('language')).toBe('en');
});
