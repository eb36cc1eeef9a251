// Runs the simulated service in another process, so that its work does not count as the studio's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SimulatorAddresses } from '../../../electron/simulator/simulator.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';

export interface ServiceProcess extends SimulatorAddresses {
  configure(settings: Partial<SimulatorSettings>): Promise<void>;
  stop(): Promise<void>;
}

export async function startServiceProcess(directory: string | null, settings: Partial<SimulatorSettings>): Promise<ServiceProcess> {
  const script = join(import.meta.dirname, 'service-child.ts');
  const args = ['--no-warnings', '--experimental-strip-types', script, directory ?? '', JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [firstLine] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const addresses = JSON.parse(firstLine) as SimulatorAddresses;
  return {
    ...addresses,
    async configure(change) {
      const response = await fetch(`${addresses.control}/settings`, { method: 'POST', body: JSON.stringify(change) });
      if (!response.ok) throw new Error(`settings: ${response.status}`);
    },
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
