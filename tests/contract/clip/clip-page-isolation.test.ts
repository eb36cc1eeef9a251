import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { electronArguments, electronPath } from '../../../scripts/runtime.mjs';
import { buildWithClipPage } from './build-with-clip-page.ts';

it('the clip page is isolated, is open only while it works, and is not one of the app’s windows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clip-page-'));
  try {
    const entry = await buildWithClipPage('test-clip-page', 'tests/contract/clip/clip-page-isolation-entry.ts');
    const resultsFile = join(folder, 'results.json');
    const headless = process.platform === 'linux' && !process.env.DISPLAY ? ['--ozone-platform=headless'] : [];
    await promisify(execFile)(electronPath(), [...electronArguments(), ...headless, entry], {
      env: { ...process.env, CLIP_TEST_RESULTS: resultsFile, CLIP_TEST_PROFILE: join(folder, 'profile') },
      timeout: 250_000,
    });
    expect(JSON.parse(await readFile(resultsFile, 'utf8'))).toEqual({
      before: 0,
      windows: 0,
      node: 'undefinedundefinedundefined',
      secure: 'true',
      origin: 'studio-work://clip/clip.html',
      scripts: 'TypeError',
      policy: 'connect-src',
      otherFiles: '404',
      outOfFolder: '404',
      elsewhere: 'refused',
      notifications: 'denied',
      window: 'null',
      network: 'refused',
      afterNavigation: 'studio-work://clip/clip.html',
      reached: 0,
      whenIdle: 0,
      again: true,
      whenStopped: 'stopped',
      afterStop: 'stopped',
      troubles: [],
      withoutPage: 'not-started',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
