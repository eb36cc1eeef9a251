// Checks a view with axe in each theme and, with `npm run screenshots`, takes a screenshot in each theme at each size for `screenshots/`. The
// gate takes no screenshots: nobody looks at them there, and they took a third of its time.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { LanguageSetting } from '../../../shared/text/index.ts';
import { call } from './bridge.ts';
import { projectRoot } from './studio-app.ts';

const folder = join(projectRoot, 'screenshots');
/** Whether this run takes screenshots; see `scripts/e2e.mjs`. */
export const takesScreenshots = process.env.SCREENSHOTS === '1';
const takesChineseScreenshots = process.env.SCREENSHOTS_LANGUAGE === 'zh';
const themes = ['dark', 'light'] as const;
type Theme = (typeof themes)[number];
/** The smallest size that the window can have. */
const smallestSize = { width: 960, height: 600 } as const;
export const smallerSize = { width: 1280, height: 800 } as const;
export const largerSize = { width: 1920, height: 1080 } as const;

/** Waits until the page no longer changes: no finite animation is running, fonts are loaded, and the pictures in view are decoded. */
export async function waitUntilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
    const finiteAnimations = () =>
      document.getAnimations().filter(({ playState, effect }) => {
        const endTime = effect?.getComputedTiming().endTime ?? 0;
        return playState === 'running' && Number.isFinite(Number(endTime));
      });
    const isInView = (image: HTMLImageElement): boolean => {
      const { top, bottom, left, right, width } = image.getBoundingClientRect();
      return width > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    };
    // Animations that a change of size or theme starts begin within the next frames.
    for (let stillFrames = 0; stillFrames < 3; ) {
      await nextFrame();
      const animations = finiteAnimations();
      stillFrames = animations.length === 0 ? stillFrames + 1 : 0;
      // A cancelled animation rejects. It has ended, too.
      await Promise.all(animations.map(({ finished }) => finished.catch(() => undefined)));
    }
    await document.fonts.ready;
    // A picture that cannot be decoded is not a reason to wait or to fail.
    await Promise.all([...document.images].filter(isInView).map((image) => image.decode().catch(() => undefined)));
    await nextFrame();
  });
}

/**
 * Takes a screenshot of the window if this run takes screenshots. With `npm run screenshots -- --chinese` the studio is in Chinese for the
 * screenshot only, and the tests continue in English.
 */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (!takesScreenshots) return;
  mkdirSync(folder, { recursive: true });
  const takeNow = (suffix: string) => page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
  if (!takesChineseScreenshots) {
    await takeNow('');
    return;
  }
  const { language } = (await call(page, 'studio.snapshot', {})).status.settings;
  if (await isChinese(page)) {
    await waitUntilStill(page);
    await takeNow('-zh');
    return;
  }
  await switchLanguage(page, 'zh', /^zh/);
  await takeNow('-zh');
  await switchLanguage(page, language, /./);
}

const isChinese = async (page: Page): Promise<boolean> => (await page.locator('html').getAttribute('lang'))?.startsWith('zh') ?? false;

/** Changes the language as Settings does and waits until the page has it and no longer changes. */
async function switchLanguage(page: Page, language: LanguageSetting, documentLanguage: RegExp): Promise<void> {
  await call(page, 'settings.change', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', documentLanguage);
  await waitUntilStill(page);
}

/** Returns what axe finds in the current page, or in a part of it, one line per violation. */
async function violationsIn(page: Page, rootSelector: string | null): Promise<readonly string[]> {
  // Legacy mode checks only the main frame. That suffices, because the page's policy forbids other frames. A menu is outside of every
  // landmark, and focus guards of its library surround a dialog, so `rootSelector` restricts the check to the menu or dialog. Axe waits for
  // the metadata of each video, by default for ten seconds. A video that cannot be decoded may never have any.
  const preload = { assets: ['cssom', 'media'], timeout: 1_000 };
  // The report leaves out passed rules and selectors, because nobody reads them and the check then takes a third of the time. The builder
  // would inject axe twice per run, half a megabyte each time. If the page already has axe, it gets an empty script instead.
  const isInjected = await page.evaluate(() => 'axe' in globalThis);
  const axe = new AxeBuilder({ page, ...(isInjected ? { axeSource: 'void 0' } : {}) })
    .setLegacyMode(true)
    .options({ preload, resultTypes: ['violations'], selectors: false });
  const { violations } = await (rootSelector === null ? axe : axe.include(rootSelector)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** Runs axe in each of `axeThemes` at the larger size. If this run takes screenshots, takes one in each theme at each size. */
export async function checkView(
  page: Page,
  name: string,
  axeThemes: readonly Theme[] = themes,
  rootSelector: string | null = null,
): Promise<void> {
  const violations: string[] = [];
  // A menu or dialog that was just opened may not be there yet. Before it is there, the page is still, although the view is not.
  if (rootSelector !== null) await page.locator(rootSelector).first().waitFor();
  // In this order only the size or only the theme changes from one screenshot to the next.
  for (const [size, theme] of [
    [smallestSize, 'dark'],
    [smallestSize, 'light'],
    [smallerSize, 'light'],
    [smallerSize, 'dark'],
    [largerSize, 'dark'],
    [largerSize, 'light'],
  ] as const) {
    if (size !== largerSize && !takesScreenshots) continue;
    await page.setViewportSize(size);
    await call(page, 'settings.change', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await waitUntilStill(page);
    await takeScreenshot(page, `${name}-${theme}-${size.width}`);
    if (size !== largerSize || !axeThemes.includes(theme)) continue;
    violations.push(...(await violationsIn(page, rootSelector)).map((violation) => `${theme}: ${violation}`));
  }
  expect(violations, name).toEqual([]);
}
