// One loopback listener of the simulated service: guards, routes, request ids, faults, and the sending of replies.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HostPorts, handleRequest, type RequestContext } from './handle-request.ts';

export type { HostPorts, RecordedRequest } from './handle-request.ts';

/** A loopback server. */
export interface HttpHost {
  /** Resolves with the port in use; port 0 takes a free one. */
  listen(port: number): Promise<number>;
  /** Cuts open connections and resolves when the server has closed. */
  close(): Promise<void>;
}

/** Creates a host that does not listen yet. */
export function createHttpHost(ports: HostPorts): HttpHost {
  const stopController = new AbortController();
  let port = 0;

  const context: RequestContext = { ...ports, stopping: stopController.signal, port: () => port };
  const server: Server = createServer((request, response) => void handleRequest(context, request, response));
  // A large upload over a throttled connection may take longer than Node's five minutes.
  server.requestTimeout = 0;

  return {
    listen: (requestedPort) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(requestedPort, '127.0.0.1', () => {
          server.off('error', reject);
          port = (server.address() as AddressInfo).port;
          resolve(port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        stopController.abort();
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
