// Cuts the connection of a submission at one of five points. Before the service receives the body, a proxy in front of the service cuts;
// later, faults of the service do.
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import type { SimulatorControl } from '../../../electron/simulator/routes/control-api.ts';

export const cutPoints = ['before the connection', 'before the body', 'before acceptance', 'before the answer', 'in the answer'] as const;
export type CutPoint = (typeof cutPoints)[number];

export interface SubmitCuts {
  /** The base URL of the proxy, which the studio uses. */
  readonly api: string;
  /** Cuts the next submission at this point. */
  arm(point: CutPoint): void;
  /** The number of cuts by point. `before the connection` counts how often the port was closed. */
  cutCounts(): Readonly<Record<CutPoint, number>>;
  stop(): Promise<void>;
}

/** How long the port stays closed: about as long as the studio's waits. */
const closedMs = 40;
const submission = /^POST \/v1\/videos\/generations /;

export async function cutSubmits(service: { readonly api: string; readonly control: SimulatorControl }): Promise<SubmitCuts> {
  const target = Number(new URL(service.api).port);
  const sockets = new Set<Socket>();
  let closedCount = 0;
  let bodiesToCut = 0;
  let bodiesCut = 0;
  let isStopped = false;

  /** Replaces the port in the Host header, because the service accepts only its own port. Headers arrive in one chunk on loopback. */
  const createHostRewriter = (): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const text = chunk.toString('latin1');
        done(
          null,
          /^[A-Z]+ \/[^\n]* HTTP\/1\.1\r\n/.test(text)
            ? Buffer.from(text.replace(/(\r\nhost: 127\.0\.0\.1):\d+/i, `$1:${target}`), 'latin1')
            : chunk,
        );
      },
    });

  /** Forwards a connection. Inspects only the first bytes, because a POST never shares a connection with another request. */
  const forward = (studio: Socket): void => {
    const upstream = dial(target, '127.0.0.1');
    for (const socket of [studio, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          studio.destroy();
          upstream.destroy();
        });
    }
    studio.once('data', (first) => {
      const headersEnd = first.indexOf('\r\n\r\n');
      if (bodiesToCut > 0 && headersEnd >= 0 && submission.test(first.toString('latin1', 0, 64))) {
        bodiesToCut -= 1;
        bodiesCut += 1;
        upstream.write(first.subarray(0, headersEnd + 4), () => {
          studio.destroy();
          upstream.destroy();
        });
        return;
      }
      const hostRewriter = createHostRewriter();
      hostRewriter.pipe(upstream);
      hostRewriter.write(first);
      studio.pipe(hostRewriter);
      upstream.pipe(studio);
    });
  };

  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer({ noDelay: true }, forward);
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let proxy = await listen(0);
  const { port } = proxy.address() as { port: number };

  const harmedCount = (kind: string, when?: string): number =>
    service.control
      .state()
      .faults.filter(({ action }) => action.kind === kind && ('when' in action ? action.when : undefined) === when)
      .reduce((sum, rule) => sum + rule.harmed, 0);
  const armFault = (action: Parameters<SimulatorControl['addFaults']>[0][number]['action']): void =>
    service.control.addFaults([{ match: { endpoint: 'create' }, count: 1, action }]);

  return {
    api: `http://127.0.0.1:${port}`,
    arm(point) {
      switch (point) {
        case 'before the connection':
          if (!proxy.listening) return;
          closedCount += 1;
          proxy.close();
          setTimeout(() => {
            if (isStopped) return;
            void listen(port).then((server) => {
              proxy = server;
            });
          }, closedMs);
          return;
        case 'before the body':
          bodiesToCut += 1;
          return;
        case 'before acceptance':
          return armFault({ kind: 'drop', when: 'before' });
        case 'before the answer':
          return armFault({ kind: 'drop', when: 'after' });
        case 'in the answer':
          return armFault({ kind: 'truncate', bytes: 25 });
      }
    },
    cutCounts: () => ({
      'before the connection': closedCount,
      'before the body': bodiesCut,
      'before acceptance': harmedCount('drop', 'before'),
      'before the answer': harmedCount('drop', 'after'),
      'in the answer': harmedCount('truncate'),
    }),
    async stop() {
      isStopped = true;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => (proxy.listening ? proxy.close(() => resolve()) : resolve()));
    },
  };
}
