// What a person does with accounts in the settings.
import { expect, type Locator, type Page } from '@playwright/test';
import type { AppError } from '../../../shared/errors.ts';
import { call } from './bridge.ts';
import { place, words } from './steps.ts';

interface Account {
  readonly name: string;
  readonly key: string;
  readonly api: string;
  readonly files: string;
}

/** An error's whole sentence as it stands in the window. */
export function sentence(error: AppError): string {
  const { title, detail } = words.errorText(error);
  return words.format.sentences([title, detail]);
}

export const dialogOf = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title });
export const keyField = (dialog: Locator): Locator => dialog.getByLabel(words.settings.key, { exact: true });
export const connectButton = (dialog: Locator): Locator => dialog.getByRole('button', { name: words.settings.connect });

/** Opens "Add a profile", fills it in and presses Connect. The dialog is still there if the key was refused. */
export async function askForProfile(page: Page, account: Account): Promise<Locator> {
  await place(page, 'settings').click();
  await page.getByRole('button', { name: words.settings.add, exact: true }).click();
  const dialog = dialogOf(page, words.settings.addProfile);
  await dialog.getByLabel(words.settings.name, { exact: true }).fill(account.name);
  await keyField(dialog).fill(account.key);
  await dialog.getByText(words.settings.baseUrls, { exact: true }).click();
  await dialog.getByLabel(words.settings.apiBaseUrl).fill(account.api);
  await dialog.getByLabel(words.settings.filesBaseUrl).fill(account.files);
  await connectButton(dialog).click();
  return dialog;
}

/** Adds a profile whose key works. */
export async function addProfile(page: Page, account: Account): Promise<void> {
  const dialog = await askForProfile(page, account);
  await expect(dialog).toBeHidden();
}

/** Lets a task's next look come now instead of after the 15 seconds that politeness to the real service asks for. */
export async function hurryLooks(page: Page): Promise<void> {
  const { tasks } = await call(page, 'studio.snapshot', {});
  for (const { id, state } of tasks) {
    if (state === 'pending' || state === 'processing') await call(page, 'tasks.pollNow', { id }).catch(() => undefined);
  }
}
