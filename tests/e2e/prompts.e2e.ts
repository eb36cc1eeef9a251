// The prompt history and templates, mostly by keyboard: saved, filled in, sent, and kept after a restart.
import { expect, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { text } from '../../shared/text/index.ts';
import { newActionId } from '../support/action-id.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot } from './support/check-view.ts';
import {
  chooseSimulator,
  generateButton,
  longRenderMs,
  messages,
  navButton,
  promptField,
  waitUntilStored,
  writePrompt,
} from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

const template = '{subject} walks through {place=forest}, {light=dawn|noon|night}';
const filledPrompt = 'a heron walks through reeds, noon';
const { history, templates } = messages.prompts;

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile();

test('a template is saved, filled by keyboard and sent; after a restart the history finds the prompt', async () => {
  let { page } = studio;
  await chooseSimulator(page);
  await call(page, 'settings.change', { favouriteModels: ['veo3'] });

  // The text of the prompt is saved as a template.
  await writePrompt(page, template);
  await page.keyboard.press('Control+Shift+P');
  await expect(page.getByRole('combobox', { name: templates.search })).toBeFocused();
  await checkView(page, 'templates-empty');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: templates.saveThis })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: templates.name })).toBeFocused();
  await page.keyboard.type('Walk');
  await checkView(page, 'template-form');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /^Walk/ })).toBeVisible();
  await checkView(page, 'templates');

  // The template is removed and restored.
  await expect(page.getByRole('combobox', { name: templates.search })).toBeFocused();
  await page.keyboard.press('Shift+Delete');
  await expect(page.getByText(templates.removed('Walk'))).toBeVisible();
  await page.getByRole('button', { name: messages.prompts.undo }).click();
  await expect(page.getByRole('option', { name: /^Walk/ })).toBeVisible();
  await page.getByRole('combobox', { name: templates.search }).focus();

  // The variables are filled in.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'subject' })).toBeFocused();
  await page.keyboard.type('a heron');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'place' })).toHaveValue('forest');
  await page.getByRole('textbox', { name: 'place' }).fill('reeds');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'noon' })).toBeChecked();
  await checkView(page, 'template-fill');
  await page.getByRole('textbox', { name: 'place' }).press('Enter');
  await expect(promptField(page)).toHaveValue(filledPrompt);
  await expect(promptField(page)).toBeFocused();

  // Ctrl+Z restores the previous text.
  await page.keyboard.press('Control+Z');
  await expect(promptField(page)).toHaveValue(template);
  await page.keyboard.press('Control+Shift+Z');
  await expect(promptField(page)).toHaveValue(filledPrompt);

  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Control+Enter');
  await waitUntilStored(page, filledPrompt);
  // The next estimate is based on this task.
  await writePrompt(page, `${filledPrompt}, again`);
  await expect(page.locator('#generate-state')).toContainText(new RegExp(messages.format.credits(2, true).replace('2', '\\d+')));
  await checkView(page, 'estimate');

  await studio.restart();
  page = studio.page;
  await expect(promptField(page)).toHaveValue(`${filledPrompt}, again`);

  await promptField(page).press('Alt+ArrowDown');
  await expect(page.getByRole('combobox', { name: history.search })).toBeFocused();
  await page.keyboard.type('reeds her');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await checkView(page, 'history');

  // The same language as in the library: a completed condition becomes a chip, and a field that means nothing here says so.
  const search = page.getByRole('combobox', { name: history.search });
  await search.fill('mod');
  await expect(page.getByRole('listbox', { name: messages.search.suggestions }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(search).toHaveValue('model:');
  await expect(search).toBeFocused();
  await page.keyboard.type('veo');
  await expect(page.getByRole('listbox', { name: messages.search.suggestions })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('model:veo');
  await page.keyboard.type('3 seed:4 ');
  await expect(page.getByRole('list', { name: messages.search.conditions }).getByRole('listitem')).toHaveText(['model:veo3']);
  await expect(page.getByText(messages.search.problems.fieldNotHere('seed'))).toBeVisible();
  await checkView(page, 'history-conditions');
  await search.fill('reeds her');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(promptField(page)).toHaveValue(filledPrompt);

  // The prompt is removed from the history and restored.
  await expect(promptField(page)).toBeFocused();
  await page.keyboard.press('Control+P');
  await expect(search).toBeFocused();
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Shift+Delete');
  await expect(page.getByText(history.empty)).toBeVisible();
  await page.getByRole('button', { name: messages.prompts.undo }).click();
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(promptField(page)).toBeFocused();

  // Values and favourites also survive a restart. A prompt with variables offers to fill them in.
  await writePrompt(page, 'by {place} and {light=dawn|noon|night}');
  await page.getByRole('button', { name: messages.prompts.fillIn }).click();
  await expect(page.getByRole('textbox', { name: 'place' })).toHaveValue('reeds');
  await expect(page.getByRole('radio', { name: 'noon' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: templates.search })).toBeHidden();
  await page.locator('[data-field="model"] button').first().click();
  await expect(page.getByRole('group', { name: messages.modelPicker.favourites })).toBeVisible();
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveAttribute('data-model', 'veo3');
  await page.keyboard.press('Escape');
  await expect(navButton(page, 'library')).toBeVisible();
});

test('an unsaved template survives a click outside, a change of language and Escape, until it is saved or cancelled', async () => {
  const { page } = studio;
  const name = page.getByRole('textbox', { name: templates.name });
  const body = page.getByRole('textbox', { name: templates.text });
  const search = page.getByRole('combobox', { name: templates.search });
  await writePrompt(page, 'a fox in the snow');
  await page.keyboard.press('Control+Shift+P');
  await page.getByRole('button', { name: templates.saveThis }).click();
  await name.fill('Snow');
  await body.fill('{subject} in the snow, seen from a slow train');
  // Clicks outside the form, on the library.
  await page.mouse.click(1_100, 700);
  await expect(name).toBeHidden();
  await page.keyboard.press('Control+Shift+P');
  await expect(name).toHaveValue('Snow');
  await expect(body).toHaveValue('{subject} in the snow, seen from a slow train');
  await checkView(page, 'template-unsaved');
  // A change of language renders the window again.
  await call(page, 'settings.change', { language: 'zh' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('navigation').getByRole('button', { name: text('zh').app.views.library })).toBeVisible();
  await page.keyboard.press('Control+Shift+P');
  await expect(page.getByText(text('zh').prompts.templates.unsaved)).toBeVisible();
  await checkView(page, 'template-unsaved-zh', []);
  await call(page, 'settings.change', { language: 'en' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(navButton(page, 'library')).toBeVisible();
  await page.keyboard.press('Control+Shift+P');
  await expect(name).toHaveValue('Snow');

  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();
  await checkView(page, 'templates-unsaved');
  await page.getByRole('button', { name: templates.continueNew }).click();
  await expect(body).toHaveValue('{subject} in the snow, seen from a slow train');
  await page.getByRole('button', { name: templates.save, exact: true }).click();
  await expect(page.getByRole('option', { name: /^Snow/ })).toBeVisible();

  // Values that were typed for variables are also kept; Cancel discards them.
  await page.getByRole('option', { name: /^Snow/ }).click();
  await page.getByRole('textbox', { name: 'subject' }).fill('an old tram');
  await page.mouse.click(1_100, 700);
  await expect(page.getByRole('textbox', { name: 'subject' })).toBeHidden();
  await page.keyboard.press('Control+Shift+P');
  await page.getByRole('option', { name: /^Snow/ }).click();
  await expect(page.getByRole('textbox', { name: 'subject' })).toHaveValue('an old tram');
  await page.getByRole('button', { name: templates.cancel, exact: true }).click();
  await page.getByRole('option', { name: /^Snow/ }).click();
  await expect(page.getByRole('textbox', { name: 'subject' })).not.toHaveValue('an old tram');
  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();
});

test('text typed while a template is being saved stays in the form, which then edits the saved template', async () => {
  const { page } = studio;
  const body = page.getByRole('textbox', { name: templates.text });
  await writePrompt(page, 'a heron at dawn');
  await page.keyboard.press('Control+Shift+P');
  await page.getByRole('button', { name: templates.saveThis }).click();
  await page.getByRole('textbox', { name: templates.name }).fill('Heron');
  // Saves and types in one turn of the event loop, so that the save cannot finish before the typing.
  await body.evaluate((element: HTMLTextAreaElement) => {
    element.form?.requestSubmit();
    element.setRangeText(', in mist', element.value.length, element.value.length, 'end');
    // React ignores an input event if the value is the last value that it has seen. `setRangeText` changes the value without React
    // noticing.
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.getByRole('heading', { name: templates.editTitle })).toBeVisible();
  await expect(body).toHaveValue('a heron at dawn, in mist');
  await page.getByRole('button', { name: templates.save, exact: true }).click();
  await expect(page.getByRole('option', { name: /^Heron/ })).toHaveCount(1);
  const storedTexts = async () =>
    (await call(page, 'templates.list', {})).templates.filter(({ name }) => name === 'Heron').map(({ text: saved }) => saved);
  await expect.poll(storedTexts).toEqual(['a heron at dawn, in mist']);
  await page.keyboard.press('Escape');
});

test('a live tile has the actions of its queue row, and the window shows the result of editing a task and of stopping to track one', async () => {
  const { page } = studio;
  const request = { ...defaultRequest('seedance-1.5-pro', 'bread rising in a warm kitchen'), durationSeconds: 4, quality: '480p' };
  await studio.simulator.configure({ progressMs: longRenderMs });
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await call(page, 'tasks.submit', { actionId: newActionId(), request, variations: 2, sendAnyway: true, sourceTaskId: null });

  // Shift+F10 opens the same menu by keyboard.
  await navButton(page, 'library').click();
  // The tile of the task that the service has accepted; the other task waits.
  const tile = page.locator('[data-cell^="t"]').filter({ has: page.getByRole('progressbar') });
  await expect(tile).toHaveCount(1);
  await tile.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: messages.queue.actions['stop-polling'] })).toBeVisible();
  await takeScreenshot(page, 'live-tile-menu');
  await page.getByRole('menuitem', { name: messages.library.inQueue }).click();

  // The task is edited: the message is beside the focused prompt.
  await takeScreenshot(page, 'queue-rows');
  await page.getByRole('button', { name: messages.queue.actions.edit, exact: true }).click();
  await expect(page.getByText(messages.composer.editingQueuedTask)).toBeVisible();
  await expect(promptField(page)).toBeFocused();
  await takeScreenshot(page, 'taken-back');

  // The user stops tracking the task: it is listed under the ended tasks and does not need attention.
  await page.getByRole('button', { name: messages.queue.actions['stop-polling'] }).click();
  await page.getByRole('button', { name: messages.queue.confirmStopPolling.confirm }).click();
  await expect(page.getByRole('heading', { name: messages.queue.sections.ended })).toBeVisible();
  await expect(page.getByRole('heading', { name: messages.queue.sections['needs-you'] })).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).toContainText(messages.app.idle);
  await checkView(page, 'queue-ended');
});
