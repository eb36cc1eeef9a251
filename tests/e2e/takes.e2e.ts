// Takes of one request: the composer and a batch show how many exist before anything is paid, the inspector links them, and the library stacks them.
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { newActionId } from '../support/action-id.ts';
import { call } from './support/bridge.ts';
import { checkView, waitUntilStill } from './support/check-view.ts';
import { focusSearchField, messages, storedTile } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo, pollUntilStored } from './support/tasks.ts';

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

async function clickUseAgain(): Promise<void> {
  await storedTile(page, lighthouse).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.library.useAgain, exact: true }).click();
  await expect(page.locator('#prompt')).toHaveValue(lighthouse);
  // The menu has closed, and the prompt gets the keys.
  await expect(page.locator('#prompt')).toBeFocused();
}

/** Makes a video with another prompt from the newest video with the prompt `from`, as with "Use again". */
async function generateFrom(from: string, prompt: string): Promise<void> {
  const { resultIds } = await call(page, 'library.index', {});
  const { items } = await call(page, 'library.records', { resultIds });
  const source = items.find((item) => item.request.prompt === from);
  if (source === undefined) throw new Error(from);
  const submitInput = { actionId: newActionId(), request: { ...source.request, prompt }, variations: 1, sendAnyway: true };
  await call(page, 'tasks.submit', { ...submitInput, sourceTaskId: source.id });
  await pollUntilStored(page, prompt);
}

test('the composer shows how many takes its request has, until the request changes', async () => {
  await clickUseAgain();
  await expect(takesButton()).toBeVisible();
  const generate = page.getByRole('button', { name: messages.composer.generate, exact: true });
  await checkView(page, 'takes-composer');
  await waitUntilStill(page);
  const before = await generate.boundingBox();
  const form = page.locator('[data-composer]');
  const stateBox = await form.locator('#generate-state').boundingBox();
  await page.locator('#prompt').pressSequentially(' at night');
  await expect(takesButton()).toBeHidden();
  // The foot of the form has not moved.
  await expect.poll(() => generate.boundingBox()).toEqual(before);
  await expect.poll(() => form.locator('#generate-state').boundingBox()).toEqual(stateBox);
  await page.locator('#prompt').fill(lighthouse);
  await expect(takesButton()).toBeVisible();
  // The button shows the takes, and clears a search that would hide them.
  await focusSearchField(page);
  await page.keyboard.type('harbour');
  await expect(storedTile(page, lighthouse)).toHaveCount(0);
  await takesButton().click();
  await expect(page.locator('[data-cell][aria-selected="true"]')).toHaveCount(2);
});

test('the inspector shows the source, the other takes and the videos made from a video, as pictures that open them', async () => {
  await page.keyboard.press('Control+1');
  await generateFrom(lighthouse, 'the same lighthouse in a storm');
  await storedTile(page, 'the same lighthouse in a storm').click();
  const inspector = page.getByRole('complementary', { name: messages.library.inspector.label });
  const { relatives } = messages.takes;
  await expect(inspector.getByRole('region', { name: relatives.sourceVideos, exact: true })).toBeVisible();
  await checkView(page, 'takes-source-videos');
  await inspector.getByRole('region', { name: relatives.sourceVideos, exact: true }).getByRole('button').first().click();
  await expect(inspector.getByRole('heading', { name: lighthouse })).toBeVisible();
  await expect(inspector.getByRole('region', { name: relatives.takesOf(1) }).getByRole('button')).toHaveCount(1);
  await expect(inspector.getByRole('region', { name: relatives.derivedVideos }).getByRole('button')).toHaveCount(1);
  await checkView(page, 'takes-derived-videos');
});

test('takes are stacked in one tile, which a key opens and a click closes, and another take can be put on top', async () => {
  await page.keyboard.press('Control+1');
  const tile = storedTile(page, lighthouse);
  await expect(tile).toHaveCount(2);
  await page.getByRole('button', { name: new RegExp(messages.library.display.button) }).click();
  await page.getByRole('switch', { name: messages.takes.stack.choice }).click();
  await checkView(page, 'takes-stack-choice');
  await page.keyboard.press('Escape');
  await expect(tile).toHaveCount(1);
  await tile.click();
  await expect(page.getByText(messages.library.selected(2))).toBeVisible();
  await expect(page.getByText(messages.takes.stack.wholeStack(2))).toBeVisible();
  await checkView(page, 'takes-stack-closed');
  // A key opens the stack, and the focus stays in the stack.
  await page.keyboard.press('s');
  await expect(tile).toHaveCount(2);
  await expect(page.getByText(messages.library.selected(2))).toBeHidden();
  await checkView(page, 'takes-stack-open');
  const first = await tile.first().getAttribute('data-cell');
  await tile.nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.takes.stack.putOnTop }).click();
  await expect(tile.first()).not.toHaveAttribute('data-cell', first ?? '');
  await tile.first().locator('[data-stack]').click();
  await expect(tile).toHaveCount(1);
  await expect(tile).not.toHaveAttribute('data-cell', first ?? '');
  await call(page, 'settings.change', { libraryStacks: false });
  await page.reload();
  await expect(tile).toHaveCount(2);
});

test('a batch counts the requests that already have takes and can leave them out', async () => {
  await page.keyboard.press('Control+1');
  await clickUseAgain();
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
