// From the first screen to a playing video with the keyboard alone. The focus is visible at every step.
import { createServer, type Server } from 'node:http';
import { expect, type Page, test } from '@playwright/test';
import { findModel } from '../../shared/models/index.ts';
import { listenOnLoopback } from '../support/listen-on-loopback.ts';
import { call } from './support/bridge.ts';
import { greyPng } from './support/plain-pictures.ts';
import { generateButton, longRenderMs, messages, navButton, promptField, waitForMenuFocus, waitUntilStored } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const model = 'kling-o3-image-to-video';
const watermark = 'model_params.watermark_info.enabled';
const { composer } = messages;

const { studio } = studioPerFile();
let page: Page;
let pictures: Server;
let origin = '';

test.beforeAll(async () => {
  pictures = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(greyPng(request.url === '/one.png' ? 40 : 200));
  });
  origin = `http://127.0.0.1:${await listenOnLoopback(pictures)}`;
  page = studio.page;
});

test.afterAll(() => void pictures?.close());

/** Describes the focused element: its role and name for a screen reader, whether the focus is visible, and its field or region. */
function focusedElement(): Promise<{ readonly role: string; readonly name: string; readonly isVisible: boolean; readonly place: string }> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    if (at === null || at === document.body) return { role: '', name: '', isVisible: true, place: 'body' };
    const labelIds = at.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const label = labelIds.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const labelText = (at as HTMLInputElement).labels?.[0]?.textContent;
    const name = label || at.getAttribute('aria-label') || labelText || at.textContent || at.getAttribute('title') || '';
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--accent)';
    const accent = getComputedStyle(probe).color;
    probe.remove();
    /** Whether an element shows a focus ring, as an outline, a shadow or a border. */
    const hasFocusRing = (element: Element | null): boolean => {
      if (element === null) return false;
      // A slider's focus ring is around its thumb, which scripts cannot inspect.
      if (element.matches('.slider:focus-visible')) return true;
      const { outlineStyle, outlineWidth, boxShadow, borderTopColor, borderBottomColor } = getComputedStyle(element);
      const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      return ring || boxShadow.includes(accent) || borderTopColor === accent || borderBottomColor === accent;
    };
    const box = at.getBoundingClientRect();
    const isInView = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
      role: at.getAttribute('role') ?? at.tagName.toLowerCase(),
      name: name.replace(/\s+/g, ' ').trim(),
      isVisible: isInView && (hasFocusRing(at) || hasFocusRing(at.parentElement)),
      place:
        at.closest('[data-field]')?.getAttribute('data-field') ?? at.closest('main,nav,aside,[role="dialog"]')?.tagName.toLowerCase() ?? '',
    };
  });
}

/** Waits until the focus is visible and returns the focused element. */
async function visibleFocus() {
  let at = await focusedElement();
  // Waits because a panel may still be opening.
  await expect(async () => {
    at = await focusedElement();
    expect(at.isVisible, `the focus is not visible: ${JSON.stringify(at)}`).toBe(true);
  }).toPass();
  return at;
}

/** Waits until an element with this property has a visible focus. A popup that closes returns the focus at its end. */
const expectVisibleFocus = (property: 'name' | 'place', expected: string | RegExp) =>
  expect.poll(async () => (await visibleFocus())[property]).toMatch(expected);

type Focus = Awaited<ReturnType<typeof focusedElement>>;
type FocusTarget = string | RegExp | { readonly field: string };

const isTarget = (at: Focus, target: FocusTarget): boolean => {
  if (typeof target === 'string') return at.name.includes(target);
  return target instanceof RegExp ? target.test(at.name) : at.place === target.field;
};

/** Presses Tab until the target has the focus, which must be visible at each stop. */
async function tabTo(target: FocusTarget, key: 'Tab' | 'Shift+Tab' = 'Tab', maxSteps = 60): Promise<void> {
  const visited: string[] = [];
  for (let step = 0; step < maxSteps; step += 1) {
    await page.keyboard.press(key);
    const at = await visibleFocus();
    visited.push(`${at.role} ${at.name}`.slice(0, 60));
    if (isTarget(at, target)) return;
  }
  throw new Error(`${JSON.stringify(target)} was not reached with ${key}; passed: ${visited.join(' | ')}`);
}

const request = async () => (await call(page, 'studio.snapshot', {})).status.composer;
const groupNames = () => page.getByRole('group').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));

test('Tab and Enter lead from the first screen to the composer', async () => {
  await expect(page.getByRole('button', { name: messages.welcome.trySimulator })).toBeVisible();
  await tabTo(messages.welcome.trySimulator);
  await page.keyboard.press('Enter');
  await expect(promptField(page)).toBeVisible();
  await page.keyboard.press('Control+l');
  await expect(promptField(page)).toBeFocused();
  await visibleFocus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('a fox walks by keys alone');
});

test('a model can be searched and chosen, and Escape returns the focus', async () => {
  const name = findModel(model)?.name ?? '';
  await tabTo(composer.model);
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await expect(search).toBeFocused();
  await visibleFocus();
  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();
  await expectVisibleFocus('name', composer.model);
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
  await page.keyboard.type('kling o3');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await search.fill(model);
  await page.keyboard.press('Enter');
  await expect(search).toBeHidden();
  await expectVisibleFocus('name', name);
});

test('two pictures can be added by address, swapped and removed', async () => {
  for (const [at, name] of ['one.png', 'two.png'].entries()) {
    if (at === 0) await tabTo(composer.addAddress);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: composer.addAddress })).toBeFocused();
    await visibleFocus();
    if (at === 0) {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('textbox', { name: composer.addAddress })).toBeHidden();
      await expectVisibleFocus('name', composer.addAddress);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: composer.addAddress })).toBeFocused();
    }
    await page.keyboard.type(`${origin}/${name}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: new RegExp(`: ${name}$`) })).toBeVisible();
    // The field is closed, and the button has the focus again.
    await expectVisibleFocus('name', composer.addAddress);
  }
  await tabTo(composer.moveForward('two.png'));
  await page.keyboard.press('Enter');
  const pictureOrder = async () => (await groupNames()).filter((label) => label.endsWith('.png')).map((label) => label.split(': ')[1]);
  await expect.poll(pictureOrder).toEqual(['two.png', 'one.png']);
  await expectVisibleFocus('place', /^references$/);
  // After a picture is removed the focus stays in the references.
  await tabTo(composer.remove('one.png'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: /: one\.png$/ })).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  await expectVisibleFocus('place', /^references$/);
});

test('duration, quality, aspect ratio, sound and a field of the model can be set', async () => {
  await tabTo(composer.duration);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await tabTo({ field: 'quality' });
  await page.keyboard.press('ArrowRight');
  await visibleFocus();
  await tabTo({ field: 'aspectRatio' });
  await page.keyboard.press('ArrowRight');
  await visibleFocus();
  await page.keyboard.press('ArrowLeft');
  await tabTo(composer.audio);
  await page.keyboard.press('Space');
  await visibleFocus();
  await tabTo(composer.more);
  await page.keyboard.press('Enter');
  await tabTo({ field: watermark });
  await page.keyboard.press('ArrowRight');
  await visibleFocus();
  await expect.poll(request).toMatchObject({
    model,
    durationSeconds: 3,
    quality: '1080p',
    aspectRatio: '16:9',
    generateAudio: false,
    parameters: { [watermark]: true },
  });
});

test('Generate, the queue, the inspector, the library and the player can be used', async () => {
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  // The task renders until its row in the queue has been checked.
  await studio.simulator.configure({ progressMs: longRenderMs });
  await tabTo(new RegExp(`^(${composer.generate}|${composer.sendAnyway})`));
  await expect(generateButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { name: messages.queue.sections.rendering })).toBeVisible();
  await openAndCloseInspector();
  await studio.simulator.configure({ progressMs: 1_000 });
  await studio.simulator.advance(longRenderMs);
  await page.keyboard.press('Control+1');
  await waitUntilStored(page, 'a fox walks by keys alone');
  await tabTo(/a fox walks by keys alone/);
  await page.keyboard.press('Enter');
  await expect(page.locator('video')).toBeVisible();
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(2);
  await page.keyboard.press('Space');
  const isPaused = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.paused);
  const first = await isPaused();
  await page.keyboard.press('Space');
  await expect.poll(isPaused).toBe(!first);
  await page.keyboard.press('Escape');
  await expect(page.locator('video')).toBeHidden();
  await expectVisibleFocus('name', 'a fox walks by keys alone');
});

/** Opens the task's details from its row in the queue and closes them with Escape; the focus stays visible. */
async function openAndCloseInspector(): Promise<void> {
  await tabTo(messages.queue.more);
  await page.keyboard.press('Enter');
  const details = page.getByRole('menuitem', { name: messages.queue.actions.details });
  await expect(details).toBeVisible();
  await waitForMenuFocus(page);
  for (let step = 0; step < 8 && !(await details.evaluate((item) => item === document.activeElement)); step += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('dialog');
  await expect(inspector).toBeVisible();
  await visibleFocus();
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();
  await visibleFocus();
}

test('another stage, opened by a key, has the focus when the control that had it is gone', async () => {
  const tile = page.locator('[data-cell^="r"]').first();
  await tile.focus();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { name: messages.queue.title, exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect((await visibleFocus()).place).not.toBe('prompt');
  await expect(page.getByRole('main')).not.toHaveAttribute('tabindex');
  await page.keyboard.press('Control+1');
  await expect(tile).toBeFocused();
});

test('Tab cycles through the whole window with a visible focus at every stop', async () => {
  await makeVideo(page, {
    ...((await request()) as NonNullable<Awaited<ReturnType<typeof request>>>),
    references: [],
    parameters: {},
    model: 'seedance-1.5-pro',
    quality: '480p',
    durationSeconds: 4,
    aspectRatio: '16:9',
  });
  for (const view of ['library', 'queue', 'settings'] as const) {
    await navButton(page, view).focus();
    await page.keyboard.press('Enter');
    const visitedPlaces = new Set<string>();
    let roundCount = 0;
    for (let step = 0; step < 150 && roundCount < 2; step += 1) {
      await page.keyboard.press('Tab');
      const at = await visibleFocus();
      visitedPlaces.add(at.place);
      if (at.name.startsWith(messages.app.views[view]) && at.place === 'nav') roundCount += 1;
    }
    expect(roundCount, `${view}: Tab returned to its start`).toBeGreaterThanOrEqual(1);
    for (const where of ['prompt', 'model', 'nav']) expect([...visitedPlaces]).toContain(where);
  }
});
