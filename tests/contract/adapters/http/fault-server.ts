// A raw TCP server that can break an HTTP exchange at an exact point.
import { createServer, type Server, type Socket } from 'node:net';
import { listenOnLoopback } from '../../../support/listen-on-loopback.ts';

export interface RawRequest {
  readonly head: string;
  readonly body: Buffer;
}

export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  /** The requests whose body arrived completely. */
  readonly requests: RawRequest[];
  /** The number of connections, including connections without a request. */
  readonly connections: () => number;
  close(): Promise<void>;
}

export interface Faults {
  /** Called when a client connects. May destroy the socket. */
  onConnect?(socket: Socket): void;
  /** Called when the headers have arrived. If it returns true, the server ignores the body. */
  onHead?(socket: Socket, head: string): boolean;
  /** Called for every piece of the body. */
  onBodyBytes?(socket: Socket, bytes: number): void;
  /** Called when a request has arrived completely; writes the response, if there is one. `index` counts the requests from 0. */
  onRequest?(socket: Socket, request: RawRequest, index: number): void;
}

export async function startFaultServer(faults: Faults): Promise<FaultServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    faults.onConnect?.(socket);
    let buffer = Buffer.alloc(0);
    let isIgnoring = false;
    let hasHead = false;
    socket.on('data', (data: Buffer) => {
      buffer = Buffer.concat([buffer, data]);
      const end = buffer.indexOf('\r\n\r\n');
      if (end < 0 || isIgnoring) return;
      const head = buffer.subarray(0, end).toString('latin1');
      if (!hasHead) {
        hasHead = true;
        if (faults.onHead?.(socket, head) === true) {
          isIgnoring = true;
          return;
        }
      }
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      const body = buffer.subarray(end + 4);
      faults.onBodyBytes?.(socket, body.byteLength);
      if (body.byteLength < length) return;
      const request = { head, body: Buffer.from(body.subarray(0, length)) };
      buffer = Buffer.from(body.subarray(length));
      hasHead = false;
      requests.push(request);
      faults.onRequest?.(socket, request, requests.length - 1);
    });
  });
  const port = await listenOnLoopback(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns the bytes of a complete response. */
export function reply(status: number, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Buffer {
  const bytes = Buffer.from(body);
  const all = { 'content-type': 'application/json', 'content-length': String(bytes.byteLength), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), bytes]);
}

/** Returns a loopback port on which no program listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
