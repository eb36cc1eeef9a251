// A tuning file configures the built-in simulator.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSimulatorHost } from '../../../electron/shell/system/simulator-host.ts';
import { readSimulatorTuning } from '../../../electron/shell/system/simulator-tuning.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { systemRandom } from '../../../electron/shell/system/system-random.ts';
import { temporaryDirectory } from './simulated-service.ts';
import { createTinyClips } from './tiny-clip.ts';

test('a tuned simulator renders for the configured time and announces its control URL', async () => {
  const directory = await temporaryDirectory();
  const controlFile = join(directory, 'control');
  const host = createSimulatorHost({
    userData: directory,
    clips: createTinyClips(),
    clock: systemClock,
    random: systemRandom,
    whenReadyToLoad: async () => undefined,
    tuning: { progressMs: 1_234, controlFile },
  });
  onTestFinished(() => host.stop());
  await host.start();
  const state = await (await fetch(`${readFileSync(controlFile, 'utf8')}/state`)).json();
  expect(state).toMatchObject({ settings: { progressMs: 1_234 } });
});

test('a tuning file with a wrong structure is rejected', async () => {
  const file = join(await temporaryDirectory(), 'tuning.json');
  writeFileSync(file, JSON.stringify({ progressMs: 'soon' }));
  expect(() => readSimulatorTuning(file)).toThrow();
});
