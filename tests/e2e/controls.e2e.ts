// Controls that only some models have (shots, elements), the model picker and the table of models. The tests share one studio and mostly
// use the keyboard.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { models } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, smallerSize, waitUntilStill } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { greyPng } from './support/plain-pictures.ts';
import { chooseSimulator, generate, messages, navButton, promptField, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile();

/** Opens the model picker and types the id at once, as a user does who knows the name. */
async function chooseByTyping(page: Page, id: string): Promise<void> {
  await page.locator('#model').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(id);
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await expect(search).toHaveValue(id);
  await search.press('Enter');
  await expect(search).toBeHidden();
  await expect(page.locator('#model')).toContainText(models.find((model) => model.id === id)?.name ?? id);
}

/** Waits until the newest task of a model has a stored result. */
async function waitForResult(page: Page, model: string): Promise<void> {
  const state = async (): Promise<string> => {
    await pollLiveTasks(page);
    const { tasks } = await call(page, 'studio.snapshot', {});
    const task = tasks.find(({ request }) => request.model === model);
    if (task !== undefined) return task.state === 'completed' ? (task.results[0]?.state ?? 'completed') : task.state;
    const { resultIds } = await call(page, 'library.index', {});
    const { items } = await call(page, 'library.records', { resultIds: resultIds.slice(0, 20) });
    return items.find(({ request }) => request.model === model)?.state ?? 'nowhere';
  };
  await expect.poll(state, { intervals: [500] }).toBe('stored');
}

test('three shots are written by keyboard and become a video', async () => {
  const { page } = studio;
  const { shots } = messages.controls;
  await chooseSimulator(page);
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  await chooseByTyping(page, 'kling-v3-text-to-video');
  await writePrompt(page, 'a fox in three shots');
  const mode = page.getByRole('radiogroup', { name: shots.mode });
  await mode.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByLabel(shots.prompt(2))).toBeVisible();
  // The first shot has the text of the prompt. The test types the other shots and moves the last one up.
  await expect(page.getByLabel(shots.prompt(1))).toHaveValue('a fox in three shots');
  await page.getByLabel(shots.prompt(2)).focus();
  await page.keyboard.type('it runs');
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByLabel(shots.prompt(3))).toBeFocused();
  await page.keyboard.type('it sleeps');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByLabel(shots.prompt(2))).toBeFocused();
  await expect(page.getByLabel(shots.prompt(2))).toHaveValue('it sleeps');
  await expect(page.getByText(shots.excess(1))).toBeVisible();
  await checkView(page, 'controls-shots');
  await page.getByRole('button', { name: shots.makeFit }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(shots.fits, { exact: false })).toBeVisible();
  await generate(page);
  await waitForResult(page, 'kling-v3-text-to-video');
  const { items } = await call(page, 'library.records', { resultIds: (await call(page, 'library.index', {})).resultIds.slice(0, 1) });
  const sent = items[0]?.request.parameters['model_params.multi_prompt'] as { index: number; prompt: string; duration: string }[];
  expect(sent.map(({ index, prompt }) => `${index} ${prompt}`)).toEqual(['1 a fox in three shots', '2 it sleeps', '3 it runs']);
  expect(sent.reduce((sum, { duration }) => sum + Number(duration), 0)).toBe(5);
});

test('an element is created, chosen from the list, inserted into the prompt and sent', async () => {
  const { page } = studio;
  const { elements } = messages.controls;
  await page.setViewportSize(smallerSize);
  await chooseByTyping(page, 'kling-o3-text-to-video');
  await page.getByRole('button', { name: elements.add, exact: true }).click();
  await expect(page.getByText(elements.none)).toBeVisible();
  await page.getByRole('button', { name: elements.make }).click();
  await expect(page.locator('#model')).toContainText('Kling Custom Element');
  for (const [at, role] of (['element-front', 'element-view'] as const).entries()) {
    const file = join(home.folder, `${role}.png`);
    writeFileSync(file, greyPng(90 + at * 60, 640, 640));
    await answerDialogs(studio, [file]);
    await page.locator(`[data-slot="${role}"]:not([data-reference])`).first().click();
    await expect(page.locator(`[data-slot="${role}"][data-reference]`)).toBeVisible();
  }
  await page.getByRole('textbox', { name: messages.fieldName('model_params.element_name') }).fill('Ann');
  await page.getByRole('textbox', { name: messages.fieldName('model_params.element_description') }).fill('A woman in a red coat');
  await checkView(page, 'controls-custom-element');
  await generate(page);
  await waitForResult(page, 'kling-custom-element');

  await page.setViewportSize(smallerSize);
  await chooseByTyping(page, 'kling-o3-text-to-video');
  await writePrompt(page, 'At the harbour,');
  await page.getByRole('button', { name: elements.add, exact: true }).click();
  await page.getByRole('button', { name: /^Ann/ }).click();
  await page.getByRole('button', { name: elements.insert('<<<element_1>>>') }).click();
  await expect(promptField(page)).toHaveValue('At the harbour, <<<element_1>>>');
  await expect(page.getByText(elements.inPrompt)).toBeVisible();
  await checkView(page, 'controls-elements');
  await generate(page);
  await waitForResult(page, 'kling-o3-text-to-video');
  const created = await call(page, 'elements.list', { profileId: (await call(page, 'studio.snapshot', {})).status.activeProfileId ?? 0 });
  const { items } = await call(page, 'library.records', { resultIds: (await call(page, 'library.index', {})).resultIds.slice(0, 1) });
  expect(items[0]?.request.parameters['model_params.element_list']).toEqual([{ element_id: created.elements[0]?.elementId }]);
});

test('filters narrow the model picker without changing its size', async () => {
  const { page } = studio;
  await page.setViewportSize(smallerSize);
  await page.locator('#model').click();
  const popup = page.getByRole('dialog', { name: messages.modelPicker.title });
  await expect(popup).toBeVisible();
  await waitUntilStill(page);
  const before = await popup.boundingBox();
  await page.getByRole('button', { name: messages.modelPicker.filterNames['two-images'] }).click();
  await page.getByRole('button', { name: messages.modelPicker.filterNames['4k'] }).click();
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill('veo');
  await expect(popup.getByRole('option').filter({ hasText: 'Veo 3.1' })).toHaveCount(2);
  await expect.poll(() => popup.boundingBox()).toEqual(before);
  await checkView(page, 'controls-picker');
  await page.setViewportSize(smallerSize);
  await search.press('Control+i');
  await expect(page.getByRole('complementary', { name: messages.modelBrowser.sheetOf('Veo 3.1 Preview') })).toBeVisible();
});

test('the table of models can be sorted and searched, and a model can be chosen from it', async () => {
  const { page } = studio;
  const text = messages.modelBrowser;
  const stage = page.getByRole('region', { name: text.title }).first();
  await expect(stage.getByRole('row')).toHaveCount(models.length + 1);
  await stage.getByRole('button', { name: text.columns.duration, exact: true }).click();
  await expect(stage.getByRole('rowheader').first()).toContainText('Grok Imagine');
  await checkView(page, 'controls-models');
  await page.setViewportSize(smallerSize);
  await page.getByRole('searchbox', { name: text.search }).fill('海螺 首尾帧');
  await expect(stage.getByRole('row')).toHaveCount(2);
  await stage.getByRole('rowheader', { name: 'Hailuo 02' }).getByRole('button').click();
  const sheet = page.getByRole('complementary', { name: text.sheetOf('Hailuo 02') });
  await sheet.getByRole('button', { name: text.use }).click();
  await expect(page.locator('#model')).toContainText('Hailuo 02');
  await expect(sheet.getByRole('button', { name: text.inUse })).toBeVisible();
  await navButton(page, 'library').click();
});

test('undo on a control of the composer steps through the form; in the prompt it takes back the text', async () => {
  const { page } = studio;
  const model = page.locator('#model');
  await chooseByTyping(page, 'seedance-1.5-pro');
  await writePrompt(page, 'a heron');
  await chooseByTyping(page, 'veo3.1-fast');
  await model.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(model).toContainText('Seedance 1.5 Pro');
  await expect(promptField(page)).toHaveValue('a heron');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(model).not.toContainText('Seedance 1.5 Pro');
  await promptField(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' lands');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(promptField(page)).not.toHaveValue('a heron lands');
  await expect(model).not.toContainText('Seedance 1.5 Pro');
});
