// Most unit tests share the modules of their worker: see vitest.config.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const unit = resolve(import.meta.dirname, '..');
const replacesModules = /\bvi\.(mock|doMock|stubGlobal|stubEnv|spyOn|useFakeTimers)\(/;
/** The same list as `ownModules` in vitest.config.ts. */
const hasOwnModules = (file: string): boolean => file.startsWith('renderer/') || file === 'batch/wrong-files.test.ts';

it('every test that replaces a module, a global or the time runs with isolated modules', () => {
  const files = readdirSync(unit, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const tests = files.filter((file) => file.endsWith('.test.ts') && !hasOwnModules(file) && file !== 'fences/isolated-tests.test.ts');
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((file) => replacesModules.test(readFileSync(join(unit, file), 'utf8')))).toEqual([]);
});
