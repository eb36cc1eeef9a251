// Measures the time from spawning the process until the prompt accepts a key and Generate is enabled, compared with an empty page in the
// same shell. The three kinds of start alternate, so that a busy moment of the machine affects all of them. The median of nine starts
// counts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { electronArguments, electronPath, projectRoot } from '../../scripts/runtime.mjs';
import { chooseSimulator, promptSelector, writePrompt } from '../e2e/support/steps.ts';
import { createHome, type Home, launchStudio, studioArguments, studioEnvironment } from '../e2e/support/studio-app.ts';
import { type Figures, figure, median } from './figures.ts';
import { measureStart, type StartOptions, usableMark } from './measure-start.ts';
import { seedLibrary } from './seeded-library.ts';

const runs = 9;

export interface ComparedApps {
  /** Two homes that were used once. `fresh` has no task; the caller fills the library of `full`. */
  readonly fresh: Home;
  readonly full: Home;
  readonly studio: (home: Home) => StartOptions;
  /** The start that serves as the baseline: an empty page in the studio's shell. */
  readonly baseline: StartOptions;
  remove(): void;
}

/** Prepares the apps whose starts are compared. */
export async function prepareComparedApps(): Promise<ComparedApps> {
  const [fresh, full] = [await createUsedHome(), await createUsedHome()];
  const empty = await buildEmptyApp();
  return {
    fresh,
    full,
    studio: (home) => ({
      executable: electronPath(),
      args: studioArguments(home, ['--as-shipped']),
      environment: studioEnvironment(home),
      typeInto: promptSelector,
    }),
    baseline: {
      executable: electronPath(),
      // The same switches as the studio's, so that the starts can be compared.
      args: [...electronArguments(), `--user-data-dir=${join(empty, 'profile')}`, '--password-store=gnome-libsecret', empty],
      environment: studioEnvironment(fresh),
      typeInto: null,
    },
    remove() {
      for (const home of [fresh, full]) home.remove();
      rmSync(empty, { recursive: true, force: true });
    },
  };
}

/** Creates a home in which the simulator was chosen and a prompt was typed. */
async function createUsedHome(): Promise<Home> {
  const home = createHome();
  const studio = await launchStudio(home);
  await chooseSimulator(studio.page);
  await writePrompt(studio.page, 'a fox in the snow');
  await studio.page.waitForTimeout(1_000); // the draft is stored a moment after the last key
  await studio.quit();
  return home;
}

/** Builds the baseline app, the studio's shell around an empty page, and returns its folder. */
async function buildEmptyApp(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'evolink-empty-'));
  mkdirSync(join(folder, 'pages'));
  writeFileSync(
    join(folder, 'pages/index.html'),
    '<!doctype html><meta charset="utf-8"><title>empty</title><script type="module" src="/mark.js"></script>',
  );
  writeFileSync(join(folder, 'pages/mark.js'), `requestAnimationFrame(() => performance.mark('${usableMark}'));`);
  writeFileSync(join(folder, 'preload.cjs'), '');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0', main: 'main.mjs' }));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(projectRoot, 'tests/bench/empty-app/main.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  });
  return folder;
}

/** `startup.fresh` and `startup.tasks10000`, each compared with the empty page of the same run. */
export async function startupFigures(): Promise<Figures> {
  const apps = await prepareComparedApps();
  seedLibrary(apps.full.userData, apps.full.videos, 10_000);
  const kinds = { empty: apps.baseline, fresh: apps.studio(apps.fresh), full: apps.studio(apps.full) };
  const usableTimesMs = { empty: [] as number[], fresh: [] as number[], full: [] as number[] };
  try {
    for (let run = 0; run <= runs; run += 1) {
      for (const kind of ['empty', 'fresh', 'full'] as const) {
        const { usableMs } = await measureStart(kinds[kind]);
        if (run > 0) usableTimesMs[kind].push(usableMs); // the first round only warms the caches
      }
    }
  } finally {
    apps.remove();
  }
  const yardstick = median(usableTimesMs.empty);
  return {
    'startup.fresh': figure(median(usableTimesMs.fresh), 'ms', yardstick),
    'startup.tasks10000': figure(median(usableTimesMs.full), 'ms', yardstick),
  };
}
