// Runs a simulator in a separate process: `service-child.ts DIRECTORY SETTINGS` (JSON of `simulator/simulator-settings.ts`). Prints its
// addresses as one line of JSON and serves until the process is killed.

import { createSimulator } from '../../../electron/simulator/simulator.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';
import { createTinyClips } from '../../contract/simulator/tiny-clip.ts';

const [, , directory = '', settings = '{}'] = process.argv;
const simulator = createSimulator({
  directory: directory === '' ? null : directory,
  clips: createTinyClips(),
  settings: JSON.parse(settings) as Partial<SimulatorSettings>,
});
process.stdout.write(`${JSON.stringify(await simulator.start())}\n`);
