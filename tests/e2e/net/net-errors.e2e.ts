// Compares the studio's table of Chromium's network errors with the list that the running Electron writes into its network log.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { netErrorGroups } from '../../../electron/shell/network/net-error-table.ts';
import { startProbe } from './probe.ts';

test('the table contains every network error of this Electron', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evolink-net-log-'));
  try {
    const path = join(folder, 'net-log.json');
    const probe = await startProbe([`--log-net-log=${path}`]);
    await probe.ask({ via: 'studio', method: 'GET', url: 'http://127.0.0.1:9/' });
    await probe.stop(); // the log is complete only after this
    const { constants } = JSON.parse(readFileSync(path, 'utf8')) as { constants: { netError: Readonly<Record<string, number>> } };
    const codes = Object.keys(constants.netError).map((name) => name.replace(/^ERR_/, ''));
    expect(codes.length).toBeGreaterThan(200);
    const grouped = new Set(netErrorGroups.flatMap(({ codes }) => codes));
    expect(codes.filter((code) => !grouped.has(code))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
