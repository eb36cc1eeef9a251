// A process that works in the library of the walk until it is killed: `walk-child.ts <directory> <seed> <work> <bias> <change>`. `work` is
// `act`, `undo` or `redo`. Before change number `change` to a file of the library, the process kills itself; 0 means never. It prints a line
// when it has started, and one for each replayed action.

import { watchFileCalls } from '../support/file-calls.ts';
import { seededRandom } from '../trial.ts';
import type { WalkBias } from './random-action.ts';

const [directory = '', seed = '0', work = 'act', bias = 'all', killAt = '0'] = process.argv.slice(2);
let changes = 0;
await watchFileCalls(directory, () => {
  changes += 1;
  if (changes !== Number(killAt)) return;
  process.kill(process.pid, 'SIGKILL');
  for (;;); // nothing may run until the signal has ended every thread
});
const { openWalkStudio } = await import('./walk-library.ts');
const { performRandomAction, replayAll } = await import('./random-action.ts');
const random = seededRandom(Number(seed));
const studio = openWalkStudio(directory);
process.stdout.write('opened\n');
for (;;) {
  if (work === 'undo' || work === 'redo') {
    const { actions, missing } = await replayAll(studio, work, 1);
    if (actions === 0) break;
    for (const line of ['replayed', ...missing]) process.stdout.write(`${line}\n`);
  } else await performRandomAction(studio, random, bias as WalkBias);
}
await studio.close();
