// Keys that the system and the window handle, pressed as real X11 keys under a window manager: Alt and Shift+Alt, which switch the keyboard
// layout, and the keys for zoom, full screen, minimising and quitting.
import { expect, test } from '@playwright/test';
import { call } from './support/bridge.ts';
import { promptField } from './support/steps.ts';
import { studioAndDesktopPerFile } from './support/studio-hooks.ts';
import { click, missingPrograms, pageCornerOnScreen, performKeyActions, pressKeys } from './support/x11-desktop.ts';

const missing = process.platform === 'linux' ? missingPrograms() : ['an X11 screen'];
test.skip(missing.length > 0, `no real keys here: ${missing.join(', ')} missing`);

test.describe.configure({ mode: 'serial' });

const { studio } = studioAndDesktopPerFile({ choosesSimulator: true });

/** Empties the prompt and focuses it with a real click. */
async function startWriting(): Promise<void> {
  await promptField(studio.page).fill('');
  const corner = await pageCornerOnScreen(studio.page, { x: 700, y: 500 });
  const box = await promptField(studio.page).boundingBox();
  if (box === null) throw new Error('the prompt is not on the page');
  await click({ x: corner.x + Math.round(box.x + box.width / 2), y: corner.y + Math.round(box.y + box.height / 2) });
  await expect(promptField(studio.page)).toBeFocused();
}

const letters = (text: string) => [...text].map((letter) => ['key', letter] as const);
const taskCount = async () => (await call(studio.page, 'studio.snapshot', {})).tasks.length;

const layoutKeys = {
  'Shift+Alt': [
    ['keydown', 'Shift_L'],
    ['keydown', 'Alt_L'],
    ['keyup', 'Alt_L'],
    ['keyup', 'Shift_L'],
  ],
  'Alt alone': [
    ['keydown', 'Alt_L'],
    ['keyup', 'Alt_L'],
  ],
} as const;

for (const [name, keys] of Object.entries(layoutKeys)) {
  test(`after ${name} the prompt still has the focus, and pressing Return twice adds two lines and sends nothing`, async () => {
    await startWriting();
    await performKeyActions([...letters('abc'), ...keys, ...letters('def')]);
    await expect(promptField(studio.page)).toHaveValue('abcdef');
    await performKeyActions([...keys, ['key', 'Return'], ['key', 'Return'], ...letters('g')]);
    await expect(promptField(studio.page)).toHaveValue('abcdef\n\ng');
    expect(await taskCount()).toBe(0);
  });
}

const zoomLevel = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
const windowState = () =>
  studio.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return window === undefined ? 'closed' : window.isFullScreen() ? 'full-screen' : window.isMinimized() ? 'minimised' : 'normal';
  });

test('the keys for zoom, full screen and minimise work without a menu', async () => {
  await startWriting();
  for (const [keys, level] of [
    ['ctrl+plus', 0.5],
    ['ctrl+equal', 1],
    ['ctrl+minus', 0.5],
    ['ctrl+KP_Add', 1],
    ['ctrl+0', 0],
  ] as const) {
    await pressKeys(keys);
    await expect.poll(zoomLevel, { message: keys }).toBe(level);
  }
  await pressKeys('F11');
  await expect.poll(windowState).toBe('full-screen');
  await pressKeys('F11');
  await expect.poll(windowState).toBe('normal');
  await pressKeys('ctrl+m');
  await expect.poll(windowState).toBe('minimised');
  expect(await taskCount()).toBe(0);
});

test('Ctrl+Q quits', async () => {
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore());
  await expect.poll(windowState).toBe('normal');
  await startWriting();
  const exited = new Promise((done) => studio.app.process().once('exit', done));
  await pressKeys('ctrl+q');
  await exited;
});
