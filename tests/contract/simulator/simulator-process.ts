// A simulator in a child process, which a test can kill: `node simulator-process.ts DIRECTORY`. Prints its URLs as one line of JSON.
import { createSimulator } from '../../../electron/simulator/simulator.ts';
import { createTinyClips } from './tiny-clip.ts';

const simulator = createSimulator({
  directory: process.argv[2] ?? null,
  clips: createTinyClips(2),
  settings: { progressMs: 50, credits: 100_000 },
});
process.stdout.write(`${JSON.stringify(await simulator.start())}\n`);
