// The context menu of text. Real right clicks open the menu, and the test observes its X11 window.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { text } from '../../shared/text/index.ts';
import { call } from './support/bridge.ts';
import { chooseSimulator, generate, messages, navButton, promptField, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { projectRoot } from './support/studio-app.ts';
import { studioAndDesktopPerFile } from './support/studio-hooks.ts';
import {
  missingPrograms,
  type Point,
  pageCornerOnScreen,
  pressKeys,
  rightClick,
  shownWindows,
  takeDesktopScreenshot,
} from './support/x11-desktop.ts';

const missing = process.platform === 'linux' ? missingPrograms() : ['an X11 screen'];
test.skip(missing.length > 0, `no real pointer here: ${missing.join(', ')} missing`);

test.describe.configure({ mode: 'serial' });

const { studio } = studioAndDesktopPerFile();
let page: Page;
let corner: Point;

test.beforeAll(async () => {
  page = studio.page;
  corner = await pageCornerOnScreen(page, { x: 700, y: 500 });
  // Records each menu that is shown.
  await studio.app.evaluate(({ Menu }) => {
    const popup = Menu.prototype.popup;
    Menu.prototype.popup = function (this: Electron.Menu, options) {
      (globalThis as { shownMenu?: Electron.Menu | undefined }).shownMenu = this;
      popup.call(this, options);
    };
  });
});

/** The items of the menu that was shown last, without separators. */
const shownItems = () =>
  studio.app.evaluate(() => {
    const items = (globalThis as { shownMenu?: Electron.Menu | undefined }).shownMenu?.items ?? [];
    return items.filter(({ type }) => type !== 'separator').map(({ label, enabled }) => ({ label, enabled }));
  });

async function rightClickOn(element: Locator): Promise<void> {
  await studio.app.evaluate(() => {
    (globalThis as { shownMenu?: Electron.Menu | undefined }).shownMenu = undefined;
  });
  // Waits until the element no longer moves and nothing covers it.
  await element.hover({ trial: true });
  const box = await element.boundingBox();
  if (box === null) throw new Error('not on the page');
  await rightClick({ x: corner.x + Math.round(box.x + Math.min(box.width / 2, 60)), y: corner.y + Math.round(box.y + box.height / 2) });
}

/** The window of the open context menu. */
let menuWindow: string | undefined;

/** Opens a context menu and waits until its window is shown. */
async function openMenuBy(act: () => Promise<void>): Promise<void> {
  const before = await shownWindows();
  await act();
  const newWindows = async () => (await shownWindows()).filter((id) => !before.includes(id));
  await expect.poll(async () => (await newWindows()).length).toBe(1);
  [menuWindow] = await newWindows();
}

/** Opens the context menu of a text and returns the labels of its items. */
async function openMenuOn(element: Locator): Promise<readonly string[]> {
  await openMenuBy(() => rightClickOn(element));
  return (await shownItems()).map(({ label }) => label);
}

/** Waits until the context menu is gone. A right click while it is shown would only close it. */
const waitUntilMenuWindowIsClosed = () => expect.poll(async () => (await shownWindows()).includes(menuWindow ?? '')).toBe(false);

async function closeContextMenu(): Promise<void> {
  await pressKeys('Escape');
  await waitUntilMenuWindowIsClosed();
}

async function choose(label: string): Promise<void> {
  const enabledLabels = (await shownItems()).filter(({ enabled }) => enabled).map((item) => item.label);
  const downPresses = enabledLabels.indexOf(label) + 1;
  if (downPresses === 0) throw new Error(`"${label}" is not one of the items that can be chosen: ${enabledLabels}`);
  for (let press = 0; press < downPresses; press += 1) await pressKeys('Down');
  await pressKeys('Return');
  await waitUntilMenuWindowIsClosed();
}

const rolesOf = (language: 'en' | 'zh') => {
  const { undo, redo, cut, copy, paste, selectAll } = text(language).shell.roles;
  return [undo, redo, cut, copy, paste, selectAll];
};
const takeDesktopPicture = (name: string) => {
  mkdirSync(join(projectRoot, 'screenshots'), { recursive: true });
  return takeDesktopScreenshot(join(projectRoot, 'screenshots', `${name}.png`));
};

test('a key can be pasted with the context menu on the first screen', async () => {
  await studio.app.evaluate(({ clipboard }) => clipboard.writeText('sk-from-the-clipboard'));
  const key = page.getByLabel(messages.welcome.key, { exact: true });
  expect(await openMenuOn(key)).toEqual(rolesOf('en'));
  await takeDesktopPicture('context-menu-key');
  await choose(messages.shell.roles.paste);
  await expect(key).toHaveValue('sk-from-the-clipboard');
  await key.fill('');
});

test('the prompt has a context menu, also in Chinese', async () => {
  await chooseSimulator(page);
  await writePrompt(page, 'a fox');
  expect(await openMenuOn(promptField(page))).toEqual(rolesOf('en'));
  await closeContextMenu();
  // The menu key opens the same menu without a pointer.
  await promptField(page).focus();
  await openMenuBy(() => pressKeys('Menu'));
  await choose(messages.shell.roles.selectAll);
  await openMenuOn(promptField(page));
  await choose(messages.shell.roles.cut);
  await expect(promptField(page)).toHaveValue('');

  await call(page, 'settings.change', { language: 'zh', theme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('lang', /zh/);
  await page.locator('#prompt').fill('一只狐狸');
  expect(await openMenuOn(page.locator('#prompt'))).toEqual(rolesOf('zh'));
  await takeDesktopPicture('context-menu-zh-dark');
  await closeContextMenu();
  await call(page, 'settings.change', { language: 'en', theme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('lang', /en/);
});

test('the text fields of a dialog have a context menu', async () => {
  await navButton(page, 'settings').click();
  await page.getByRole('button', { name: messages.settings.add, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: messages.settings.addProfile });
  for (const label of [messages.settings.name, messages.settings.key]) {
    expect(await openMenuOn(dialog.getByLabel(label, { exact: true }))).toEqual(rolesOf('en'));
    await closeContextMenu();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('selected text can be copied from a context menu, and an element with its own menu keeps that menu', async () => {
  await writePrompt(page, 'a fox');
  await generate(page);
  await navButton(page, 'library').click();
  await waitUntilStored(page, 'a fox');
  const tile = storedTile(page, 'a fox').first();
  await rightClickOn(tile);
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await shownItems()).toEqual([]);
  await page.keyboard.press('Escape');

  await tile.click();
  const prompt = page.getByRole('complementary', { name: messages.library.inspector.label }).getByText('a fox').first();
  await prompt.evaluate((node) => document.getSelection()?.selectAllChildren(node));
  const { copy, selectAll } = messages.shell.roles;
  expect(await openMenuOn(prompt)).toEqual([copy, selectAll]);
  await takeDesktopPicture('context-menu-selected');
  await choose(copy);
  await expect.poll(() => studio.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('a fox');
});

test('the context menu of a misspelled word has suggestions', async () => {
  await writePrompt(page, 'snwo');
  // Tests have no dictionary, so the test adds the spell checker's result to a real right click.
  await studio.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.prependOnceListener('context-menu', (_event, clicked) => {
      Object.assign(clicked, { misspelledWord: 'snwo', dictionarySuggestions: ['snow'] });
    });
  });
  const labels = await openMenuOn(promptField(page));
  expect(labels).toEqual(['snow', messages.shell.spelling.addToDictionary, ...rolesOf('en')]);
  await takeDesktopPicture('context-menu-spelling');
  await closeContextMenu();
});
