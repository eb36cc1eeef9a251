// Takes of one request: the composer and a batch say what is already made before anything is paid.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { checkView } from './support/check-view.ts';
import { messages, storedTile } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

const lighthouse = 'a lighthouse in the fog, waves below';
const request = { ...defaultRequest('seedance-1.5-pro', lighthouse), durationSeconds: 4, quality: '480p' };

const { studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, request);
  await makeVideo(page, request);
  await makeVideo(page, { ...request, prompt: 'a quiet harbour' });
});

const takesButton = () => page.getByRole('button', { name: messages.takes.alreadyMade(2, 0) });

async function composeAgain(): Promise<void> {
  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.library.useAgain, exact: true }).click();
  await expect(page.locator('#prompt')).toHaveValue(lighthouse);
}

test('the composer says how many takes its request has, and stops saying it when the request changes', async () => {
  await composeAgain();
  await expect(takesButton()).toBeVisible();
  const generate = page.getByRole('button', { name: messages.composer.generate, exact: true });
  await checkView(page, 'takes-composer');
  const before = await generate.boundingBox();
  const form = page.locator('[data-composer]');
  const foot = await form.locator('#generate-state').boundingBox();
  await page.locator('#prompt').pressSequentially(' at night');
  await expect(takesButton()).toBeHidden();
  // Nothing in the foot has moved.
  expect(await generate.boundingBox()).toEqual(before);
  expect(await form.locator('#generate-state').boundingBox()).toEqual(foot);
  await page.locator('#prompt').fill(lighthouse);
  await expect(takesButton()).toBeVisible();
  await takesButton().click();
  await expect(page.getByRole('region', { name: messages.player.label })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a batch counts what is already made and can leave it out', async () => {
  await page.keyboard.press('Control+1');
  await composeAgain();
  await page.keyboard.press('Control+b');
  const stage = page.getByRole('region', { name: messages.batch.title });
  await stage.getByRole('textbox').first().fill(`${lighthouse}\na new prompt`);
  await expect(stage.getByText(messages.takes.madeInBatch(1))).toBeVisible();
  await expect(stage.getByRole('button', { name: messages.batch.generate(2), exact: true })).toBeVisible();
  await stage.getByRole('switch', { name: messages.takes.leaveOut(1) }).click();
  await expect(stage.getByRole('button', { name: messages.batch.generate(1), exact: true })).toBeEnabled();
  await checkView(page, 'takes-batch');
  await stage.getByRole('switch', { name: messages.takes.leaveOut(1) }).click();
  await stage.getByRole('button', { name: messages.batch.close }).click();
});
