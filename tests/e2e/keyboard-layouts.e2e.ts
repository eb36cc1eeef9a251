// The shortcuts on keyboard layouts of several countries and scripts, with real X11 keys.
import { expect, test } from '@playwright/test';
import { call } from './support/bridge.ts';
import { generate, messages, navButton, promptField, promptSelector, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { studioAndDesktopPerFile } from './support/studio-hooks.ts';
import { click, type KeyPosition, missingPrograms, pageCornerOnScreen, pressKeyAt, useLayout } from './support/x11-desktop.ts';

const missing = process.platform === 'linux' ? missingPrograms() : ['an X11 screen'];
test.skip(missing.length > 0, `no real keys here: ${missing.join(', ')} missing`);

test.describe.configure({ mode: 'serial' });

const { studio } = studioAndDesktopPerFile({ choosesSimulator: true });

test.beforeAll(async () => {
  await writePrompt(studio.page, 'a fox');
  await generate(studio.page);
  await waitUntilStored(studio.page, 'a fox');
  // The window gets real keys only after a click.
  const corner = await pageCornerOnScreen(studio.page, { x: 700, y: 500 });
  const box = await promptField(studio.page).boundingBox();
  if (box === null) throw new Error('the prompt is not on the page');
  await click({ x: corner.x + Math.round(box.x + box.width / 2), y: corner.y + Math.round(box.y + box.height / 2) });
  await expect(promptField(studio.page)).toBeFocused();
});

test.afterAll(() => useLayout('us'));

/** The positions of the shortcut keys on a US keyboard, which most layouts share. */
const usPositions = { 1: 'Digit1', 2: 'Digit2', a: 'KeyA', b: 'KeyB', h: 'KeyH', l: 'KeyL', m: 'KeyM', p: 'KeyP', ',': 'Comma' } as const;
type Positions = Readonly<Record<keyof typeof usPositions, KeyPosition>>;

const layouts: readonly { readonly name: string; readonly layout: readonly [string, string?]; readonly positions?: Partial<Positions> }[] =
  [
    { name: 'US', layout: ['us'] },
    { name: 'French AZERTY', layout: ['fr'], positions: { a: 'KeyQ', m: 'Semicolon', ',': 'KeyM' } },
    { name: 'Czech', layout: ['cz'] },
    { name: 'Russian', layout: ['ru'] },
    { name: 'Greek', layout: ['gr'] },
    { name: 'Hebrew', layout: ['il'] },
    { name: 'Arabic', layout: ['ara'] },
    { name: 'Dvorak', layout: ['us', 'dvorak'], positions: { b: 'KeyN', h: 'KeyJ', l: 'KeyP', p: 'KeyR', ',': 'KeyW' } },
  ];

for (const { name, layout, positions: otherPositions } of layouts) {
  const positions: Positions = { ...usPositions, ...otherPositions };

  test(`${name}: the shortcuts of every view work`, async () => {
    const { page } = studio;
    const expectView = (kind: 'library' | 'queue' | 'settings') => expect(navButton(page, kind)).toHaveAttribute('aria-current', 'page');
    await useLayout(...layout);
    await navButton(page, 'library').focus();
    await pressKeyAt(positions[2], 'Control_L');
    await expectView('queue');
    await pressKeyAt(positions[1], 'Control_L');
    await expectView('library');
    await pressKeyAt(positions[','], 'Control_L');
    await expectView('settings');
    await pressKeyAt(positions.b, 'Control_L');
    await expect(page.getByRole('region', { name: messages.batch.title })).toBeVisible();
    await pressKeyAt(positions.l, 'Control_L');
    await expect(page.locator(promptSelector)).toBeFocused();
    await pressKeyAt(positions.p, 'Control_L');
    await expect(page.getByRole('combobox', { name: messages.prompts.history.search })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('combobox', { name: messages.prompts.history.search })).toBeHidden();
    // Types a letter, from which the studio learns the script of the layout.
    await pressKeyAt(positions.a);
    await pressKeyAt(positions.m, 'Control_L', 'Shift_L');
    await expect(page.getByRole('searchbox', { name: messages.modelBrowser.search })).toBeVisible();
    await pressKeyAt(positions.h, 'Control_L', 'Shift_L');
    const pausedProfiles = async () => (await call(page, 'studio.snapshot', {})).status.profiles.some((profile) => profile.paused);
    await expect.poll(pausedProfiles).toBe(true);
    await pressKeyAt(positions.h, 'Control_L', 'Shift_L');
    await expect.poll(pausedProfiles).toBe(false);
    // No shortcut has zoomed the window, although the key 1 types a plus on a Czech keyboard.
    expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())).toBe(0);
  });

  test(`${name}: M toggles the sound in the player, and Ctrl+A selects all in the library`, async () => {
    const { page } = studio;
    await navButton(page, 'library').click();
    const tile = storedTile(page, 'a fox').first();
    await tile.focus();
    await pressKeyAt(positions.a, 'Control_L');
    await expect(page.locator('[data-cell][aria-selected="true"]')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-cell][aria-selected="true"]')).toHaveCount(0);
    await tile.focus();
    await page.keyboard.press('Enter');
    const sound = page.getByRole('button', { name: new RegExp(`^(${messages.player.mute}|${messages.player.unmute})`) });
    await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(0);
    const before = await sound.getAttribute('aria-label');
    await pressKeyAt(positions.m);
    await expect(sound).not.toHaveAttribute('aria-label', before ?? '');
    await page.keyboard.press('Escape');
  });
}
