// The JSON reports that the test runners write beside what they print, and how long each test in them took.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../runtime.mjs';

/** Where the gate lets vitest and Playwright write; a name of a report ends in its runner. */
export const reportFolder = join(projectRoot, '.cache/reports');
export const vitestReport = (project) => join(reportFolder, `${project}.vitest.json`);
export const playwrightReport = (part) => join(reportFolder, `e2e-${part}.playwright.json`);

const local = (file) => relative(projectRoot, file).replaceAll('\\', '/');

/** Tests of vitest's JSON report: `{ file, name, seconds }`, `file` from the project's root. */
export function testsOfVitest(report) {
  return report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({ file: local(file), name: fullName, seconds: (duration ?? 0) / 1_000 })),
  );
}

/** Tests of Playwright's JSON report, with `startMs`; one that did not run took no time and never started. */
export function testsOfPlaywright(report) {
  const visit = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map(({ results }) => ({
        file: local(join(report.config.rootDir, spec.file)),
        name: spec.title,
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1_000,
        startMs: results[0] === undefined ? null : Date.parse(results[0].startTime),
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

/** The `count` slowest of them as lines. */
export function slowestLines(tests, count) {
  return tests
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ file, name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}: ${name}`);
}
