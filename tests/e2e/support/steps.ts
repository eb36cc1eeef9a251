// What a person does in the window, found as a person (or a screen reader) finds it: by role and name.
import { expect, type Locator, type Page } from '@playwright/test';
import { text } from '../../../shared/text/index.ts';

export const words = text('en');

/** The prompt, for what cannot use roles (the debugging protocol). */
export const promptSelector = '#prompt';

export const promptField = (page: Page): Locator => page.getByRole('textbox', { name: words.composer.prompt });
export const generateButton = (page: Page): Locator =>
  page.getByRole('button', { name: new RegExp(`^(${words.composer.generate}|${words.composer.sendAnyway})`) });
export const place = (page: Page, name: keyof typeof words.app.places): Locator =>
  page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${words.app.places[name]}`) });

/** First run: chooses the simulator and waits for the composer. */
export async function chooseSimulator(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.welcome.trySimulator }).click();
  await expect(promptField(page)).toBeVisible();
}

/** Types a prompt in place of what is there. */
export async function writePrompt(page: Page, prompt: string): Promise<void> {
  await promptField(page).fill(prompt);
}

/** Presses Generate once it can be pressed. */
export async function generate(page: Page): Promise<void> {
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await generateButton(page).click();
}

/** The tile of a stored video in the library, by its prompt. */
export const storedTile = (page: Page, prompt: string): Locator => page.locator('[data-cell^="r"]').filter({ hasText: prompt });

/** Waits until the library shows a stored video of this prompt. */
export async function waitUntilStored(page: Page, prompt: string, timeoutMs = 60_000): Promise<void> {
  await expect(storedTile(page, prompt).first()).toBeVisible({ timeout: timeoutMs });
}
