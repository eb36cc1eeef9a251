// The display and keyring of a command that is run on a desktop or without one, and the fingerprint of sources.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../scripts/ensure-built.mjs';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { planDisplay } = await loadScript('display/virtual-desktop.mjs');

describe('the environment of a command', () => {
  const linux = (environment: Record<string, string>, keyring?: boolean) => planDisplay({ platform: 'linux', environment, keyring });

  it('has its own display and keyring if there is no display', () => {
    expect([linux({}), linux({}, false)]).toEqual([
      { display: true, keyring: true },
      { display: true, keyring: false },
    ]);
  });

  it('is unchanged on a desktop, unless a keyring is requested', () => {
    expect([linux({ WAYLAND_DISPLAY: 'wayland-0' }), linux({ DISPLAY: ':0' }, true)]).toEqual([
      { display: false, keyring: false },
      { display: false, keyring: true },
    ]);
  });

  it('is unchanged on other systems', () => {
    expect(planDisplay({ platform: 'darwin', environment: {}, keyring: true })).toEqual({ display: false, keyring: false });
  });
});

describe.runIf(process.platform === 'linux')('a command under a virtual display', () => {
  const start = (...command: string[]) => {
    const env: NodeJS.ProcessEnv = { ...process.env };
    delete env.DISPLAY;
    delete env.WAYLAND_DISPLAY;
    const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'with-display.mjs'), '--no-keyring', ...command], { env });
    let output = '';
    child.stdout.on('data', (chunk) => {
      const wasReady = output.includes('ready');
      output += chunk;
      if (!wasReady && output.includes('ready')) child.kill('SIGTERM');
    });
    return new Promise<{ code: number | null; output: string }>((resolve) => child.on('close', (code) => resolve({ code, output })));
  };

  it('has a display, and its exit code is passed on', async () => {
    expect(await start('sh', '-c', 'echo "$DISPLAY"; exit 7')).toEqual({ code: 7, output: expect.stringMatching(/^:\d+\n$/) });
  });

  it('receives the signal sent to the wrapper', async () => {
    const outcome = await start('sh', '-c', "trap 'echo asked to stop; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    expect(outcome).toEqual({ code: 3, output: 'ready\nasked to stop\n' });
  });
});

it('a fingerprint of sources changes when one of them changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'));
  const file = join(folder, 'a.ts');
  writeFileSync(file, 'one');
  utimesSync(file, 1, 1);
  const before = fingerprint(folder, ['a.ts', 'missing.ts']);
  const unchanged = fingerprint(folder, ['a.ts', 'missing.ts']);
  utimesSync(file, 2, 2);
  const after = fingerprint(folder, ['a.ts', 'missing.ts']);
  rmSync(folder, { recursive: true });
  expect([unchanged === before, after === before]).toEqual([true, false]);
});
