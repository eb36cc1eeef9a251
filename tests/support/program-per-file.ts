// Bundles a program once for all tests of a file, which start it many times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { bundleProgram } from './bundle-program.ts';

/** Bundles the program in `file` before the tests, and deletes the bundle after them. Returns a function that returns the path of the bundle. */
export function programPerFile(file: string): () => string {
  let folder = '';
  let program = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundled-program-'));
    program = await bundleProgram(file, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => program;
}
