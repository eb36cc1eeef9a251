// Sends a reply, which a fault may have damaged.
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Damage, damageReply } from '../faults/damage-reply.ts';
import type { Reply } from './http-reply.ts';

/** Sends the reply; ends early when the client is gone or the host stops. */
export async function sendReply(
  response: ServerResponse,
  method: string,
  reply: Reply,
  damages: readonly Damage[],
  signal: AbortSignal,
): Promise<void> {
  const body = damageReply(reply, damages);
  for (const [name, value] of Object.entries(body.headers)) response.setHeader(name, value);
  if (body.contentType !== null) response.setHeader('content-type', body.contentType);
  // After a wrong length the connection cannot be used again.
  if (body.cut) response.setHeader('connection', 'close');
  if (reply.status !== 204 && reply.status !== 304) response.setHeader('content-length', body.claimedLength);
  response.writeHead(body.status);
  if (method === 'HEAD' || reply.status === 304 || reply.status === 204) {
    response.end();
    return;
  }
  for await (const chunk of body.chunks()) {
    if (response.destroyed || signal.aborted) return;
    if (!response.write(chunk)) await waitForDrain(response);
    if (body.bytesPerSecond !== null) {
      await sleep((chunk.length / body.bytesPerSecond) * 1_000, undefined, { signal }).catch(() => undefined);
    }
  }
  if (!body.cut) response.end();
  else response.socket?.end(() => response.destroy());
}

function waitForDrain(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
