// The EvoLink service on loopback: three listeners (gateway, files, control) over one small database. Its replies follow
// EvoLink's public documentation, and the given `ClipRenderer` makes every clip.
import { randomBytes } from 'node:crypto';
import { composeService, type SimulatorOptions } from './compose-service.ts';
import { createFaults } from './faults/faults.ts';
import { createHosts } from './hosts.ts';
import { removeExpired } from './remove-expired.ts';
import { createControlApi, createRequestList, type SimulatorControl } from './routes/control-api.ts';
import type { HttpHost } from './routes/http-host.ts';

export type { SimulatorOptions } from './compose-service.ts';

/** Where a started simulator listens. */
export interface SimulatorAddresses {
  /** Base URLs on loopback without a slash at the end. */
  readonly api: string;
  readonly files: string;
  readonly control: string;
  /** The gateway's port, for the next `start`. */
  readonly port: number;
}

/** A simulated service, from `start` to `stop`. */
export interface Simulator {
  /**
   * Listens. Port 0, or none, takes the ports of the last run in this directory where they are free, otherwise any. Throws when the requested port is
   * in use.
   */
  start(options?: { readonly port?: number }): Promise<SimulatorAddresses>;
  /** Aborts running requests and clips, and closes the state. A stopped simulator cannot be started again. */
  stop(): Promise<void>;
  readonly control: SimulatorControl;
}

/** Creates a simulator on the state of `options.directory`; nothing listens before `start`. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const composed = composeService(options);
  const { service, meta } = composed;
  const faults = createFaults();
  const requests = createRequestList(2_000);
  const control = createControlApi(service, faults, requests, composed.changeSettings);
  const controlToken = randomBytes(24).toString('base64url');
  const hosts = createHosts({ service, faults, requests, control, controlToken });

  /** Listens on the requested port, or on the port of the last run if it is free. */
  const listen = async (target: HttpHost, name: string, requestedPort: number): Promise<number> => {
    const lastPort = Number(meta.read(`port ${name}`) ?? 0);
    const port = requestedPort > 0 ? await target.listen(requestedPort) : await target.listen(lastPort).catch(() => target.listen(0));
    meta.write(`port ${name}`, String(port));
    return port;
  };

  return {
    control,
    async start({ port = 0 } = {}) {
      service.lifecycle.advance(service.clock.now());
      await removeExpired(service);
      const apiPort = await listen(hosts.api, 'api', port);
      composed.setFilesBase(`http://127.0.0.1:${await listen(hosts.files, 'files', 0)}`);
      const controlPort = await listen(hosts.control, 'control', 0);
      for (const task of service.tasks.open()) service.queueClips(task);
      return {
        api: `http://127.0.0.1:${apiPort}`,
        files: service.filesBase(),
        control: `http://127.0.0.1:${controlPort}/${controlToken}`,
        port: apiPort,
      };
    },
    async stop() {
      await Promise.all([hosts.api.close(), hosts.files.close(), hosts.control.close()]);
      await composed.queue.stop();
      composed.close();
    },
  };
}
