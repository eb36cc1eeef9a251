// File names and exports: the template for new videos, renaming one video or many, exporting, and copying paths.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots } from './support/check-view.ts';
import { closeMenu, messages, waitForMenuFocus, waitForPosters } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ launch: { drawsClipPerTask: takesScreenshots }, choosesSimulator: true });

const { fileNames } = messages;
const templateField = (page: Page) => page.getByRole('textbox', { name: fileNames.template });
const { fileJobs } = messages;
const tiles = (page: Page) => page.locator('[data-cell^="r"]');
const libraryFileNames = async (page: Page): Promise<readonly string[]> => {
  const { resultIds } = await call(page, 'library.index', {});
  return (await call(page, 'library.records', { resultIds: [...resultIds] })).items.map(({ fileName }) => fileName);
};
const openSettings = (page: Page) => page.keyboard.press('ControlOrMeta+,');

test('the names of new videos follow the template, whose result is shown while the user types it', async () => {
  const { page } = studio;
  await openSettings(page);
  await expect(page.getByText(new RegExp(`${fileNames.examplePrompt}.+\\.mp4$`))).toBeVisible();
  await templateField(page).fill('{promt}');
  await expect(page.getByText('{promt} is unknown. Did you mean {prompt}?')).toBeVisible();
  await expect(page.getByRole('button', { name: fileNames.save, exact: true }).last()).toBeDisabled();
  await templateField(page).fill('My film ');
  await page.getByRole('group', { name: fileNames.insert }).getByRole('button', { name: fileNames.tokens.prompt }).click();
  await expect(templateField(page)).toHaveValue('My film {prompt}');
  await expect(page.getByText(`My film ${fileNames.examplePrompt}.mp4`)).toBeVisible();
  await templateField(page).scrollIntoViewIfNeeded();
  await checkView(page, 'file-name-template');
  // The check in Chinese has switched the language, which renders the fields again.
  await templateField(page).fill('My film {prompt}');
  await templateField(page).press('Enter');
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.settings.fileNameTemplate).toBe('My film {prompt}');
  const resultId = await makeVideo(page, defaultRequest('seedance-1.5-pro', 'Old tram through rain'));
  expect((await call(page, 'library.records', { resultIds: [resultId] })).items[0]?.fileName).toBe('My film Old tram through rain.mp4');
});

test('F2 renames one video and reports a name that is taken', async () => {
  const { page } = studio;
  await makeVideo(page, defaultRequest('seedance-1.5-pro', 'Paper lanterns'));
  await page.keyboard.press('ControlOrMeta+1');
  await expect(tiles(page)).toHaveCount(2);
  await waitForPosters(page);
  await tiles(page).first().click();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: fileJobs.renameTitle });
  const name = dialog.getByRole('textbox', { name: fileJobs.name });
  await expect(name).toHaveValue('My film Paper lanterns');
  await name.fill('my film old tram through rain');
  await name.press('Enter');
  await expect(dialog.getByText(/There is already a file named/)).toBeVisible();
  await checkView(page, 'rename-one', undefined, '[role="dialog"]');
  await name.fill('Lanterns');
  await name.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => libraryFileNames(page)).toEqual(['Lanterns.mp4', 'My film Old tram through rain.mp4']);
  await expect(tiles(page).first()).toBeFocused();
});

test('F2 and Ctrl+E apply to the selection while a button has the focus, and do nothing in a text field', async () => {
  const { page } = studio;
  await tiles(page).first().click();
  const inspector = page.getByRole('complementary', { name: messages.library.inspector.label });
  const dialog = page.getByRole('dialog');
  await inspector.getByRole('textbox', { name: messages.judging.title }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+e');
  await expect(dialog).toHaveCount(0);
  const button = inspector.getByRole('button', { name: messages.library.useAgain, exact: true });
  for (const [key, title] of [
    ['F2', fileJobs.renameTitle],
    ['ControlOrMeta+e', fileJobs.exportTitle(1)],
  ] as const) {
    await button.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

test('the parts of an example name with an Arabic title are shown from left to right', async () => {
  const { page } = studio;
  await call(page, 'judgement.change', {
    resultIds: Float64Array.from((await call(page, 'library.index', {})).resultIds),
    command: { kind: 'set-title', title: 'ثعلب أحمر' },
  });
  await tiles(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: fileJobs.renameManyTitle(2) });
  await dialog.getByRole('textbox', { name: fileNames.template }).fill('{date} {title} {quality}');
  const name = dialog.getByRole('listitem').first();
  await expect(name).toContainText('ثعلب أحمر 720p.mp4');
  const isInOrder = () =>
    name.evaluate((item) => {
      const rectOf = (text: string) => {
        const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(text) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + text.length);
          return range.getBoundingClientRect();
        }
        throw new Error(`${text} is not shown`);
      };
      const lefts = ['20', 'ثعلب', '720p', '.mp4'].map((text) => rectOf(text).left);
      return lefts.every((left, at) => at === 0 || left > (lefts[at - 1] ?? 0));
    });
  await expect.poll(isInOrder).toBe(true);
  await takeScreenshot(page, 'rename-arabic');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await call(page, 'actions.undo', { actionId: null });
});

test('a selection is renamed with a template and numbered in the order of the library', async () => {
  const { page } = studio;
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText(messages.library.inspector.multiple(2))).toBeVisible();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: fileJobs.renameManyTitle(2) });
  await dialog.getByRole('textbox', { name: fileNames.template }).fill('Shot {number} {model}');
  await expect(dialog.getByText('Shot 002 seedance-1.5-pro.mp4')).toBeVisible();
  await checkView(page, 'rename-many', undefined, '[role="dialog"]');
  await dialog.getByRole('textbox', { name: fileNames.template }).fill('Shot {number} {model}');
  await expect(dialog.getByText('Shot 002 seedance-1.5-pro.mp4')).toBeVisible();
  await dialog.getByRole('textbox', { name: fileNames.template }).press('Enter');
  await expect(page.getByText('2 files renamed.')).toBeVisible();
  await checkView(page, 'rename-ended');
  await expect.poll(() => libraryFileNames(page)).toEqual(['Shot 001 seedance-1.5-pro.mp4', 'Shot 002 seedance-1.5-pro.mp4']);
  await page.getByRole('button', { name: fileJobs.close, exact: true }).click();
  await expect(page.getByText('2 files renamed.')).toBeHidden();
});

test('videos are exported with a table and a JSON file each, and a second export skips the files that exist', async () => {
  const { app, page } = studio;
  const folder = mkdtempSync(join(tmpdir(), 'evolink-export-'));
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
  const openExportDialog = async () => {
    await tiles(page).first().click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+e');
    const dialog = page.getByRole('dialog', { name: fileJobs.exportTitle(2) });
    await expect(dialog.getByRole('button', { name: fileJobs.choose })).toBeFocused();
    await dialog.getByRole('textbox', { name: fileNames.template }).fill('{prompt} {ratio}');
    await dialog.getByRole('button', { name: fileJobs.choose }).click();
    await expect(dialog.getByText(folder)).toBeVisible();
    return dialog;
  };
  await openExportDialog();
  await checkView(page, 'export', undefined, '[role="dialog"]');
  await page.keyboard.press('Escape');
  const first = await openExportDialog();
  await first.getByRole('switch', { name: fileJobs.csv }).click();
  await first.getByRole('switch', { name: fileJobs.json }).click();
  await first.getByRole('button', { name: fileJobs.exportNow, exact: true }).click();
  await expect(page.getByText(`2 videos exported to ${folder}.`)).toBeVisible();
  await checkView(page, 'export-ended');
  expect(readdirSync(folder).sort()).toEqual(
    [
      `${fileJobs.csvName}.csv`,
      'Old tram through rain 16x9.mp4',
      'Old tram through rain 16x9.mp4.json',
      'Paper lanterns 16x9.mp4',
      'Paper lanterns 16x9.mp4.json',
    ].sort(),
  );
  const second = await openExportDialog();
  await second.getByRole('button', { name: fileJobs.exportNow, exact: true }).click();
  await expect(page.getByText(`0 of 2 videos exported to ${folder}, 2 already there.`)).toBeVisible();
  rmSync(folder, { recursive: true });
});

test('a key copies the paths of the selection, and the menu acts on the whole selection', async () => {
  const { app, page } = studio;
  await page.getByRole('button', { name: fileJobs.close, exact: true }).click();
  await tiles(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+Alt+c');
  await expect
    .poll(async () => (await app.evaluate(({ clipboard }) => clipboard.readText())).split('\n').map((path) => basename(path)))
    .toEqual(['Shot 001 seedance-1.5-pro.mp4', 'Shot 002 seedance-1.5-pro.mp4']);
  await tiles(page).first().click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: fileJobs.exportMany(2) })).toBeVisible();
  await page.getByRole('menuitem', { name: fileJobs.copyPaths(2) }).click();
  // An action of the menu leaves the selection as it is.
  await expect(page.getByText(messages.library.inspector.multiple(2))).toBeVisible();
  await tiles(page).last().click();
  await tiles(page).last().click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: fileJobs.copyPath })).toBeVisible();
});

test('a video opens in a program of the list, chosen with the keyboard', async () => {
  test.skip(process.platform !== 'linux', 'the list is that of Linux');
  const { app, page } = studio;
  const data = mkdtempSync(join(tmpdir(), 'evolink-apps-'));
  mkdirSync(join(data, 'applications'));
  const copy = join(data, 'opened.mp4');
  writeFileSync(
    join(data, 'applications', 'cutter.desktop'),
    `[Desktop Entry]\nType=Application\nName=Film Cutter\nExec=cp %f ${copy}\nMimeType=video/mp4;\n`,
  );
  await app.evaluate((_electron, folder) => {
    process.env.XDG_DATA_HOME = folder;
    process.env.XDG_DATA_DIRS = '/none';
  }, data);
  await closeMenu(page);
  await tiles(page).first().click();
  await tiles(page).first().click({ button: 'right' });
  await waitForMenuFocus(page);
  const openWith = page.getByRole('menuitem', { name: messages.player.openWith, exact: true });
  await openWith.focus();
  await expect(openWith).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'Film Cutter' })).toBeVisible();
  // While a submenu is open, Base UI adds hidden focus guards to its parent menu, so only the submenu is checked.
  await checkView(page, 'open-with', undefined, `[role="menu"][aria-label="${messages.player.openWith}"]`);
  await page.getByRole('menuitem', { name: 'Film Cutter' }).press('Enter');
  await expect.poll(() => existsSync(copy)).toBe(true);
  rmSync(data, { recursive: true });
});

test('the requests of the selection become the lines of a batch, and nothing is sent', async () => {
  const { page } = studio;
  await page.keyboard.press('ControlOrMeta+1');
  await tiles(page).first().click();
  await tiles(page)
    .nth(1)
    .click({ modifiers: ['ControlOrMeta'] });
  const liveIds = async () => (await call(page, 'studio.snapshot', {})).tasks.map(({ id }) => id);
  const before = new Set(await liveIds());
  await page.getByRole('button', { name: messages.library.useAgain, exact: true }).click();
  const stage = page.getByRole('region', { name: messages.batch.title });
  await expect(stage.getByText(messages.batch.reused(2))).toBeVisible();
  await expect(stage.getByRole('table', { name: messages.batch.table }).getByRole('row')).toHaveCount(3);
  await checkView(page, 'batch-of-selection');
  expect((await liveIds()).filter((id) => !before.has(id))).toEqual([]);
});
