// Batches: one prompt for three models, up to three stored videos, and a CSV file of six lines, one of them invalid, by keyboard.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type FileChooser, type Page, test } from '@playwright/test';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { greyPng } from './support/plain-pictures.ts';
import { longRenderMs, messages, promptSelector, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile({ choosesSimulator: true });

const stage = (page: Page) => page.getByRole('region', { name: messages.batch.title });
const rows = (page: Page) => stage(page).getByRole('row');
const generateBatch = (page: Page, count: number) => stage(page).getByRole('button', { name: messages.batch.generate(count), exact: true });

async function addModel(page: Page, id: string): Promise<void> {
  await stage(page).getByRole('button', { name: messages.batch.addModel }).click();
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill(id);
  await search.press('Enter');
  await expect(search).toBeHidden();
}

test('a batch of one prompt for three models ends in three stored videos', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  await writePrompt(page, 'a paper boat in the rain');
  await page.getByRole('radiogroup', { name: messages.composer.quality }).getByRole('radio', { name: '480p', exact: true }).click();
  await page.getByRole('button', { name: messages.batch.open }).click();
  await expect(rows(page)).toHaveCount(1 + 1);
  await addModel(page, 'sora-2-preview');
  await addModel(page, 'doubao-seedance-1.0-pro-fast');
  await expect(rows(page)).toHaveCount(1 + 3);
  await expect(rows(page).filter({ hasText: 'Sora 2' })).toContainText(messages.batch.changed(''));
  await checkView(page, 'batch-race');
  await generateBatch(page, 3).click();
  await expect(stage(page).getByText(messages.batch.added(3))).toBeVisible();
  // Lines that were submitted cannot be submitted again.
  await expect(stage(page).getByText(messages.batch.allAdded)).toBeVisible();
  await expect
    .poll(
      async () => {
        await pollLiveTasks(page);
        const { resultIds } = await call(page, 'library.index', {});
        const { items } = await call(page, 'library.records', { resultIds: resultIds.slice(0, 9) });
        return items.map(({ request, state }) => `${request.model} ${state}`).sort();
      },
      { intervals: [1_000] },
    )
    .toEqual(['doubao-seedance-1.0-pro-fast stored', 'seedance-1.5-pro stored', 'sora-2-preview stored']);
});

test('a CSV file with one invalid line submits the five others by keyboard, and the sixth after it is corrected', async () => {
  const { page } = studio;
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await studio.simulator.configure({ progressMs: longRenderMs });
  const image = join(home.folder, 'a first frame.png');
  writeFileSync(image, greyPng(1, 1280, 720));
  const lines = (bellDuration: string) =>
    [
      'Prompt;Duration;Quality;Model;First_frame;Count',
      '"a kite, red;\nover the sea";4;480p;;;',
      'a lamp;5;480p;;;1',
      `a bell;${bellDuration};480p;;;`,
      `a door;4;480p;;${image};`,
      'a clock;4;;doubao-seedance-1.0-pro-fast;;',
      'a wheel;4;480p;Seedance 1.5 Pro;;1',
    ].join('\r\n');
  const csv = join(home.folder, 'six.csv');
  // The listener is registered once. If it were added with each key press, it could be too late, and the system's dialog would open.
  const choosers: FileChooser[] = [];
  page.on('filechooser', (chooser) => choosers.push(chooser));
  const chooseCsvFile = async (bellDuration: string): Promise<void> => {
    writeFileSync(csv, `\uFEFF${lines(bellDuration)}`);
    const before = choosers.length;
    await page.keyboard.press('Enter');
    await expect.poll(() => choosers.length).toBe(before + 1);
    await choosers.at(-1)?.setFiles(csv);
  };

  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+b');
  const modes = stage(page).getByRole('radiogroup', { name: messages.batch.mode });
  await modes.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(stage(page).getByText(messages.batch.empty.detail)).toBeVisible();
  await checkView(page, 'batch-csv-empty');
  await stage(page).getByRole('button', { name: messages.batch.chooseFile }).focus();
  await chooseCsvFile('long');
  await expect(rows(page)).toHaveCount(1 + 6);
  const lineProblem = messages.batch.line(
    5,
    messages.batch.lineProblem({ kind: 'wrong-value', column: 'duration', found: 'long', expected: 'seconds' }, messages.errorText),
  );
  await expect(stage(page).getByText(lineProblem)).toBeVisible();
  await expect(generateBatch(page, 5)).toHaveAttribute('aria-disabled', 'false');
  await checkView(page, 'batch-csv');
  await generateBatch(page, 5).focus();
  await page.keyboard.press('Enter');
  await expect(stage(page).getByText(messages.batch.added(5))).toBeVisible();

  const chooseAnother = stage(page).getByRole('button', { name: messages.batch.chooseAnotherFile });
  await chooseAnother.focus();
  await expect(chooseAnother).toBeFocused();
  await chooseCsvFile('4');
  await expect(generateBatch(page, 1)).toHaveAttribute('aria-disabled', 'false');
  await expect(stage(page).getByText(messages.batch.alreadyAdded(5))).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(stage(page).getByText(messages.batch.added(1))).toBeVisible();
  const { tasks } = await call(page, 'studio.snapshot', {});
  const createdTasks = tasks.filter(({ request }) => !request.prompt.includes('paper boat')).sort((a, b) => a.id - b.id);
  expect(
    createdTasks.map(({ request }) => [request.prompt.split(/[,;\s]/)[1], request.durationSeconds, request.references.length]),
  ).toEqual([
    ['kite', 4, 0],
    ['lamp', 5, 0],
    ['door', 4, 1],
    ['clock', 4, 0],
    ['wheel', 4, 0],
    ['bell', 4, 0],
  ]);

  await page.keyboard.press('Control+2');
  await checkView(page, 'batch-queue');
  await page.getByRole('button', { name: messages.batch.discardAll }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: messages.batch.discard, exact: true }).click();
  await expect(page.getByRole('heading', { name: messages.queue.sections.waiting, level: 3 })).toBeHidden();
});

test('Ctrl+Enter right after typing submits the batch with the latest prompt', async () => {
  const { page } = studio;
  await page.keyboard.press('Control+b');
  const modes = stage(page).getByRole('radiogroup', { name: messages.batch.mode });
  await modes.getByRole('radio').first().click();
  // Uses the selector, because the batch view also has a prompt field.
  const prompt = page.locator(promptSelector);
  await prompt.fill('a lantern');
  await expect(generateBatch(page, 3)).toHaveAttribute('aria-disabled', 'false');
  await expect(rows(page).filter({ hasText: 'a lantern' })).toHaveCount(3);
  // Types and sends in one turn of the event loop, so that the lines cannot be updated in between.
  await prompt.evaluate((field) => {
    const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    write?.call(field, 'a lantern at sea');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
  });
  await expect(stage(page).getByText(messages.batch.added(3))).toBeVisible();
  const { tasks } = await call(page, 'studio.snapshot', {});
  const prompts = tasks.map(({ request }) => request.prompt).filter((prompt) => prompt.includes('lantern'));
  expect(prompts).toEqual(Array.from({ length: 3 }, () => 'a lantern at sea'));
});
