// Runs the simulated EvoLink service in the test's own process. It survives a crash of the studio, and its ledger contains every accepted
// task. The studio treats it as a real EvoLink account.
import { createSimulator, type Simulator, type SimulatorAddresses } from '../../../electron/simulator/simulator.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';
import { tinyClip } from '../../contract/simulator/tiny-clip.ts';

export interface OutsideService extends SimulatorAddresses {
  readonly simulator: Simulator['control'];
  stop(): Promise<void>;
}

/** Returns an MP4 box that players skip. It makes a clip larger. */
function padding(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  return box;
}

/** Starts the service. Every clip is padded with `clipBytes` bytes. */
export async function startService(settings: Partial<SimulatorSettings> = {}, clipBytes = 0): Promise<OutsideService> {
  const simulator = createSimulator({
    directory: null,
    clips: {
      render: async (spec) => (clipBytes === 0 ? tinyClip(spec) : Buffer.concat([tinyClip(spec), padding(clipBytes)])),
    },
    settings: { progressMs: 100, ...settings },
  });
  const addresses = await simulator.start();
  return { ...addresses, simulator: simulator.control, stop: () => simulator.stop() };
}
