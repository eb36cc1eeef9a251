import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { authorizationHeader } from './simulated-service.ts';

test('npm run simulator prints one line of JSON with three URLs, serves, and exits with 0 when stopped', async () => {
  const script = join(import.meta.dirname, '../../../scripts/simulator.mjs');
  const child = spawn(process.execPath, [script, '--port', '0', '--credits', '12'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  while (!output.includes('\n')) await once(child.stdout, 'data');
  const addresses = JSON.parse(output);
  expect(Object.keys(addresses)).toEqual(['api', 'files', 'control']);
  const credits = await (await fetch(`${addresses.api}/v1/credits`, { headers: authorizationHeader })).json();
  const quota = await (await fetch(`${addresses.files}/api/v1/files/quota`, { headers: authorizationHeader })).json();
  const state = await (await fetch(`${addresses.control}/state`)).json();
  expect([credits.data.user.remaining_credits, quota.data.max_files, state.requests.length]).toEqual([12, 100, 2]);

  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(output.trim().split('\n')).toHaveLength(1);
});
