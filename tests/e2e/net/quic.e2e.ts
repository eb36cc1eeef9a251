// QUIC must be off, because over QUIC Chromium repeats a POST automatically.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import { startProbe } from './probe.ts';

test('no request uses QUIC, not even to a host for which Chromium is told to force it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evolink-quic-'));
  const netLog = join(folder, 'net-log.json');
  let connectionCount = 0;
  const server = createServer((socket) => {
    connectionCount += 1;
    socket.destroy();
  });
  const port = await listenOnLoopback(server);
  const probe = await startProbe([`--origin-to-force-quic-on=127.0.0.1:${port}`, `--log-net-log=${netLog}`]);
  await probe.ask({ via: 'studio', method: 'POST', url: `https://127.0.0.1:${port}/`, body: '{}' });
  await probe.stop();
  server.close();

  const { constants, events } = JSON.parse(readFileSync(netLog, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number }[];
  };
  const seenTypes = new Set(events.map(({ type }) => type));
  const names = Object.entries(constants.logEventTypes).flatMap(([name, type]) => (seenTypes.has(type) ? [name] : []));
  expect(names.filter((name) => name === 'QUIC_SESSION_POOL_JOB' || name === 'QUIC_SESSION')).toEqual([]);
  expect(connectionCount).toBeGreaterThan(0);
  rmSync(folder, { recursive: true });
});
