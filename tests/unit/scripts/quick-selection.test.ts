// Which tests a quick check runs for a change.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/runtime.mjs';
import { loadScript } from './load-script.ts';

const { selectTests } = await loadScript('quick/selection.mjs');
const { createReaderTest } = await loadScript('quick/references.mjs');
const { announcement, closingLine } = await loadScript('quick/sentences.mjs');

interface Selected {
  readonly file: string;
  readonly seconds: number;
}
type Tree = Readonly<Record<string, string>>;

interface Limits {
  readonly seconds?: Readonly<Record<string, number>>;
  readonly budget?: number;
}
const select = (tree: Tree, changed: readonly string[], { seconds = {}, budget = 100 }: Limits = {}) =>
  selectTests({ tree: new Map(Object.entries(tree)), changed, seconds, budget });
const names = (tests: readonly Selected[]) => tests.map(({ file }) => file);

const near = 'tests/unit/near.test.ts';
const far = 'tests/unit/far.test.ts';
const other = 'tests/unit/other.test.ts';
/** `far` imports the changed file through two more files than `near`. */
const project: Tree = {
  'electron/poll.ts': 'export const poll = 1;',
  'electron/studio.ts': "import { poll } from './poll.ts';",
  'electron/unrelated.ts': '',
  'tests/support/bench.ts': "export * from '../../electron/studio.ts';",
  [near]: "import { poll } from '../../electron/poll.ts';",
  [far]: "import { bench } from '../support/bench.ts';",
  [other]: "import '../../electron/unrelated.ts';",
};

describe('a test is selected', () => {
  test('if it reaches the changed file through imports, nearest first, and not otherwise', () => {
    expect(names(select(project, ['electron/poll.ts']).selected)).toEqual([near, far]);
  });

  test.each([
    ['an import over several lines', "import {\n  a,\n  b,\n} from '../../electron/part.ts';"],
    ['an import for its side effect', "import '../../electron/part.ts';"],
    ['an import that also names a type', "import { a, type B } from '../../electron/part.ts';"],
    ['an export from it', "export { a } from '../../electron/part.ts';"],
    ['a dynamic import', "const { a } = await import('../../electron/part.ts');"],
    ['a worker by its URL', "new Worker(new URL('../../electron/part.ts', import.meta.url));"],
    ['a worker of the page', "import url from '../../electron/part.ts?worker&url';"],
    ['a path from the root', "spawn(process.execPath, [join(projectRoot, 'electron/part.ts')]);"],
    ['its name alone', "fork(join(folder, 'part.ts'));"],
    ['the rest of a template', 'import(`' + '$' + '{root}/electron/part.ts`);'],
    ['an import after a comment about a type', "// import type\nimport { a } from '../../electron/part.ts';"],
    ['an import before a comment', "import { a } from '../../electron/part.ts'; // it's used"],
    ['an import after a type from elsewhere', "import type { B } from './b.ts';\nimport { a } from '../../electron/part.ts';"],
  ])('for %s', (_kind, text) => {
    expect(names(select({ 'electron/part.ts': '', [near]: text }, ['electron/part.ts']).selected)).toEqual([near]);
  });

  test.each([
    ['a type', "import type { A } from '../../electron/part.ts';"],
    ['types over several lines', "import type {\n  A,\n  B,\n} from '../../electron/part.ts';"],
    ['an exported type', "export type { A } from '../../electron/part.ts';"],
    ['a comment that names it', "// See `electron/part.ts`.\n/**\n * `part.ts` has it.\n */\nconst a = 1; // 'part.ts'"],
    ['a file with the same ending', "import './apart.ts';"],
  ])('but not for %s', (_kind, text) => {
    expect(names(select({ 'electron/part.ts': '', [near]: text }, ['electron/part.ts']).selected)).toEqual([]);
  });

  test('if it imports a file that was removed', () => {
    const { 'electron/poll.ts': _gone, ...rest } = project;
    expect(names(select(rest, ['electron/poll.ts']).selected)).toEqual([near, far]);
  });

  test('if it changed itself, however long it takes and wherever it is', () => {
    const heavy = 'tests/contract/soak/kills.test.ts';
    const slow = 'tests/unit/slow.test.ts';
    const selection = select({ ...project, [heavy]: '', [slow]: '' }, [heavy, slow], { seconds: { [heavy]: 70, [slow]: 80 }, budget: 10 });
    expect(names(selection.selected)).toEqual([heavy, slow]);
  });

  test('if it reads the sources, itself or through a helper, after every change of code', () => {
    const listing = "readdirSync(join(import.meta.dirname, '../../electron'))";
    const readers: Tree = {
      'tests/unit/one.test.ts': listing,
      'tests/unit/reader.ts': "const root = resolve(import.meta.dirname, '../..');",
      'tests/unit/two.test.ts': "import { read } from './reader.ts';",
      'tests/unit/three.test.ts': 'readdirSync(import.meta.dirname)',
      'tests/unit/starts-a-child.test.ts': "fork(join(import.meta.dirname, 'child.ts'));",
    };
    const { selected } = select({ ...project, ...readers }, ['electron/unrelated.ts'], { budget: 0.1 });
    expect(names(selected).sort()).toEqual(['tests/unit/one.test.ts', 'tests/unit/three.test.ts', 'tests/unit/two.test.ts']);
  });

  test('in every case if a common dependency of all tests changed', () => {
    for (const file of ['package.json', 'package-lock.json', 'vitest.config.ts']) {
      expect(names(select(project, [file]).selected).sort()).toEqual([far, near, other].sort());
    }
  });
});

describe('the budget', () => {
  const tests = ['a', 'b', 'c', 'd'].map((name) => `tests/unit/${name}.test.ts`);
  const [a = '', b = '', c = '', d = ''] = tests;
  const tree: Tree = {
    'electron/poll.ts': '',
    'tests/support/bench.ts': "import '../../electron/poll.ts';",
    [a]: "import '../../electron/poll.ts';",
    ...Object.fromEntries([b, c, d].map((file) => [file, "import '../support/bench.ts';"])),
  };

  test('is filled with the nearest tests first, then the shortest, and the rest are listed', () => {
    const selection = select(tree, ['electron/poll.ts'], { seconds: { [a]: 4, [b]: 3, [c]: 1, [d]: 2 }, budget: 7.5 });
    expect([names(selection.selected), selection.omitted]).toEqual([[a, c, d], [{ file: b, seconds: 3 }]]);
  });

  test('counts an unmeasured test as one second', () => {
    expect(names(select(tree, ['electron/poll.ts'], { budget: 3 }).selected)).toEqual([a, b, c]);
  });

  test('leaves out long tests and the heavy folders, unless everything is requested', () => {
    const heavy = 'tests/contract/clip/page.test.ts';
    const treeWithHeavy = { ...tree, [heavy]: "import '../../../electron/poll.ts';" };
    const seconds = { [a]: 20, [b]: 11, [c]: 1, [d]: 1, [heavy]: 1 };
    expect(names(select(treeWithHeavy, ['electron/poll.ts'], { seconds }).omitted)).toEqual([heavy, b]);
    expect(select(treeWithHeavy, ['electron/poll.ts'], { seconds, budget: Number.POSITIVE_INFINITY }).omitted).toEqual([]);
  });

  test('starts with the test of the same name, even if it reaches the changed file only through support files', () => {
    const namesake = 'tests/unit/poll.test.ts';
    const selection = select({ ...tree, [namesake]: "import '../support/bench.ts';" }, ['electron/poll.ts'], {
      seconds: { [namesake]: 15, [a]: 20 },
      budget: 16,
    });
    expect(names(selection.selected)).toEqual([namesake, b]);
  });
});

describe('documents', () => {
  test('select only the tests that read them', () => {
    const tree = {
      ...project,
      'NOTES.md': '',
      'tests/unit/notes.test.ts': "readFileSync(join(import.meta.dirname, '../../NOTES.md'))",
      'tests/unit/reader.test.ts': "readdirSync(join(import.meta.dirname, '../../electron'))",
    };
    const { kind, selected } = select(tree, ['NOTES.md', 'docs/plan.md']);
    expect([kind, names(selected)]).toEqual(['documents', ['tests/unit/notes.test.ts']]);
    expect([select(tree, ['docs/plan.md']).selected, select(tree, ['docs/plan.md', 'electron/poll.ts']).kind]).toEqual([[], 'code']);
  });
});

test('without a change no test is selected', () => {
  expect(select(project, [])).toEqual({ kind: 'none', selected: [], omitted: [] });
});

test('the tests of this project that read its sources are recognised', () => {
  const files = ['electron', 'renderer', 'shared', 'tests'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  const readsSources = createReaderTest(files);
  const readers = [
    'contract/soak/every-trial',
    'unit/docs/documents',
    'unit/fences/fences',
    'unit/fences/isolated-tests',
    'unit/renderer/gates/unread-call-results',
    'unit/renderer/gates/endless-animations',
    'unit/renderer/input/key-gate',
    'unit/shell/security/registered-schemes',
    'unit/shell/security/schemes-and-policy',
    'unit/shell/window/spell-checker',
    'unit/text/literal-sentences',
  ].map((name) => `tests/${name}.test.ts`);
  expect(readers.filter((file) => !readsSources(file, readFileSync(join(projectRoot, file), 'utf8')))).toEqual([]);
});

describe('the output of a quick check', () => {
  const selection = {
    kind: 'code',
    selected: [{ file: near, seconds: 3.2 }],
    omitted: [far, other].map((file) => ({ file, seconds: 20 })),
  };

  test('starts with the tests to run', () => {
    expect(announcement(selection, 1, 'HEAD')).toBe(
      'quick: 1 file changed since HEAD; selected 1 of 3 test files (3 s of 43 s of test time)',
    );
    expect(announcement({ kind: 'documents', selected: [], omitted: [] }, 2, 'HEAD')).toBe(
      'quick: 2 files changed since HEAD, documents only; no test reaches them',
    );
    expect(announcement({ kind: 'none', selected: [], omitted: [] }, 0, 'HEAD~1')).toBe(
      'quick: nothing changed since HEAD~1; only types and lint are run',
    );
  });

  test('ends with what was left out', () => {
    const ending = (part: object) => closingLine('passed in 9.0 s', { ...selection, ...part });
    const rest = 'build and end-to-end tests (npm test runs them)';
    expect([
      ending({}),
      ending({ omitted: [] }),
      ending({ selected: [], omitted: [] }),
      ending({ kind: 'documents', selected: [], omitted: [] }),
    ]).toEqual([
      `quick: passed in 9.0 s; left out: 2 of 3 test files that the change reaches (40 s), tests that it does not reach, ${rest}`,
      `quick: passed in 9.0 s; left out: tests that it does not reach, ${rest}`,
      `quick: passed in 9.0 s; left out: all unit and contract tests, ${rest}`,
      `quick: passed in 9.0 s; left out: types, all unit and contract tests, ${rest}`,
    ]);
  });
});
