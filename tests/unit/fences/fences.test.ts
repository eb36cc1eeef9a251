// The import rules of ARCHITECTURE.md bite: each forbidden import, written into a real file of that folder, is refused by the gate.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** A folder, an import that is forbidden there, and whether it must be refused. */
const cases: readonly (readonly [folder: string, imported: string, refused: boolean])[] = [
  ['shared', 'node:fs', true],
  ['shared', 'electron', true],
  ['shared', '../electron/core/ports.ts', true],
  ['shared', 'zod', false],
  ['renderer/src', 'node:fs', true],
  ['renderer/src', 'electron', true],
  ['renderer/src', 'zod', true],
  ['renderer/src', '../../electron/core/ports.ts', true],
  ['renderer/src', '../../shared/result.ts', false],
  ['electron/core', 'electron', true],
  ['electron/core', 'better-sqlite3', true],
  ['electron/core', '../adapters/evolink-api.ts', true],
  ['electron/core', '../shell/window.ts', true],
  ['electron/core', '../simulator/simulator.ts', true],
  ['electron/core', '../db/open.ts', false],
  ['electron/core', 'node:path', false],
  ['electron/db', 'electron', true],
  ['electron/db', '../core/tasks.ts', true],
  ['electron/db', 'better-sqlite3', false],
  ['electron/adapters', 'electron', true],
  ['electron/adapters', '../core/tasks.ts', true],
  ['electron/adapters', '../db/open.ts', true],
  ['electron/adapters', '../core/ports.ts', false],
  ['electron/adapters', '../core/ports/http.ts', true],
  ['electron/simulator', '../../shared/models/index.ts', true],
  ['electron/simulator', '../core/ports.ts', true],
  ['electron/simulator', 'electron', true],
  ['electron/simulator', '../../shared/result.ts', false],
];

const fileOf = (index: number) => join(root, cases[index]?.[0] ?? '', `fence-probe-${index}.ts`);

describe('import fences', () => {
  const refused = new Set<number>();

  beforeAll(async () => {
    cases.forEach(([, imported], index) => {
      mkdirSync(dirname(fileOf(index)), { recursive: true });
      writeFileSync(fileOf(index), `import * as probe from '${imported}';\nexport const used = probe;\n`);
    });
    const files = cases.map((_, index) => fileOf(index));
    const answer = await run(
      bin('biome'),
      ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=200', '--vcs-enabled=false', ...files],
      { cwd: root },
    ).catch((error: { stdout: string }) => error);
    for (const match of answer.stdout.matchAll(/fence-probe-(\d+)\.ts/g)) refused.add(Number(match[1]));
  });

  afterAll(() => {
    cases.forEach((_, index) => {
      rmSync(fileOf(index), { force: true });
    });
  });

  test.each(cases.map(([folder, imported, expected], index) => ({ folder, imported, expected, index })))(
    '$folder importing $imported is refused: $expected',
    ({ index, expected }) => {
      expect(refused.has(index)).toBe(expected);
    },
  );
});

describe('project references', () => {
  test('the window cannot even compile against a file of main', async () => {
    const probe = join(root, 'renderer/src/fence-probe-types.ts');
    writeFileSync(probe, "export type { Clock } from '../../electron/core/ports.ts';\n");
    try {
      const answer = await run(bin('tsc'), ['-p', 'tsconfig.renderer.json', '--noEmit'], { cwd: root }).then(
        () => ({ stdout: '' }),
        (error: { stdout: string }) => error,
      );
      expect(answer.stdout).toMatch(/fence-probe-types\.ts.*|TS6307.*ports\.ts/);
      expect(answer.stdout).toContain('TS6307');
    } finally {
      rmSync(probe, { force: true });
    }
  });
});
