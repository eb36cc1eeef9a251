// Reading the reports of the test runners.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { slowestLines, testsOfPlaywright, testsOfVitest } = await loadScript('lib/test-reports.mjs');

describe('reports', () => {
  test('vitest and Playwright reports yield file, test and duration in the same form', () => {
    const vitest = {
      testResults: [{ name: join(projectRoot, 'tests/unit/a.test.ts'), assertionResults: [{ fullName: 'a is b', duration: 1_500 }] }],
    };
    const spec = { title: 'opens', file: 'net/a.e2e.ts', tests: [{ results: [{ duration: 2_000 }] }] };
    const skipped = { title: 'closes', file: 'net/a.e2e.ts', tests: [{ results: [] }] };
    const playwright = {
      config: { rootDir: join(projectRoot, 'tests/e2e') },
      suites: [{ specs: [spec], suites: [{ specs: [skipped] }] }],
    };
    expect([...testsOfVitest(vitest), ...testsOfPlaywright(playwright)]).toEqual([
      { file: 'tests/unit/a.test.ts', name: 'a is b', seconds: 1.5 },
      { file: 'tests/e2e/net/a.e2e.ts', name: 'opens', seconds: 2 },
      { file: 'tests/e2e/net/a.e2e.ts', name: 'closes', seconds: 0 },
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
