// A second entry: the clip page without the studio, for the standalone simulator and for tests. scripts/clip-worker.mjs starts it,
// listens on a private socket (Chromium writes its own messages to standard output) and sends one frame per job: four bytes of length,
// JSON, then as many bytes as the JSON's `bytes` says. When the socket closes for any reason, this process ends.
import { open } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { z } from 'zod';
import { ClipFailure } from './shell/clip-page/clip-messages.ts';
import { type ClipWindow, clipScheme, createClipWindow } from './shell/clip-page/clip-window.ts';
import { disableSpellCheck } from './shell/window/spell-checker.ts';
import { clipSpec } from './simulator/media/clip-renderer.ts';

const clipWorkerRequest = z.discriminatedUnion('kind', [
  z.object({ id: z.int(), kind: z.literal('clip'), spec: clipSpec }),
  z.object({ id: z.int(), kind: z.literal('poster'), path: z.string() }),
  z.object({ id: z.int(), kind: z.literal('image'), path: z.string() }),
  z.object({ id: z.int(), kind: z.literal('abandon') }),
]);
type ClipWorkerRequest = z.infer<typeof clipWorkerRequest>;

interface JobOutput {
  readonly metadata?: unknown;
  /** Names and lengths of the parts that follow, in order. */
  readonly parts: readonly (readonly [name: string, bytes: Uint8Array])[];
}

async function runJob(clip: ClipWindow, request: Exclude<ClipWorkerRequest, { kind: 'abandon' }>, signal: AbortSignal): Promise<JobOutput> {
  if (request.kind === 'clip') return { parts: [['clip', await clip.clips.render(request.spec, signal)]] };
  const file = await open(request.path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (start: number, end: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    };
    if (request.kind === 'image') return { metadata: await clip.images.probe(await read(0, size), signal), parts: [] };
    const { poster, filmstrip, ...metadata } = await clip.posters.make({ size, read }, signal);
    return {
      metadata,
      parts: [
        ['poster', poster],
        ['filmstrip', filmstrip],
      ],
    };
  } finally {
    await file.close();
  }
}

function send(socket: Socket, header: Readonly<Record<string, unknown>>, parts: JobOutput['parts'] = []): void {
  const bytes = parts.reduce((sum, [, part]) => sum + part.length, 0);
  const json = Buffer.from(JSON.stringify({ ...header, parts: parts.map(([name, part]) => [name, part.length]), bytes }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  socket.write(Buffer.concat([length, json]));
  for (const [, part] of parts) socket.write(part);
}

/** Reads the requests. They have no binary parts, so each frame is a length and JSON. */
function readRequests(socket: Socket, onRequest: (request: ClipWorkerRequest) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE(0)) {
      const end = 4 + rest.readUInt32LE(0);
      onRequest(clipWorkerRequest.parse(JSON.parse(rest.toString('utf8', 4, end))));
      rest = rest.subarray(end);
    }
  });
}

function serve(socketPath: string): void {
  const socket = createConnection(socketPath);
  const warn = (event: string, fields?: unknown) => process.stderr.write(`${event} ${JSON.stringify(fields ?? {})}\n`);
  const clip = createClipWindow({ pages: join(import.meta.dirname, '../renderer'), log: { warn } });
  const controllers = new Map<number, AbortController>();

  readRequests(socket, (request) => {
    if (request.kind === 'abandon') {
      controllers.get(request.id)?.abort();
      return;
    }
    const controller = new AbortController();
    controllers.set(request.id, controller);
    runJob(clip, request, controller.signal)
      .then(
        ({ metadata, parts }) => send(socket, { id: request.id, metadata: metadata ?? null }, parts),
        (error: unknown) => {
          const reason = error instanceof ClipFailure ? error.reason : 'internal';
          send(socket, { id: request.id, failure: { reason, message: error instanceof Error ? error.message : String(error) } });
        },
      )
      .finally(() => controllers.delete(request.id));
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clip.stop();
    app.exit(0);
  });
}

const socketPath = process.env.EVOLINK_CLIP_SOCKET;
const profile = process.env.EVOLINK_CLIP_PROFILE;
if (!socketPath || !profile) throw new Error('clip-worker is started by scripts/clip-worker.mjs');

// Uses a profile of its own, because the studio may be running with the usual one.
app.setPath('userData', profile);
app.setPath('sessionData', profile);
app.disableHardwareAcceleration();
protocol.registerSchemesAsPrivileged([clipScheme]);
disableSpellCheck(app);
// Not awaited at top level: `ready` waits for this module.
void app.whenReady().then(() => serve(socketPath));
