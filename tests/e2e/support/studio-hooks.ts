// The hooks of most e2e files. They create a home, start a studio in it, quit the studio, and remove the home.
import { test } from '@playwright/test';
import { viewOf } from '../../support/view-of.ts';
import { chooseSimulator } from './steps.ts';
import { createHome, type Home, type LaunchOptions, launchStudio, type RunningStudio } from './studio-app.ts';
import { openTestDesktop, type TestDesktop } from './x11-desktop.ts';

export interface StudioOptions {
  readonly launch?: LaunchOptions;
  /** Puts files into the home before the studio starts. */
  readonly fill?: (home: Home) => Promise<void> | void;
  /** Chooses the simulator on the first screen. */
  readonly choosesSimulator?: boolean;
}

/** The studio that the hooks opened last. */
export interface ManagedStudio extends RunningStudio {
  /** Quits and starts again in the same home, with the same options. Afterwards `app` and `page` are new objects. */
  restart(): Promise<void>;
}

/** The studio and its home. Reading a property reads it from the studio or home of the running hook or test. */
export interface OpenedStudio {
  readonly home: Home;
  readonly studio: ManagedStudio;
}

/** Opens one studio for all tests of the file. Call this function before the file registers its own hooks, because hooks run in order. */
export const studioPerFile = (options: StudioOptions = {}): OpenedStudio => register(test.beforeAll, test.afterAll, options);

/** Opens a studio for each test of the file. */
export const studioPerTest = (options: StudioOptions = {}): OpenedStudio => register(test.beforeEach, test.afterEach, options);

/** Like `studioPerFile`, with a window manager and a file manager around the studio (see `openTestDesktop`). */
export function studioAndDesktopPerFile(options: Omit<StudioOptions, 'fill'> = {}): OpenedStudio & { readonly desktop: TestDesktop } {
  let desktop: TestDesktop | undefined;
  const opened = register(test.beforeAll, test.afterAll, {
    ...options,
    fill: async (home) => {
      desktop = await openTestDesktop(home.folder);
    },
    afterQuit: () => desktop?.close(),
  });
  return { ...opened, desktop: viewOf(() => desktop as TestDesktop) };
}

interface StudioSteps extends StudioOptions {
  /** Runs after the studio has quit, while the home still exists, to end what `fill` has started. */
  readonly afterQuit?: () => Promise<void> | undefined;
}

function register(before: typeof test.beforeAll, after: typeof test.afterAll, options: StudioSteps): OpenedStudio {
  const { launch, fill, afterQuit } = options;
  let home: Home | undefined;
  let studio: RunningStudio | undefined;
  const restart = async () => {
    await studio?.quit();
    studio = await launchStudio(home as Home, launch);
  };
  before(async () => {
    home = createHome();
    await fill?.(home);
    studio = await launchStudio(home, launch);
    if (options.choosesSimulator === true) await chooseSimulator(studio.page);
  });
  after(async () => {
    await studio?.quit();
    await afterQuit?.();
    home?.remove();
    studio = undefined;
  });
  return { home: viewOf(() => home as Home), studio: viewOf(() => ({ ...(studio as RunningStudio), restart })) };
}
