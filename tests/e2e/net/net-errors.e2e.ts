// The table of Chromium's network errors against the list that the running Electron writes into its own network log.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { netErrorGroups } from '../../../electron/shell/net-error-table.ts';
import { startProbe } from './probe.ts';

test('every network error that this Electron knows has its place in the table', async () => {
  const probe = await startProbe((folder) => [`--log-net-log=${join(folder, 'net-log.json')}`]);
  try {
    await probe.ask({ via: 'studio', method: 'GET', url: 'http://127.0.0.1:9/' });
    // The constants are written before anything else; the rest of the log is not of interest.
    const text = readFileSync(join(probe.folder, 'net-log.json'), 'utf8');
    const constants = /"netError":(\{[^}]*\})/.exec(text)?.[1] ?? '{}';
    const known = Object.keys(JSON.parse(constants) as object).map((name) => name.replace(/^ERR_/, ''));
    expect(known.length).toBeGreaterThan(200);
    const sorted = new Set(netErrorGroups.flatMap(({ codes }) => codes));
    expect(known.filter((code) => !sorted.has(code))).toEqual([]);
  } finally {
    await probe.stop();
  }
});
