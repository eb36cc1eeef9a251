// A view as people and axe see it: a picture in each theme at each size in `screenshots/`, and what axe says.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { call } from './bridge.ts';
import { projectRoot } from './studio-app.ts';

const folder = join(projectRoot, 'screenshots');
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

/** A picture as the window stands. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Takes a picture in each theme, set as Settings would, at each size, and lets axe look once a theme, at the largest size. */
export async function lookAt(page: Page, name: string, axeLooksAt: readonly Theme[] = themes, within: string | null = null): Promise<void> {
  const violations: string[] = [];
  // In this order nothing but one thing changes from one picture to the next.
  for (const [size, theme] of [
    [smallest, 'light'],
    [smallest, 'dark'],
    [largest, 'dark'],
    [largest, 'light'],
  ] as const) {
    await page.setViewportSize(size);
    await call(page, 'settings.change', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await waitUntilStill(page);
    await takePicture(page, `${name}-${theme}-${size.width}`);
    if (size !== largest || !axeLooksAt.includes(theme)) continue;
    // The page's policy lets no frame in, so axe looks at this one only, as it stands.
    // A menu lies outside of every landmark, and around a dialog stand the focus guards of its library: each is looked at by itself.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const found = await (within === null ? axe : axe.include(within)).analyze();
    violations.push(
      ...found.violations.map(
        (violation) => `${theme}: ${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
      ),
    );
  }
  expect(violations, name).toEqual([]);
}
