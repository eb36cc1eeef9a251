// Input that the user does not mean as a command must not send, choose, close or change anything: keys during a composition of an input
// method, held keys, the mouse wheel over a number, and menu items chosen behind an open dialog.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { eventChannel } from '../../shared/ipc/bridge.ts';
import { findModel } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { type InputMethod, openInputMethod } from './support/input-method.ts';
import { generateButton, longRenderMs, messages, navButton, promptField, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
let page: Page;
let input: InputMethod;

test.beforeAll(async () => {
  page = studio.page;
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  // Submitted tasks stay in the queue, so that they can be counted.
  await studio.simulator.configure({ progressMs: longRenderMs });
  input = await openInputMethod(page);
});

const liveTasks = async () => (await call(page, 'studio.snapshot', {})).tasks.toSorted((a, b) => a.id - b.id);
const prompts = async () => (await liveTasks()).map(({ request }) => request.prompt);

/** Returns the prompts of the tasks that `act` created. Main handles calls in order, so the later snapshot contains every task. */
async function promptsCreatedBy(act: () => Promise<void>): Promise<readonly string[]> {
  const before = new Set((await liveTasks()).map(({ id }) => id));
  await act();
  await call(page, 'studio.snapshot', {});
  return (await liveTasks()).filter(({ id }) => !before.has(id)).map(({ request }) => request.prompt);
}

/**
 * Sends the event that main sends when the user chooses an item of the application menu, and waits until the window has handled it. The
 * window's own listener is older than the one that is added here, so it runs first.
 */
async function chooseInMenu(item: 'generate' | 'pause'): Promise<void> {
  await page.evaluate(() => {
    type Bridge = { onEvent(listener: (event: { readonly type: string }) => void): () => void };
    const { studio: bridge } = window as unknown as { studio: Bridge };
    document.documentElement.removeAttribute('data-menu-handled');
    const stop = bridge.onEvent(({ type }) => {
      if (type !== 'menu-chosen') return;
      stop();
      document.documentElement.setAttribute('data-menu-handled', '');
    });
  });
  await studio.app.evaluate(
    ({ BrowserWindow }, [channel, chosen]) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, { type: 'menu-chosen', item: chosen }),
    [eventChannel, item] as const,
  );
  await expect(page.locator('html[data-menu-handled]')).toHaveCount(1);
}

/** Holds a key down, repeating, for longer than the interval of a double click. */
async function holdKey(key: string): Promise<void> {
  const now = () => page.evaluate(() => performance.now());
  for (const endMs = (await now()) + 1_800; (await now()) < endMs; ) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

test.describe('while an input method is composing', () => {
  test('Ctrl+Enter in the prompt sends nothing; after the composition it sends the whole text', async () => {
    await writePrompt(page, '一只狐狸');
    await promptField(page).press('End');
    const createdPrompts = await promptsCreatedBy(async () => {
      await input.compose('xuedi');
      await input.press('Enter', { control: true });
      // In WebKit the composition ends before the key press that caused the end arrives.
      await input.commit('雪地');
      await input.press('Enter', { control: true });
    });
    expect(createdPrompts).toEqual([]);
    await expect(promptField(page)).toHaveValue('一只狐狸雪地');
    await page.keyboard.press('Control+Enter');
    await expect.poll(prompts).toEqual(['一只狐狸雪地']);
  });

  test('Generate in the menu sends nothing', async () => {
    await writePrompt(page, '两只');
    await promptField(page).press('End');
    const createdPrompts = await promptsCreatedBy(async () => {
      await input.compose('huli');
      await chooseInMenu('generate');
    });
    expect(createdPrompts).toEqual([]);
    await input.commit('狐狸');
    await chooseInMenu('generate');
    await expect.poll(prompts).toContain('两只狐狸');
  });

  test('Ctrl+Enter in a batch sends nothing', async () => {
    await page.getByRole('button', { name: messages.batch.open }).click();
    const field = page.getByRole('region', { name: messages.batch.title }).getByRole('textbox', { name: messages.batch.prompts });
    await field.fill('一只狐狸\n');
    await field.press('Control+End');
    const createdPrompts = await promptsCreatedBy(async () => {
      await input.compose('xuedi');
      await input.press('Enter', { control: true });
    });
    expect(createdPrompts).toEqual([]);
    await input.compose('');
    await navButton(page, 'library').click();
  });

  test('Enter, arrow keys and Escape choose nothing in the prompt history and leave it open', async () => {
    await writePrompt(page, 'not sent yet');
    await promptField(page).press('Control+p');
    const search = page.getByRole('combobox', { name: messages.prompts.history.search });
    const options = page.getByRole('listbox', { name: messages.prompts.history.open }).getByRole('option');
    await expect(options).toHaveCount(2);
    await expect(search).toBeFocused();
    await expect(search).toHaveAttribute('aria-activedescendant', /./);
    const active = (await search.getAttribute('aria-activedescendant')) ?? '';
    // Both prompts match the candidate.
    await input.compose('狐狸');
    await expect(options).toHaveCount(2);
    for (const key of ['ArrowDown', 'Enter', 'Escape', 'Tab'] as const) await input.press(key);
    await expect(search).toBeFocused();
    await expect(search).toHaveAttribute('aria-activedescendant', active);
    await expect(promptField(page)).toHaveValue('not sent yet');
    await input.commit('雪');
    await expect(options).toHaveCount(1);
    await search.press('Enter');
    await expect(promptField(page)).toHaveValue('一只狐狸雪地');
  });

  test('Enter and Escape leave the model picker open and the model unchanged', async () => {
    const button = page.locator('#model');
    const model = await button.textContent();
    await button.click();
    const search = page.getByRole('combobox', { name: messages.modelPicker.search });
    await expect(search).toBeFocused();
    await input.compose('ke');
    for (const key of ['ArrowDown', 'Enter', 'Escape'] as const) await input.press(key);
    await expect(search).toBeFocused();
    await input.compose('');
    await search.press('Escape');
    await expect(search).toBeHidden();
    await expect(button).toHaveText(model ?? '');
  });

  test('Enter and Escape leave a dialog and a form open', async () => {
    await navButton(page, 'settings').click();
    await page.getByRole('button', { name: messages.settings.add, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: messages.settings.addProfile });
    await dialog.getByLabel(messages.settings.name, { exact: true }).fill('');
    await input.compose('gongzuo');
    for (const key of ['Enter', 'Escape'] as const) await input.press(key);
    await expect(dialog).toBeVisible();
    await input.commit('工作');
    await expect(dialog.getByLabel(messages.settings.name, { exact: true })).toHaveValue('工作');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    await promptField(page).press('Control+Shift+p');
    await page.getByRole('button', { name: messages.prompts.templates.saveThis }).click();
    const name = page.getByRole('textbox', { name: messages.prompts.templates.name });
    await name.focus();
    await input.compose('mingzi');
    for (const key of ['Enter', 'Escape'] as const) await input.press(key);
    await expect(name).toBeFocused();
    await input.compose('');
    await page.keyboard.press('Escape');
    await expect(name).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: messages.prompts.templates.open })).toBeHidden();
  });

  for (const [systems, namesKey] of [
    ['macOS', true],
    ['Windows and Linux', false],
  ] as const) {
    test(`Ctrl+Enter that confirms a candidate, as ${systems} report it, sends nothing; the next Ctrl+Enter sends the whole text`, async () => {
      await writePrompt(page, `${systems} `);
      await promptField(page).press('End');
      const createdPrompts = await promptsCreatedBy(async () => {
        await input.compose('mao');
        await input.press('Enter', { control: true, namesKey });
        await input.commit('猫');
      });
      expect(createdPrompts).toEqual([]);
      await page.keyboard.press('Control+Enter');
      await expect.poll(prompts).toContain(`${systems} 猫`);
    });
  }
});

test.describe('behind an open dialog', () => {
  test('neither the menu nor Ctrl+Enter sends or pauses anything, wherever the focus is', async () => {
    await writePrompt(page, 'behind a dialog');
    await navButton(page, 'settings').click();
    await page.getByRole('button', { name: messages.settings.add, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: messages.settings.addProfile });
    await expect(dialog).toBeVisible();
    const pausedProfiles = async () => (await call(page, 'studio.snapshot', {})).status.profiles.map((profile) => profile.paused);
    expect(await pausedProfiles()).toEqual([false]);
    const createdPrompts = await promptsCreatedBy(async () => {
      await chooseInMenu('generate');
      await chooseInMenu('pause');
      await page.keyboard.press('Control+Enter');
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press('Control+Enter');
    });
    expect([createdPrompts, await pausedProfiles()]).toEqual([[], [false]]);
    await dialog.getByLabel(messages.settings.name, { exact: true }).focus();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await chooseInMenu('generate');
    await expect.poll(prompts).toContain('behind a dialog');
  });

  test('Ctrl+Enter in the model picker of a batch does not send the batch', async () => {
    await page.keyboard.press('Control+b');
    const stage = page.getByRole('region', { name: messages.batch.title });
    await stage.getByRole('textbox', { name: messages.batch.prompts }).fill('a batch of one');
    await expect(stage.getByRole('button', { name: messages.batch.generate(1), exact: true })).toHaveAttribute('aria-disabled', 'false');
    await stage.getByRole('button', { name: messages.batch.addModel }).click();
    await expect(page.getByRole('combobox', { name: messages.modelPicker.search })).toBeFocused();
    expect(await promptsCreatedBy(() => page.keyboard.press('Control+Enter'))).toEqual([]);
    await page.keyboard.press('Escape');
    await navButton(page, 'library').click();
  });
});

test.describe('a key held down acts once', () => {
  test('Ctrl+Enter in the prompt sends one task', async () => {
    await writePrompt(page, 'held with Ctrl');
    await promptField(page).focus();
    await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
    await page.keyboard.down('Control');
    await holdKey('Enter');
    await page.keyboard.up('Control');
    await expect.poll(async () => (await prompts()).filter((prompt) => prompt === 'held with Ctrl')).toHaveLength(1);
  });

  test('Enter and Space on Generate send one task each', async () => {
    for (const key of ['Enter', 'Space']) {
      await writePrompt(page, `held on the button: ${key}`);
      await generateButton(page).focus();
      await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
      await holdKey(key);
      await expect.poll(async () => (await prompts()).filter((prompt) => prompt === `held on the button: ${key}`)).toHaveLength(1);
    }
  });

  test('Enter on the menu button of a row opens the menu and chooses nothing', async () => {
    await navButton(page, 'queue').click();
    const prompt = await promptField(page).inputValue();
    // The last waiting task, because its row does not change while the key is held.
    const menuButton = page.locator('[draggable="true"]').last().getByRole('button', { name: messages.queue.more });
    await menuButton.focus();
    expect(await promptsCreatedBy(() => holdKey('Enter'))).toEqual([]);
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(promptField(page)).toHaveValue(prompt);
  });
});

test.describe('the mouse wheel over a focused control', () => {
  async function turnWheelOver(control: Locator): Promise<void> {
    await control.scrollIntoViewIfNeeded();
    await control.focus();
    await control.hover();
    // The steps are small, so that a scrolling panel keeps the control under the pointer. A control that reacted to the wheel would change
    // by a whole step each time.
    for (const deltaY of [-3, 3, 3]) await page.mouse.wheel(0, deltaY);
    // The compositor handles the wheel first; two frames later the page has handled it too.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  test('does not change a number', async () => {
    await page.locator('#model').click();
    await page.getByRole('combobox', { name: messages.modelPicker.search }).fill('veo-3.1-generate-preview');
    await page.keyboard.press('Enter');
    await expect(page.locator('#model')).toContainText(findModel('veo-3.1-generate-preview')?.name ?? '');
    const seed = page.getByRole('spinbutton');
    if (!(await seed.first().isVisible())) await page.locator('summary').filter({ hasText: messages.composer.more }).click();
    await seed.first().fill('4242');
    await turnWheelOver(seed.first());
    await expect(seed.first()).toHaveValue('4242');
    await seed.first().press('ArrowUp');
    await expect(seed.first()).toHaveValue('4243');
  });

  test('does not change a combo box or a slider', async () => {
    const variations = page.getByRole('combobox', { name: messages.composer.variations });
    await turnWheelOver(variations);
    await expect(variations).toHaveValue('1');
    await page.locator('#model').click();
    await page.getByRole('combobox', { name: messages.modelPicker.search }).fill('seedance-1.5-pro');
    await page.keyboard.press('Enter');
    await expect(page.locator('#model')).toContainText(findModel('seedance-1.5-pro')?.name ?? '');
    const slider = page.getByRole('slider', { name: messages.composer.duration });
    const before = await slider.inputValue();
    await turnWheelOver(slider);
    await expect(slider).toHaveValue(before);
  });
});
