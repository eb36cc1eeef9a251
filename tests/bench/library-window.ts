// Measures the studio with a large library: its start and memory compared with an empty library, the time from a key in the search field to
// the drawn result, and the frame times while the library is scrolled for half a minute.
import type { Page } from '@playwright/test';
import { messages, navButton } from '../e2e/support/steps.ts';
import { type Home, launchStudio, type RunningStudio } from '../e2e/support/studio-app.ts';
import { createSearchTexts, type SearchTexts } from '../support/search-texts.ts';
import { type Figures, figure, median, p95 } from './figures.ts';
import { keyToPaintMs, type TypedKey } from './key-to-paint.ts';
import { mainAndWindowBytes } from './linux-processes.ts';
import { measureStart } from './measure-start.ts';
import { seedLibrary } from './seeded-library.ts';
import { type ComparedApps, prepareComparedApps } from './startup.ts';
import { createTypedQueries } from './typed-queries.ts';

const goalsFor = (videoCount: number) =>
  videoCount > 100_000
    ? { keyMs: 100, startRatio: 1.3, memoryBytes: 200 * 2 ** 20 }
    : { keyMs: 50, startRatio: 1.2, memoryBytes: 60 * 2 ** 20 };
const startCount = 7;
const typedKeyCount = 300;
/** The wait before memory is read. After this time the checks of a start are done. */
const settleMs = 15_000;
const scrollingMs = 30_000;
/** The duration of a frame at 60 Hz. */
const frameMs = 1_000 / 60;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function openLibrary(home: Home): Promise<RunningStudio> {
  const studio = await launchStudio(home, { switches: ['--as-shipped'] });
  await navButton(studio.page, 'library').click();
  return studio;
}

/** Opens the large library once and waits until it is completely indexed. */
async function indexLibrary(home: Home, videoCount: number): Promise<void> {
  const studio = await openLibrary(home);
  await studio.page.waitForTimeout(2_000); // indexing begins only when the window is usable
  await studio.page.getByText(messages.search.indexing(0, videoCount).split(' ')[0] ?? '').waitFor({ state: 'detached', timeout: 900_000 });
  await studio.quit();
}

/** Starts the studio alternately with an empty and with the large library. The first round only warms the caches. */
async function startFigures({ fresh, full, studio }: ComparedApps, startRatio: number): Promise<Figures> {
  const startTimesMs = { fresh: [] as number[], full: [] as number[] };
  for (let run = 0; run <= startCount; run += 1) {
    for (const [name, home] of Object.entries({ fresh, full }) as ['fresh' | 'full', Home][]) {
      const { usableMs } = await measureStart(studio(home));
      if (run > 0) startTimesMs[name].push(usableMs);
    }
  }
  const yardstick = median(startTimesMs.fresh);
  return { 'library.startToUsable': figure(median(startTimesMs.full), 'ms', yardstick, startRatio * yardstick) };
}

async function memoryOf(studio: RunningStudio): Promise<number> {
  await wait(settleMs);
  return mainAndWindowBytes(studio.app.process().pid ?? 0);
}

function typedKeysOf(texts: SearchTexts): TypedKey[] {
  const query = createTypedQueries(texts, [texts.prompt(), ...Array.from({ length: 500 }, () => texts.prompt())]);
  return Array.from({ length: typedKeyCount }, () => {
    const characters = Array.from(query());
    return { before: characters.slice(0, -1).join(''), key: characters.at(-1) ?? 'a' };
  });
}

/** Scrolls the library with the wheel, more than a screen per second, and returns the milliseconds between frames. */
async function scrolledFramesMs(page: Page): Promise<number[]> {
  await page.locator('[data-cell]').first().hover();
  const frames = page.evaluate(
    (durationMs) =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        const startedAtMs = performance.now();
        let lastAtMs = startedAtMs;
        const step = (): void => {
          const nowMs = performance.now();
          times.push(nowMs - lastAtMs);
          lastAtMs = nowMs;
          if (nowMs - startedAtMs < durationMs) requestAnimationFrame(step);
          else done(times);
        };
        requestAnimationFrame(step);
      }),
    scrollingMs,
  );
  const untilMs = performance.now() + scrollingMs;
  while (performance.now() < untilMs) {
    await page.mouse.wheel(0, 120);
    await wait(100);
  }
  return (await frames).slice(1);
}

/** Measures the window of a library with this many videos. Linux only, because only Linux has the memory of each process in /proc. */
export async function libraryWindowFigures(videoCount: number): Promise<Figures> {
  if (process.platform !== 'linux') return {};
  const goals = goalsFor(videoCount);
  const apps = await prepareComparedApps();
  const texts = createSearchTexts(2);
  const prompt = (): string => Array.from({ length: 4 }, () => texts.prompt()).join('. ');
  try {
    seedLibrary(apps.full.userData, apps.full.videos, videoCount, { promptOf: prompt });
    await indexLibrary(apps.full, videoCount);
    const startups = await startFigures(apps, goals.startRatio);
    const empty = await openLibrary(apps.fresh);
    const emptyBytes = await memoryOf(empty);
    await empty.quit();
    const studio = await openLibrary(apps.full);
    const fullBytes = await memoryOf(studio);
    const keys = await keyToPaintMs(studio.page, typedKeysOf(texts));
    await studio.page.getByRole('combobox', { name: messages.search.label }).fill('');
    const frames = await scrolledFramesMs(studio.page);
    await studio.quit();
    return {
      ...startups,
      'library.memory': figure(fullBytes, 'bytes', emptyBytes, emptyBytes + goals.memoryBytes),
      'library.keyToPaint.p95': figure(p95(keys), 'ms', frameMs, goals.keyMs),
      'library.scroll.frame.median': figure(median(frames), 'ms', frameMs),
      'library.scroll.frame.p95': figure(p95(frames), 'ms', frameMs),
    };
  } finally {
    apps.remove();
  }
}
