// Dividing the end-to-end files into parts, and reading the reports of the test runners.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { divide, secondsPerFile } = await loadScript('lib/e2e-parts.mjs');
const { slowestLines, testsOfPlaywright, testsOfVitest } = await loadScript('lib/test-reports.mjs');

describe('parts', () => {
  test('the longest file gets its own part while the short ones share the others', () => {
    const seconds = { long: 60, a: 20, b: 20, c: 20, d: 10, e: 10 };
    expect(divide(Object.keys(seconds), seconds, 3)).toEqual([['long'], ['a', 'c'], ['b', 'd', 'e']]);
  });

  test('every file is in exactly one part, even one that was never measured', () => {
    const files = ['a', 'b', 'c', 'd', 'new'];
    const parts: string[][] = divide(files, { a: 9, b: 7, c: 5, d: 3, gone: 100 }, 2);
    expect(parts.flat().sort()).toEqual(files);
    // The average: 6 s, after a and b and before c and d.
    expect(parts).toEqual([
      ['a', 'c'],
      ['b', 'new', 'd'],
    ]);
  });

  test('without measurements files are spread evenly, and extra parts stay empty', () => {
    expect(divide(['a', 'b', 'c', 'd'], {}, 2).map((part: string[]) => part.length)).toEqual([2, 2]);
    expect(divide(['a'], {}, 3)).toEqual([['a'], [], []]);
  });

  test('the duration of a file runs from the end of the previous file to the end of its last test, and is at least a second', () => {
    const tests = [
      { file: 'b', seconds: 2, startMs: 30_000 },
      { file: 'a', seconds: 4, startMs: 5_000 },
      { file: 'a', seconds: 1, startMs: 9_000 },
      { file: 'c', seconds: 0.01, startMs: 32_000 },
      { file: 'skipped', seconds: 0, startMs: null },
    ];
    expect(secondsPerFile(tests, 0)).toEqual({ a: 10, b: 22, c: 1 });
  });
});

describe('reports', () => {
  test('vitest and Playwright reports yield file, test and duration in the same form', () => {
    const vitest = {
      testResults: [{ name: join(projectRoot, 'tests/unit/a.test.ts'), assertionResults: [{ fullName: 'a is b', duration: 1_500 }] }],
    };
    const spec = { title: 'opens', file: 'net/a.e2e.ts', tests: [{ results: [{ duration: 2_000, startTime: '1970-01-01T00:00:03Z' }] }] };
    const skipped = { title: 'closes', file: 'net/a.e2e.ts', tests: [{ results: [] }] };
    const playwright = {
      config: { rootDir: join(projectRoot, 'tests/e2e') },
      suites: [{ specs: [spec], suites: [{ specs: [skipped] }] }],
    };
    expect([...testsOfVitest(vitest), ...testsOfPlaywright(playwright)]).toEqual([
      { file: 'tests/unit/a.test.ts', name: 'a is b', seconds: 1.5 },
      { file: 'tests/e2e/net/a.e2e.ts', name: 'opens', seconds: 2, startMs: 3_000 },
      { file: 'tests/e2e/net/a.e2e.ts', name: 'closes', seconds: 0, startMs: null },
    ]);
  });

  test('the slowest tests come first, limited to the requested number', () => {
    const tests = [
      { file: 'a', name: 'quick', seconds: 0.1 },
      { file: 'a', name: 'slow', seconds: 12.34 },
      { file: 'b', name: 'middling', seconds: 3 },
    ];
    expect(slowestLines(tests, 2)).toEqual(['   12.3 s  a: slow', '    3.0 s  b: middling']);
  });
});
