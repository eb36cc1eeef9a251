import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadScript } from './load-script.ts';

const { missingPlatformPackages, platformInName } = await loadScript('maintenance/complete-lock.mjs');

it('the committed lock file contains the binaries of every platform', () => {
  const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'));
  expect(missingPlatformPackages(lock)).toEqual({});
});

it('a platform package missing from the lock file is reported with version and platform', () => {
  const parent = {
    dev: true,
    optionalDependencies: { '@lint/cli-darwin-arm64': '2.0.0', '@lint/cli-linux-x64': '2.0.0', plain: '^1.0.0' },
  };
  const lock = { packages: { 'node_modules/lint': parent, 'node_modules/@lint/cli-linux-x64': { version: '2.0.0' } } };
  expect(missingPlatformPackages(lock)).toEqual({
    'node_modules/@lint/cli-darwin-arm64': { version: '2.0.0', os: ['darwin'], cpu: ['arm64'], dev: true, optional: true },
  });
});

it('the platform is read from the name of the package', () => {
  expect([platformInName('@a/x-linux-x64-musl'), platformInName('@a/x-win32-x64-msvc'), platformInName('zod')]).toEqual([
    { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    { os: ['win32'], cpu: ['x64'] },
    null,
  ]);
});
