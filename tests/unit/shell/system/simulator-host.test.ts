// The simulator inside the studio's own process.
import { expect, test } from 'vitest';
import { createSimulatorHost } from '../../../../electron/shell/system/simulator-host.ts';
import { systemClock } from '../../../../electron/shell/system/system-clock.ts';
import { systemRandom } from '../../../../electron/shell/system/system-random.ts';

test('a stop does not wait for a window that never opens', async () => {
  const host = createSimulatorHost({
    userData: '/nowhere',
    clips: { render: () => Promise.reject(new Error('nothing is drawn')) },
    clock: systemClock,
    random: systemRandom,
    whenReadyToLoad: () => new Promise(() => {}),
  });
  const outcome = host.start().then(
    () => 'started',
    () => 'cancelled',
  );
  await host.stop();
  expect(await outcome).toBe('cancelled');
});
