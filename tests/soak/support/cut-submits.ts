// Cuts the connection of a submission at one of five points: a gate in front of the service for what it would never see, the service's own
// faults for the rest.
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import type { SimulatorControl } from '../../../electron/simulator/routes/control-api.ts';

export const cutPoints = ['before the connection', 'before the body', 'before acceptance', 'before the answer', 'in the answer'] as const;
export type CutPoint = (typeof cutPoints)[number];

export interface SubmitCuts {
  /** Where the studio finds the service. */
  readonly api: string;
  /** The next submission is cut there. */
  arm(point: CutPoint): void;
  /** How many were cut, by point; `before the connection` counts the times nobody listened. */
  made(): Readonly<Record<CutPoint, number>>;
  stop(): Promise<void>;
}

/** Nobody listens for so long; waits of the studio are about as long. */
const closedMs = 40;
const submission = /^POST \/v1\/videos\/generations /;

export async function cutSubmits(service: { readonly api: string; readonly control: SimulatorControl }): Promise<SubmitCuts> {
  const target = Number(new URL(service.api).port);
  const sockets = new Set<Socket>();
  let closed = 0;
  let bodiesToCut = 0;
  let bodiesCut = 0;
  let isStopped = false;

  /** The service wants to be called by its own address. Headers come in one piece on loopback. */
  const addressed = (): Transform =>
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

  /** Only the first bytes of a connection are looked at: a POST never shares one. */
  const pass = (studio: Socket): void => {
    const beyond = dial(target, '127.0.0.1');
    for (const socket of [studio, beyond]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          studio.destroy();
          beyond.destroy();
        });
    }
    studio.once('data', (first) => {
      const headersEnd = first.indexOf('\r\n\r\n');
      if (bodiesToCut > 0 && headersEnd >= 0 && submission.test(first.toString('latin1', 0, 64))) {
        bodiesToCut -= 1;
        bodiesCut += 1;
        beyond.write(first.subarray(0, headersEnd + 4), () => {
          studio.destroy();
          beyond.destroy();
        });
        return;
      }
      const inner = addressed();
      inner.pipe(beyond);
      inner.write(first);
      studio.pipe(inner);
      beyond.pipe(studio);
    });
  };

  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer({ noDelay: true }, pass);
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let gate = await listen(0);
  const { port } = gate.address() as { port: number };

  const harmed = (kind: string, when?: string): number =>
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
          if (!gate.listening) return;
          closed += 1;
          gate.close();
          setTimeout(() => {
            if (isStopped) return;
            void listen(port).then((server) => {
              gate = server;
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
    made: () => ({
      'before the connection': closed,
      'before the body': bodiesCut,
      'before acceptance': harmed('drop', 'before'),
      'before the answer': harmed('drop', 'after'),
      'in the answer': harmed('truncate'),
    }),
    async stop() {
      isStopped = true;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => (gate.listening ? gate.close(() => resolve()) : resolve()));
    },
  };
}
