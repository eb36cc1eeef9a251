// Which exported symbols the docstring check reports, and how the command exits.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { checkDocstrings, repeatsName } = await loadScript('checks/docstrings.mjs');

const problemsIn = (text: string, file = 'shared/sample.ts') => checkDocstrings(file, text).problems;

describe('an exported symbol without a docstring is reported with its line:', () => {
  test.each([
    ['a function', 'export function read() {}'],
    ['an asynchronous function', 'export async function read() {}'],
    ['a generator', 'export function* read() {}'],
    ['a constant', 'export const read = 1;'],
    ['a class', 'export class read {}'],
    ['a type', 'export type read = string;'],
    ['an interface', 'export interface read {}'],
    ['an exported list', 'const read = 1;\nexport { read };'],
    ['a list with another name', 'const read = 1;\nexport { read as write };'],
    ['an exported type in a list', 'interface read {}\nexport type { read };'],
    ['a destructured property', 'export const { read } = pair;'],
    ['a renamed property with a default', 'export const { other: read = 1 } = pair;'],
    ['a destructured element', 'export const [, read] = pair;'],
  ])('%s', (_kind, declaration) => {
    const line = 2;
    expect(problemsIn(`// 文件的第一行。\n${declaration}\n`)).toEqual([{ line, name: 'read', why: 'missing' }]);
  });

  test('a default export is reported by the name of its import', () => {
    expect(problemsIn('export default () => 1;', 'renderer/sample.tsx')).toEqual([{ line: 1, name: 'default', why: 'missing' }]);
  });

  test('each constant of one statement is reported at its own line', () => {
    expect(problemsIn('export const one = 1,\n  two = 2;')).toEqual([
      { line: 1, name: 'one', why: 'missing' },
      { line: 2, name: 'two', why: 'missing' },
    ]);
  });

  test.each([
    ['a line comment', '// Reads a file.\n'],
    ['a block comment', '/* Reads a file. */\n'],
    ['an empty docstring', '/** */\n'],
    ['the docstring of the statement before', '/** Holds bytes. */\nconst own = 1;\n'],
    ['a docstring followed by a block comment', '/** Reads a file. */\n/* biome-ignore: sample */\n'],
  ])('%s does not count as a docstring', (_kind, before) => {
    expect(problemsIn(`${before}export const read = 1;`).map(({ name, why }: { name: string; why: string }) => [name, why])).toEqual([
      ['read', 'missing'],
    ]);
  });
});

describe('no problem is reported for', () => {
  test.each([
    ['a documented function', '/** Reads a file. */\nexport function read() {}'],
    ['a documented type', '/** The state after the last poll. */\nexport type Read = string;'],
    ['a documented interface', '/**\n * The state after\n * the last poll.\n */\nexport interface Read {}'],
    ['documented constants of one statement', '/** Limits of a file, in bytes. */\nexport const { least, most } = limits;'],
    [
      'a documented constant that is exported in a list',
      '/** The state after the last poll. */\nconst read = 1;\nexport { read as write };',
    ],
    ['a documented default export', '/** Starts the window. */\nexport default 1;'],
    ['an overload where another one is documented', '/** Reads a file. */\nexport function read(a: 1): 1;\nexport function read(a: 2): 2;'],
    ['a docstring before line comments', '/** Reads a file. */\n// biome-ignore lint/a/b: sample\nexport const read = 1;'],
    ['symbols that are not exported', 'function read() {}\nconst one = 1;\ntype Two = 2;'],
    ['names of another file', "export { read } from './read.ts';\nexport type { Two } from './two.ts';\nexport * from './all.ts';"],
    ['a name of another file that is also a name of this one', "const read = 1;\nexport { read } from './read.ts';"],
    ['names that are imported and exported again', "import { read } from './read.ts';\nexport { read };"],
  ])('%s', (_kind, text) => {
    expect(problemsIn(text)).toEqual([]);
  });
});

describe('a docstring that only repeats the name', () => {
  test('is reported with its line', () => {
    expect(problemsIn('\n/** Returns the media thread. */\nexport const mediaThread = 1;')).toEqual([
      { line: 3, name: 'mediaThread', why: 'repeats' },
    ]);
  });

  test.each([
    ['The options of a media thread.', 'MediaThreadOptions', 'other.ts'],
    ['Creates a clock.', 'createClock', 'other.ts'],
    ['Parsed entries', 'parseEntry', 'other.ts'],
    ['The window.', 'open', 'shell/window.ts'],
    ['HTTP headers.', 'httpHeaders', 'other.ts'],
  ])('%s is reported (%s in %s)', (docstring, name, file) => {
    expect(repeatsName(docstring, name, file)).toBe(true);
  });

  test.each([
    ['The options of a media thread, in milliseconds.', 'MediaThreadOptions'],
    ['Creates a clock that tests can move.', 'createClock'],
    ['作品库的文件夹。', 'libraryFolder'],
    ['See `Library.download`.', 'folder'],
  ])('is not reported: %s (%s)', (docstring, name) => {
    expect(repeatsName(docstring, name, 'other.ts')).toBe(false);
  });
});

test('the exported symbols of a file are counted once each', () => {
  const text =
    '/** Reads a file. */\nexport function read(a: 1): 1;\nexport function read(a: 2): 2;\nexport const own = 1;\nconst inner = 2;';
  expect(checkDocstrings('a.ts', text).symbols).toBe(2);
});

test('a file that cannot be parsed is reported by name', () => {
  expect(() => checkDocstrings('shared/broken.ts', 'export const = ;')).toThrow(/^shared\/broken\.ts: /);
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docstrings-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const folderPath = relative(projectRoot, folder).replaceAll('\\', '/');
  const check = (...folders: readonly string[]) => {
    const command = [join(projectRoot, 'scripts/checks/check-docstrings.mjs'), ...folders];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return { status, stdout: stdout.trimEnd().split('\n'), stderr };
  };

  test('lists each problem, counts them per folder and fails', () => {
    writeFileSync(join(folder, 'a.ts'), '/** Reads a file. */\nexport const read = 1;\nexport const own = 2;\n');
    writeFileSync(join(folder, 'b.mjs'), '/** The limit. */\nexport const limit = 1;\n');
    writeFileSync(join(folder, 'c.d.mts'), 'export const declared: string;\n');
    writeFileSync(join(folder, 'd.css'), '.a {}\n');
    expect(check(folderPath)).toEqual({
      status: 1,
      stdout: [
        `${folderPath}/a.ts:3 own has no docstring`,
        `${folderPath}/b.mjs:2 limit has a docstring that only repeats its name`,
        `docstrings: to write (${folderPath} 2 of 3)`,
      ],
      stderr: '',
    });
  });

  test('succeeds if nothing is missing', () => {
    writeFileSync(join(folder, 'a.ts'), '/** Reads a file. */\nexport const read = 1;\n');
    rmSync(join(folder, 'b.mjs'), { force: true });
    expect(check(`${folderPath}/`)).toEqual({
      status: 0,
      stdout: [`docstrings: every exported symbol has one (${folderPath} 0 of 1)`],
      stderr: '',
    });
  });

  test('fails for a folder that does not exist', () => {
    expect(check('no-such-folder')).toEqual({ status: 2, stdout: [''], stderr: expect.stringMatching(/^docstrings: ENOENT/) });
  });
});
