// Servers of tests listen on this computer only, each on its own port.
import type { AddressInfo, Server } from 'node:net';

/** Starts to listen on a free port of 127.0.0.1, and returns the port. */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
