// A view as axe and people see it: what axe says in each theme and, where `npm run screenshots` asks for them, a picture in each theme at
// each size in `screenshots/`. The gate takes none: nobody looks at them there, and they were a third of its time.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { LanguageSetting } from '../../../shared/text/index.ts';
import { call } from './bridge.ts';
import { projectRoot } from './studio-app.ts';

const folder = join(projectRoot, 'screenshots');
/** Whether pictures are wanted; see `scripts/e2e.mjs`. */
export const takesPictures = process.env.SCREENSHOTS === '1';
const takesChinesePictures = process.env.SCREENSHOTS_LANGUAGE === 'zh';
const themes = ['dark', 'light'] as const;
type Theme = (typeof themes)[number];
export const smallest = { width: 1280, height: 800 } as const;
export const largest = { width: 1920, height: 1080 } as const;

/** Waits until the page stands still: no animation that ends is running, fonts are there, and the pictures in view are decoded. */
export async function waitUntilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
    const ending = () =>
      document.getAnimations().filter(({ playState, effect }) => {
        const endTime = effect?.getComputedTiming().endTime ?? 0;
        return playState === 'running' && Number.isFinite(Number(endTime));
      });
    const isInView = (image: HTMLImageElement): boolean => {
      const { top, bottom, left, right, width } = image.getBoundingClientRect();
      return width > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    };
    // What a change of size or theme starts, it starts within the next frames.
    for (let stillFrames = 0; stillFrames < 3; ) {
      await nextFrame();
      const animations = ending();
      stillFrames = animations.length === 0 ? stillFrames + 1 : 0;
      // A cancelled animation rejects; it is over as well.
      await Promise.all(animations.map(({ finished }) => finished.catch(() => undefined)));
    }
    await document.fonts.ready;
    // A picture that cannot be decoded is for the test to judge.
    await Promise.all([...document.images].filter(isInView).map((image) => image.decode().catch(() => undefined)));
    await nextFrame();
  });
}

/**
 * A picture as the window stands, where pictures are wanted. With `npm run screenshots -- --chinese` the studio speaks Chinese for the
 * picture only: the tests go on in English.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  mkdirSync(folder, { recursive: true });
  const takeNow = (suffix: string) => page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
  if (!takesChinesePictures) {
    await takeNow('');
    return;
  }
  const { language } = (await call(page, 'studio.snapshot', {})).status.settings;
  if (await isChinese(page)) {
    await waitUntilStill(page);
    await takeNow('-zh');
    return;
  }
  await speak(page, 'zh', /^zh/);
  await takeNow('-zh');
  await speak(page, language, /./);
}

const isChinese = async (page: Page): Promise<boolean> => (await page.locator('html').getAttribute('lang'))?.startsWith('zh') ?? false;

/** Changes the language as Settings would and waits until the page has it and stands still. */
async function speak(page: Page, language: LanguageSetting, documentLanguage: RegExp): Promise<void> {
  await call(page, 'settings.change', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', documentLanguage);
  await waitUntilStill(page);
}

/** Returns what axe finds in the current page, or in a part of it, one line per violation. */
async function violationsIn(page: Page, within: string | null): Promise<readonly string[]> {
  // The page's policy forbids frames, so axe checks this one only.
  // A menu lies outside of every landmark, and around a dialog stand the focus guards of its library: each is looked at by itself.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (within === null ? axe : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** Lets axe look once a theme, set as Settings would, at the largest size; takes a picture in each theme at each size, where wanted. */
export async function lookAt(page: Page, name: string, axeLooksAt: readonly Theme[] = themes, within: string | null = null): Promise<void> {
  const violations: string[] = [];
  // In this order nothing but one thing changes from one picture to the next.
  for (const [size, theme] of [
    [smallest, 'light'],
    [smallest, 'dark'],
    [largest, 'dark'],
    [largest, 'light'],
  ] as const) {
    if (size !== largest && !takesPictures) continue;
    await page.setViewportSize(size);
    await call(page, 'settings.change', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await waitUntilStill(page);
    await takePicture(page, `${name}-${theme}-${size.width}`);
    if (size !== largest || !axeLooksAt.includes(theme)) continue;
    violations.push(...(await violationsIn(page, within)).map((violation) => `${theme}: ${violation}`));
  }
  expect(violations, name).toEqual([]);
}
