// The keys of the studio on keyboard layouts of other countries and scripts, with real X11 keys.
import { expect, test } from '@playwright/test';
import { call } from './support/bridge.ts';
import { generate, place, promptField, promptSelector, storedTile, waitUntilStored, words, writePrompt } from './support/steps.ts';
import { studioAndDeskPerFile } from './support/studio-hooks.ts';
import { click, cornerOf, missingPrograms, type PlacedKey, pressPlace, useLayout } from './support/x11-desktop.ts';

const missing = process.platform === 'linux' ? missingPrograms() : ['an X11 screen'];
test.skip(missing.length > 0, `no real keys here: ${missing.join(', ')} missing`);

test.describe.configure({ mode: 'serial' });

const { studio } = studioAndDeskPerFile({ choosesSimulator: true });

test.beforeAll(async () => {
  await writePrompt(studio.page, 'a fox');
  await generate(studio.page);
  await waitUntilStored(studio.page, 'a fox');
  // The window takes real keys once it was clicked.
  const corner = await cornerOf(studio.page, { x: 700, y: 500 });
  const box = await promptField(studio.page).boundingBox();
  if (box === null) throw new Error('the prompt is not on the page');
  await click({ x: corner.x + Math.round(box.x + box.width / 2), y: corner.y + Math.round(box.y + box.height / 2) });
  await expect(promptField(studio.page)).toBeFocused();
});

test.afterAll(() => useLayout('us'));

/** Where the keys of shortcuts lie; on most layouts at the places of a US keyboard. */
const usPlaces = { 1: 'Digit1', 2: 'Digit2', a: 'KeyA', b: 'KeyB', h: 'KeyH', l: 'KeyL', m: 'KeyM', p: 'KeyP', ',': 'Comma' } as const;
type Places = Readonly<Record<keyof typeof usPlaces, PlacedKey>>;

const layouts: readonly { readonly name: string; readonly layout: readonly [string, string?]; readonly places?: Partial<Places> }[] = [
  { name: 'US', layout: ['us'] },
  { name: 'French AZERTY', layout: ['fr'], places: { a: 'KeyQ', m: 'Semicolon', ',': 'KeyM' } },
  { name: 'Czech', layout: ['cz'] },
  { name: 'Russian', layout: ['ru'] },
  { name: 'Greek', layout: ['gr'] },
  { name: 'Hebrew', layout: ['il'] },
  { name: 'Arabic', layout: ['ara'] },
  { name: 'Dvorak', layout: ['us', 'dvorak'], places: { b: 'KeyN', h: 'KeyJ', l: 'KeyP', p: 'KeyR', ',': 'KeyW' } },
];

for (const { name, layout, places: own } of layouts) {
  const places: Places = { ...usPlaces, ...own };

  test(`${name}: the keys of every stage`, async () => {
    const { page } = studio;
    const isAt = (kind: 'library' | 'queue' | 'settings') => expect(place(page, kind)).toHaveAttribute('aria-current', 'page');
    await useLayout(...layout);
    await place(page, 'library').focus();
    await pressPlace(places[2], 'Control_L');
    await isAt('queue');
    await pressPlace(places[1], 'Control_L');
    await isAt('library');
    await pressPlace(places[','], 'Control_L');
    await isAt('settings');
    await pressPlace(places.b, 'Control_L');
    await expect(page.getByRole('region', { name: words.batch.title })).toBeVisible();
    await pressPlace(places.l, 'Control_L');
    await expect(page.locator(promptSelector)).toBeFocused();
    await pressPlace(places.p, 'Control_L');
    await expect(page.getByRole('combobox', { name: words.prompts.history.search })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('combobox', { name: words.prompts.history.search })).toBeHidden();
    // A letter of the layout, as people type before: it shows which script the layout has.
    await pressPlace(places.a);
    await pressPlace(places.m, 'Control_L', 'Shift_L');
    await expect(page.getByRole('searchbox', { name: words.modelBrowser.search })).toBeVisible();
    await pressPlace(places.h, 'Control_L', 'Shift_L');
    const paused = async () => (await call(page, 'studio.snapshot', {})).status.profiles.some((profile) => profile.paused);
    await expect.poll(paused).toBe(true);
    await pressPlace(places.h, 'Control_L', 'Shift_L');
    await expect.poll(paused).toBe(false);
    // None of it zoomed: on Czech the key 1 types a plus.
    expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())).toBe(0);
  });

  test(`${name}: M in the player, and Ctrl+A in the library`, async () => {
    const { page } = studio;
    await place(page, 'library').click();
    const tile = storedTile(page, 'a fox').first();
    await tile.focus();
    await pressPlace(places.a, 'Control_L');
    await expect(page.locator('[data-cell][aria-selected="true"]')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-cell][aria-selected="true"]')).toHaveCount(0);
    await tile.focus();
    await page.keyboard.press('Enter');
    const sound = page.getByRole('button', { name: new RegExp(`^(${words.player.mute}|${words.player.unmute})`) });
    const before = await sound.getAttribute('aria-label');
    await pressPlace(places.m);
    await expect(sound).not.toHaveAttribute('aria-label', before ?? '');
    await page.keyboard.press('Escape');
  });
}
