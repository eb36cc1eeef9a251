// Steps of a user who adds profiles in the Settings view.
import { expect, type Locator, type Page } from '@playwright/test';
import type { AppError } from '../../../shared/errors.ts';
import { messages, navButton } from './steps.ts';

interface Account {
  readonly name: string;
  readonly key: string;
  readonly api: string;
  readonly files: string;
}

/** The complete text of an error, as the window shows it. */
export function errorSentence(error: AppError): string {
  const { title, detail } = messages.errorText(error);
  return messages.format.sentences([title, detail]);
}

export const dialogOf = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title });
export const keyField = (dialog: Locator): Locator => dialog.getByLabel(messages.settings.key, { exact: true });
export const connectButton = (dialog: Locator): Locator => dialog.getByRole('button', { name: messages.settings.connect });

/** Opens "Add a profile", fills it in and clicks Connect. The dialog stays open if the key is refused. */
export async function submitNewProfile(page: Page, account: Account): Promise<Locator> {
  await navButton(page, 'settings').click();
  await page.getByRole('button', { name: messages.settings.add, exact: true }).click();
  const dialog = dialogOf(page, messages.settings.addProfile);
  await dialog.getByLabel(messages.settings.name, { exact: true }).fill(account.name);
  await keyField(dialog).fill(account.key);
  await dialog.getByText(messages.settings.baseUrls, { exact: true }).click();
  await dialog.getByLabel(messages.settings.apiBaseUrl).fill(account.api);
  await dialog.getByLabel(messages.settings.filesBaseUrl).fill(account.files);
  await connectButton(dialog).click();
  return dialog;
}

/** Adds a profile whose key works. */
export async function addProfile(page: Page, account: Account): Promise<void> {
  const dialog = await submitNewProfile(page, account);
  await expect(dialog).toBeHidden();
}
