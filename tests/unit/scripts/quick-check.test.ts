// The input of a quick check, and what it reads from the checkout and from earlier runs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { readArguments } = await loadScript('quick/arguments.mjs');
const { changedFiles, readTree } = await loadScript('quick/checkout.mjs');
const { storeDurations, readDurations } = await loadScript('lib/test-durations.mjs');

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'quick-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('arguments', () => {
  test('are a commit and the time budget in seconds', () => {
    expect([[], ['--since', 'HEAD~2', '--seconds', '20'], ['--all']].map(readArguments)).toEqual([
      { since: 'HEAD', seconds: 40 },
      { since: 'HEAD~2', seconds: 20 },
      { since: 'HEAD', seconds: Number.POSITIVE_INFINITY },
    ]);
  });

  test.each([
    [['--seconds', 'many'], '--seconds takes a number above 0, not "many"'],
    [['--seconds', '0'], '--seconds takes a number above 0, not "0"'],
    [['--all', '--seconds', '5'], 'choose --all or --seconds, not both'],
    [['--since='], '--since takes a commit, for example --since HEAD~1'],
    [['--fast'], "Unknown option '--fast'"],
    [['tests/unit'], "Unexpected argument 'tests/unit'"],
  ])('that are invalid are rejected: %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });
});

const hasGit = spawnSync('git', ['--version']).error === undefined;

describe.runIf(hasGit)('changed files', () => {
  const git = (folder: string, ...args: string[]) => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
  };
  const newRepository = () => {
    const folder = newFolder();
    git(folder, 'init', '-q');
    for (const name of ['kept.ts', 'edited.ts', 'removed.ts', 'before.ts'])
      writeFileSync(join(folder, name), `export const a = '${name}';\n`);
    writeFileSync(join(folder, '.gitignore'), 'out/\n');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'first');
    return folder;
  };

  test('include edited, removed, renamed and new files, and no ignored ones', () => {
    const folder = newRepository();
    expect(changedFiles(folder, 'HEAD')).toEqual([]);
    writeFileSync(join(folder, 'edited.ts'), 'export const b = 1;\n');
    rmSync(join(folder, 'removed.ts'));
    renameSync(join(folder, 'before.ts'), join(folder, 'after.ts'));
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/built.ts'), '');
    writeFileSync(join(folder, 'neu ü.ts'), 'export const c = 1;\n');
    const changed = ['after.ts', 'before.ts', 'edited.ts', 'neu ü.ts', 'removed.ts'];
    expect(changedFiles(folder, 'HEAD')).toEqual(changed);
    expect([...readTree(folder).keys()].sort()).toEqual(['.gitignore', 'after.ts', 'edited.ts', 'kept.ts', 'neu ü.ts']);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'second');
    expect([changedFiles(folder, 'HEAD'), changedFiles(folder, 'HEAD~1')]).toEqual([[], changed]);
  });

  test('of an unknown commit, or outside a repository, are an error', () => {
    expect(() => changedFiles(newRepository(), 'v9')).toThrow('there is no commit "v9"');
    expect(() => changedFiles(newRepository(), '--quiet')).toThrow('there is no commit "--quiet"');
    expect(() => changedFiles(newFolder(), 'HEAD')).toThrow(/^git rev-parse failed: ./);
  });
});

describe('the command', () => {
  const quick = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const command = [join(projectRoot, 'scripts/test-quick.mjs'), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env: { ...process.env, ...env } });
    return { status, stdout, stderr };
  };

  test('fails with a message for an invalid argument', () => {
    expect(quick(['--seconds', '-1s'])).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^quick: .*--seconds/) });
  });

  test('fails when git fails', () => {
    expect(quick([], { GIT_DIR: newFolder() })).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^quick: git/) });
    expect(quick([], { PATH: newFolder() })).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^quick: git could not be started/),
    });
  });
});

describe('durations', () => {
  test('of the last run replace the committed ones, and a missing or damaged record counts as empty', () => {
    const folder = newFolder();
    const [committed, measured, damaged] = ['committed.json', 'measured.json', 'damaged.json'].map((name) => join(folder, name));
    const records = [join(folder, 'missing.json'), committed, damaged, measured];
    writeFileSync(committed ?? '', '{ "a": 1, "b": 2 }');
    writeFileSync(damaged ?? '', '{ "a": ');
    expect(readDurations(records)).toEqual({ a: 1, b: 2 });
    const testRuns = [
      { file: 'b', seconds: 1 },
      { file: 'b', seconds: 0.54 },
      { file: 'c', seconds: 0.01 },
    ];
    storeDurations(testRuns, records);
    expect(readDurations(records)).toEqual({ a: 1, b: 1.5, c: 0 });
    storeDurations([{ file: 'new', seconds: 7 }], records);
    expect(readDurations(records)).toEqual({ a: 1, b: 1.5, c: 0, new: 7 });
    writeFileSync(committed ?? '', '{ "a": "long", "b": 2 }');
    expect(readDurations([committed])).toEqual({ b: 2 });
  });

  test('rise slowly, because a busy machine slows every test, and fall at once', () => {
    const records = [join(newFolder(), 'committed.json'), join(newFolder(), 'measured.json')];
    writeFileSync(records[0] ?? '', '{ "a": 2 }');
    const afterRun = (seconds: number) => {
      storeDurations([{ file: 'a', seconds }], records);
      return readDurations(records).a;
    };
    expect([afterRun(20), afterRun(20), afterRun(3)]).toEqual([3.5, 5.75, 3]);
  });
});
