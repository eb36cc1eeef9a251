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

/** A picture as the window stands. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Sets the theme as Settings would, takes a picture at each size, and lets axe look once (a theme; colours are the same in every language). */
export async function lookAt(page: Page, name: string, axeLooksAt: readonly Theme[] = themes, within: string | null = null): Promise<void> {
  const violations: string[] = [];
  for (const theme of themes) {
    await call(page, 'settings.change', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const size of [smallest, largest]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(250); // transitions last 150 ms at most
      await takePicture(page, `${name}-${theme}-${size.width}`);
    }
    if (!axeLooksAt.includes(theme)) continue;
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
