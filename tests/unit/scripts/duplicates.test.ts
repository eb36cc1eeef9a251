// Which code the check of duplicates reports, which it ignores, and how the command ends.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { folderPerTest } from '../../support/folder-per-test.ts';
import { loadScript } from './load-script.ts';

const { codeLines } = await loadScript('checks/code-lines.mjs');
const { findDuplicates, isExplainedBy, readExplanations } = await loadScript('checks/duplicates.mjs');

/** Six lines of six different shapes. */
const sixLines = `export function price(seconds, credits) {
  const perSecond = rates.get(credits.model) ?? 1;
  if (perSecond === 0) return { credits: 0, isFree: true };
  for (const rule of credits.rules) apply(rule, seconds, perSecond);
  const total = Math.ceil(seconds * perSecond + credits.base);
  return { credits: total, isFree: total === 0 };
}
`;
const renamed = sixLines.replaceAll('seconds', 'frames').replace('price', 'cost').replace('?? 1', '?? 25');
const fiveLines = sixLines.replace(/ {2}return .*\n/, '');

/** One short line for each duplicate in files `a.ts`, `b.ts`, … with these texts. */
const duplicatesIn = (...texts: readonly string[]) =>
  findDuplicates(texts.map((text, n) => ({ file: `${'abc'[n]}.ts`, text }))).map(
    ({ kind, lines, places }: { kind: string; lines: number; places: { file: string; first: number; last: number }[] }) =>
      `${kind} ${lines}: ${places.map(({ file, first, last }) => `${file} ${first}-${last}`).join(', ')}`,
  );

describe('six lines in two places are reported', () => {
  test('where they are equal', () => {
    expect(duplicatesIn(sixLines, `const own = 1;\n${sixLines}`)).toEqual(['equal 6: a.ts 1-6, b.ts 2-7']);
  });

  test('where only names, strings and numbers differ', () => {
    expect(duplicatesIn(sixLines, renamed)).toEqual(['shape 6: a.ts 1-6, b.ts 1-6']);
  });

  test('where they are lines of a string', () => {
    const sql = (name: string) => `const ${name} = \`SELECT *\n${[1, 2, 3, 4, 5, 6].map((n) => `  JOIN t${n} USING (id)\n`).join('')}\`;\n`;
    expect(duplicatesIn(sql('one'), sql('other'))).toEqual(['equal 6: a.ts 2-7, b.ts 2-7']);
  });

  test('in one file', () => {
    expect(duplicatesIn(`${sixLines}const own = 1;\n${sixLines}`)).toEqual(['equal 6: a.ts 1-6, a.ts 9-14']);
  });

  test('in every pair of three files', () => {
    expect(duplicatesIn(sixLines, sixLines, renamed)).toEqual([
      'equal 6: a.ts 1-6, b.ts 1-6',
      'shape 6: a.ts 1-6, c.ts 1-6',
      'shape 6: b.ts 1-6, c.ts 1-6',
    ]);
  });

  test('as one run with the similar lines that follow them', () => {
    expect(duplicatesIn(sixLines + renamed, sixLines + sixLines.replace('price', 'fee'))).toContain('equal 12: a.ts 1-13, b.ts 1-13');
  });

  test.each([
    ['comments', (line: string) => `// A note.\n${line} // Why.`],
    ['blank lines', (line: string) => `\n${line}`],
    ['other indentation', (line: string) => `      ${line.trim()}`],
    ['lines of punctuation', (line: string) => `${line}\n}`],
  ])('however many %s stand between them', (_, change) => {
    const lines = sixLines.split('\n').filter((line) => line !== '');
    expect(duplicatesIn(sixLines, lines.map(change).join('\n'))).toEqual([expect.stringMatching(/^equal 6: a\.ts 1-6, b\.ts/)]);
  });
});

describe('nothing is reported', () => {
  test.each([
    ['five lines', fiveLines, fiveLines],
    ['equal imports', ...[1, 2].map(() => [1, 2, 3, 4, 5, 6, 7].map((n) => `import { part${n} } from './part-${n}.ts';\n`).join(''))],
    ['an import of several lines', ...[1, 2].map(() => `import {\n${'  one,\n'.repeat(8)}} from './one.ts';\n`)],
    ['names of another file that are exported', ...[1, 2].map(() => `export type {\n${'  One,\n'.repeat(8)}} from './one.ts';\n`)],
    ['equal comments', '// One line.\n'.repeat(9), '// One line.\n'.repeat(9)],
    ['a comment of several lines', `/*\n${sixLines}*/`, sixLines],
    ['short lines of equal shape', ...[1, 2].map((n) => [1, 2, 3, 4, 5, 6, 7].map((m) => `call${n}${m}(${n});\n`).join(''))],
    ['tables of equal shape', ...[1, 2].map((n) => [1, 2, 3, 4, 5, 6, 7].map((m) => `add('key${n}', { at: ${n}, to: ${m} });\n`).join(''))],
    ['another keyword', sixLines, renamed.replace('const total', 'let total')],
    ['another sign', sixLines, renamed.replace('frames * perSecond', 'frames / perSecond')],
  ])('for %s', (_, one = '', other = '') => {
    expect(duplicatesIn(one, other)).toEqual([]);
  });

  test('for lines that repeat so closely that the two places overlap', () => {
    expect(duplicatesIn('call(1);\n'.repeat(11))).toEqual([]);
  });
});

describe('the lines of code', () => {
  const shapes = (text: string) => codeLines(text).map(({ shape }: { shape: string }) => shape);

  test.each([
    ['a quote in a regular expression', 'const quoted = text.match(/[\'"`]/g);', 'const i = i . i ( S ) ;'],
    ['a division', 'const half = width / 2; // and / more', 'const i = i / N ;'],
    ['a comment in a string', "const link = 'https://one.example';", 'const i = S ;'],
    ['a template in a template', 'const path = `$' + '{folder}/$' + '{name ? `$' + '{name}.mp4` : ""}`;', 'const i = S ;'],
    ['an escaped quote', "const it = 'it\\'s' + one;", 'const i = S + i ;'],
  ])('%s is read as such', (_, text, shape) => {
    expect(shapes(text)).toEqual([shape]);
  });

  test('a string of several lines is compared line by line', () => {
    const sql = ['const sql = `SELECT *', '  FROM task', '  WHERE id = 1`;', 'run(sql);'];
    expect(codeLines(sql.join('\n')).map(({ line, text }: { line: number; text: string }) => [line, text])).toEqual([
      [1, 'const sql = `SELECT *'],
      [2, 'FROM task'],
      [3, 'WHERE id = 1` ;'],
      [4, 'run ( sql ) ;'],
    ]);
  });
});

describe('a row of the document explains', () => {
  const row = (text: string) => readExplanations(`# Duplicates\n\n| place | other place | why |\n|---|---|---|\n${text}\n`)[0];
  const duplicateOf = (one: string, other: string) => ({ places: [{ file: one }, { file: other }] });

  test.each([
    ['the two files it names', '| `a/one.ts` | `b/two.ts` | Two things. |', 'a/one.ts', 'b/two.ts'],
    ['them in the other order', '| `a/one.ts` | `b/two.ts` | Two things. |', 'b/two.ts', 'a/one.ts'],
    ['two places of one file', '| `a/one.ts` | itself | A table. |', 'a/one.ts', 'a/one.ts'],
    ['files of a folder', '| `a/*.ts` | itself | Tables. |', 'a/one.ts', 'a/two.ts'],
  ])('%s', (_, text, one, other) => {
    expect(isExplainedBy(row(text), duplicateOf(one, other))).toBe(true);
  });

  test.each([
    ['another file', '| `a/one.ts` | `b/two.ts` | Two things. |', 'a/one.ts', 'b/three.ts'],
    ['two places in one of its files', '| `a/one.ts` | `b/two.ts` | Two things. |', 'a/one.ts', 'a/one.ts'],
    ['files of a subfolder', '| `a/*.ts` | itself | Tables. |', 'a/b/one.ts', 'a/two.ts'],
    ['a file whose name is longer', '| `one.ts` | itself | A table. |', 'one.ts', 'one.tsx'],
  ])('not %s', (_, text, one, other) => {
    expect(isExplainedBy(row(text), duplicateOf(one, other))).toBe(false);
  });

  test.each(['| `a.ts` | `b.ts` | |', '| `a.ts` | `b.ts` |', '| `a.ts` | b.ts | Two things. |'])(
    'only with a reason and two files: %s',
    (text) => {
      expect(() => row(text)).toThrow(/^line 5 is not/);
    },
  );
});

describe('the command', () => {
  const pathIn = folderPerTest('duplicates-');
  const relativePath = (...names: string[]) => relative(projectRoot, pathIn(...names)).replaceAll('\\', '/');
  const check = (...args: readonly string[]) => {
    const command = [join(projectRoot, 'scripts/checks/check-duplicates.mjs'), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return { status, stdout: stdout.trimEnd().split('\n'), stderr };
  };
  const explain = (row: string): string => {
    writeFileSync(pathIn('list.md'), `${row}\n`);
    return relativePath('list.md');
  };

  test('lists duplicates without an explanation, and fails', () => {
    writeFileSync(pathIn('a.ts'), sixLines);
    writeFileSync(pathIn('b.ts'), renamed);
    const list = explain(`| \`${relativePath('a.ts')}\` | itself | Two things. |`);
    expect(check('--explained', list, relativePath())).toEqual({
      status: 1,
      stdout: [
        `${relativePath('a.ts')}:1-6 ~ ${relativePath('b.ts')}:1-6 6 lines are of equal shape`,
        `duplicates: 1 unexplained in 2 files; write it once, or say in ${list} why both stay`,
      ],
      stderr: '',
    });
  });

  test('ignores explained duplicates, declarations and fixtures', () => {
    for (const name of ['a.ts', 'b.ts', 'c.d.ts', 'd-fixture.ts']) writeFileSync(pathIn(name), sixLines);
    const list = explain(`| \`${relativePath('a.ts')}\` | \`${relativePath('b.ts')}\` | Two things. |`);
    expect(check('--explained', list, relativePath())).toEqual({ status: 0, stdout: ['duplicates: none in 2 files'], stderr: '' });
  });

  test('ends with an error for a row without a reason', () => {
    const list = explain('| `a.ts` | `b.ts` | |');
    expect(check('--explained', list, relativePath())).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${list}: line 1 is not`),
    });
  });
});
