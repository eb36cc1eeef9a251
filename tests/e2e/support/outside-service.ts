// The simulated EvoLink service in the test's own process: it survives a crash of the studio, and its ledger says what was really accepted. To
// the studio it is an account like any other.
import { createSimulator, type Simulator, type SimulatorAddresses } from '../../../electron/simulator/simulator.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';
import { tinyClip } from '../../contract/simulator/tiny-clip.ts';

export interface OutsideService extends SimulatorAddresses {
  readonly simulator: Simulator['control'];
  stop(): Promise<void>;
}

/** An MP4 box that players skip; it makes a clip as large as a test needs. */
function padding(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  return box;
}

/** Starts the service. `clipBytes` makes every clip that much larger. */
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
