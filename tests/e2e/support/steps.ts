// The actions of a user in the window. Controls are found by role and name, as a screen reader finds them.
import { expect, type Locator, type Page } from '@playwright/test';
import { text } from '../../../shared/text/index.ts';
import { call, hangsAfterMs } from './bridge.ts';

/** The messages that the tests expect: English, or Chinese when `STUDIO_LANGUAGE` says so (`scripts/e2e.mjs`). */
export const messages = text(process.env.STUDIO_LANGUAGE === 'zh' ? 'zh' : 'en');

/**
 * A render time that no test waits for: a task ends when the test advances the simulator's clock by this time. The task stays `pending` for
 * the first minutes. The time is shorter than the validity of a link.
 */
export const longRenderMs = 3_600_000;

/** The prompt field, for callers that cannot use roles (the debugging protocol). */
export const promptSelector = '#prompt';

export const promptField = (page: Page): Locator => page.getByRole('textbox', { name: messages.composer.prompt });
export const generateButton = (page: Page): Locator =>
  page.getByRole('button', {
    name: new RegExp(`^(${messages.composer.generate}|${messages.composer.sendAnyway}|${messages.composer.addToQueue})`),
  });
/** The button of a view in the navigation. */
export const navButton = (page: Page, name: keyof typeof messages.app.views): Locator =>
  page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${messages.app.views[name]}`) });

/** Chooses the simulator on the first screen and waits for the composer. */
export async function chooseSimulator(page: Page): Promise<void> {
  await page.getByRole('button', { name: messages.welcome.trySimulator }).click();
  await expect(promptField(page)).toBeVisible();
}

/** Chooses a model that the catalogue does not know, by typing its id into the list of models. */
export async function typeModel(page: Page, id: string): Promise<void> {
  await page.locator('#model').click();
  await page.getByRole('combobox', { name: messages.modelPicker.search }).fill(id);
  await page
    .getByRole('option')
    .filter({ hasText: messages.modelPicker.use(id) })
    .click();
}

/** Replaces the text in the prompt field. */
export async function writePrompt(page: Page, prompt: string): Promise<void> {
  await promptField(page).fill(prompt);
}

/** Clicks Generate once it is enabled. */
export async function generate(page: Page): Promise<void> {
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await generateButton(page).click();
}

/** Waits until the open menu handles keys: a menu takes the focus in the frame after it is shown. */
export async function waitForMenuFocus(page: Page): Promise<void> {
  await expect(page.locator('[role="menu"]:focus, [role="menu"] :focus')).toHaveCount(1);
}

/** Waits until no menu is shown. A menu that fades out still has the focus, so keys do not reach the view behind it. */
export async function waitUntilMenuIsClosed(page: Page): Promise<void> {
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Closes the open menu and waits until it is gone. */
export async function closeMenu(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await waitUntilMenuIsClosed(page);
}

/** Moves the focus to the library's search field with its shortcut. Then the text in it is selected. */
export async function focusSearchField(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('combobox', { name: messages.search.label })).toBeFocused();
}

/** The tile of a stored video in the library, by its prompt. */
export const storedTile = (page: Page, prompt: string): Locator => page.locator('[data-cell^="r"]').filter({ hasText: prompt });

/** Waits until the library shows a stored video of this prompt. `timeoutMs` is for callers outside the test runner. */
export async function waitUntilStored(page: Page, prompt: string, timeoutMs = hangsAfterMs): Promise<void> {
  await expect(storedTile(page, prompt).first()).toBeVisible({ timeout: timeoutMs });
}

/** Waits until every video in the library has a poster, and every tile shows it. */
export async function waitForPosters(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const { resultIds } = await call(page, 'library.index', {});
      const { items } = await call(page, 'library.records', { resultIds: resultIds.slice(0, 100) });
      return items.filter(({ hasPoster }) => !hasPoster).map(({ fileName }) => fileName);
    })
    .toEqual([]);
  await expect(page.locator('[data-cell^="r"]').filter({ hasNot: page.locator('img') })).toHaveCount(0);
}
