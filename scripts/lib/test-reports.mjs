// The JSON reports that the test runners write beside their output, and the duration of each test in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../runtime.mjs';

/** The folder of the reports; the name of a report ends in its runner. */
export const reportFolder = join(projectRoot, '.cache/reports');
/** Returns the path of the report of a vitest project. */
export const vitestReport = (project) => join(reportFolder, `${project}.vitest.json`);
/** The path of the report of the end-to-end tests. */
export const playwrightReport = join(reportFolder, 'e2e.playwright.json');

const relativePath = (file) => relative(projectRoot, file).replaceAll('\\', '/');

/** Returns the tests in vitest's JSON report as `{ file, name, seconds }`. `file` is relative to the project's root. */
export function testsOfVitest(report) {
  return report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({ file: relativePath(file), name: fullName, seconds: (duration ?? 0) / 1_000 })),
  );
}

/** Returns the tests in Playwright's JSON report. A test that did not run has no duration. */
export function testsOfPlaywright(report) {
  const visit = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map(({ results }) => ({
        file: relativePath(join(report.config.rootDir, spec.file)),
        name: spec.title,
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1_000,
      })),
    ),
    ...(suite.suites ?? []).flatMap(visit),
  ];
  return report.suites.flatMap(visit);
}

/** All tests in the reports of `folder`. */
export function reportedTests(folder = reportFolder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    if (!name.endsWith('.json')) return [];
    const report = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return name.endsWith('.vitest.json') ? testsOfVitest(report) : testsOfPlaywright(report);
  });
}

/** Returns the `count` slowest tests as lines of text. */
export function slowestLines(tests, count) {
  return tests
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ file, name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}: ${name}`);
}
