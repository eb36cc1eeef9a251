// The import rules of ARCHITECTURE.md are enforced: the gate refuses each forbidden import in a file of its folder.
// The files are created beside the sources, never among them, because other tests, the compiler and the linter may be reading the sources.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  ['electron/core', '../adapters/evolink/evolink-api.ts', true],
  ['electron/core', '../shell/window/studio-window.ts', true],
  ['electron/core', '../simulator/simulator.ts', true],
  ['electron/core', '../db/open-database.ts', false],
  ['electron/core', 'node:path', false],
  ['electron/db', 'electron', true],
  ['electron/db', '../core/tasks/task-store.ts', true],
  ['electron/db', 'better-sqlite3', false],
  ['electron/adapters', 'electron', true],
  ['electron/adapters', '../core/tasks/task-store.ts', true],
  ['electron/adapters', '../db/open-database.ts', true],
  ['electron/adapters', '../core/ports.ts', false],
  ['electron/adapters', '../core/ports/http.ts', true],
  ['electron/adapters/http', '../../core/tasks/task-store.ts', true],
  ['electron/simulator', '../../shared/models/index.ts', true],
  ['electron/simulator', '../core/ports.ts', true],
  ['electron/simulator', 'electron', true],
  ['electron/simulator', '../../shared/result.ts', false],
];

const fileOf = (index: number) => join(cases[index]?.[0] ?? '', `fence-probe-${index}.ts`);

describe('import fences', () => {
  const refused = new Set<number>();
  /** A project with the same folders and rules that contains only the forbidden imports. */
  const project = mkdtempSync(join(tmpdir(), 'fences-'));

  beforeAll(async () => {
    copyFileSync(join(root, 'biome.json'), join(project, 'biome.json'));
    cases.forEach(([, imported], index) => {
      const file = join(project, fileOf(index));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import * as probe from '${imported}';\nexport const used = probe;\n`);
    });
    const files = cases.map((_, index) => fileOf(index));
    const result = await run(
      bin('biome'),
      ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=200', '--vcs-enabled=false', ...files],
      { cwd: project },
    ).catch((error: { stdout: string }) => error);
    for (const match of result.stdout.matchAll(/fence-probe-(\d+)\.ts/g)) refused.add(Number(match[1]));
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test.each(cases.map(([folder, imported, expected], index) => ({ folder, imported, expected, index })))(
    '$folder importing $imported is refused: $expected',
    ({ index, expected }) => {
      expect(refused.has(index)).toBe(expected);
    },
  );
});

describe('project references', () => {
  test('the compiler refuses an import of a file of main in a file of the window', async () => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    // The folder is below the root, because all files of a project must be. `extends` does not inherit the references.
    const folder = mkdtempSync(join(root, '.cache/fences-'));
    const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.renderer.json'), 'utf8')) as { references: { path: string }[] };
    const config = {
      extends: '../../tsconfig.renderer.json',
      files: ['of-main.ts', 'of-shared.ts'],
      references: references.map(({ path }) => ({ path: join('../..', path) })),
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'of-main.ts'), "export type { Clock } from '../../electron/core/ports.ts';\n");
    writeFileSync(join(folder, 'of-shared.ts'), "export type { Result } from '../../shared/result.ts';\n");
    try {
      const result = await run(bin('tsc'), ['-p', folder, '--noEmit'], { cwd: root }).then(
        () => ({ stdout: '' }),
        (error: { stdout: string }) => error,
      );
      expect(result.stdout).toMatch(/of-main\.ts.* TS6307: .*ports\.ts/);
      expect(result.stdout).not.toContain('of-shared.ts');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
