// Files, folders and transitions that the documents name exist, and the documents name all that they must.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { resultTransitions, taskTransitions } from '../../../shared/task.ts';

const root = join(import.meta.dirname, '../../..');
const fixtures = 'tests/e2e/fixtures/';

/** All files of a folder, with `/`, as paths from the root. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      posix.join(
        ...join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .split(/[\\/]/),
      ),
    );

const sources = ['electron', 'shared', 'renderer/src', 'tests', 'scripts'].flatMap(filesBelow).filter((file) => !file.startsWith(fixtures));
const files = new Set([
  ...sources,
  ...filesBelow('docs'),
  ...readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? entry.name : [])),
]);
const folders = new Set([fixtures.slice(0, -1), `${fixtures}profile-020`]);
for (const file of files) for (let at = posix.dirname(file); at !== '.'; at = posix.dirname(at)) folders.add(at);

const documents = [...files].filter((file) => file.endsWith('.md'));
const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

/** Where a short path may start: `core/dispatch.ts`, `views/queue/`, `unit/fences`. ARCHITECTURE.md lists them. */
const pathPrefixes = ['', 'electron/', 'renderer/', 'renderer/src/', 'tests/', 'shared/', 'shared/models/'];
const pathSuffixes = ['', '.test.ts', '.e2e.ts'];
/** True for a path that a command or the app creates, and for a pattern. */
const isGeneratedOrPattern = (path: string): boolean =>
  /^(\.\/)?(\.cache|\.incoming|dist|out|screenshots|demo-out)(\/|$)/.test(path) || /0NN|\*/.test(path);
/** True for the end of a folder's path, as in a table below the heading of its parent folder. */
const isFolderName = (path: string): boolean => path.endsWith('/') && [...folders].some((folder) => `${folder}/`.endsWith(`/${path}`));

function exists(document: string, named: string): boolean {
  const path = named.replace(/^\.\//, '').replace(/\/$/, '');
  const siblingPath = posix.join(posix.dirname(document), path);
  const places = [siblingPath, ...pathPrefixes.flatMap((beginning) => pathSuffixes.map((ending) => beginning + path + ending))];
  return places.some((place) => files.has(place) || folders.has(place));
}

test.each(documents)('%s names only files and folders that exist', (document) => {
  const text = textOf(document);
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target).filter((target) => !/^https?:/.test(target));
  const missingLinks = links.filter((target) => !exists(document, posix.join('./', target)));
  const prose = text.replace(/```[\s\S]*?```/g, '');
  const paths = [...prose.matchAll(/`((?:[\w@.*-]+\/)+[\w@.*-]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !isGeneratedOrPattern(path));
  expect([...missingLinks, ...paths.filter((path) => !exists(document, path) && !isFolderName(path))]).toEqual([]);
});

/** Folders that contain files themselves, down to the level that ARCHITECTURE.md describes. */
function describedFolders(): readonly string[] {
  const sourceFolders = new Set(sources.map((file) => posix.dirname(file)));
  const levels = [/^electron\/\w+(\/[\w-]+)?$/, /^shared(\/[\w-]+)?$/, /^renderer\/src(\/(views\/)?[\w-]+)?$/, /^(tests|scripts)\/[\w-]+$/];
  return [...sourceFolders].filter((folder) => levels.some((level) => level.test(folder)) && folder !== 'electron/simulator');
}

test('ARCHITECTURE.md lists every source folder', () => {
  const named = [...textOf('ARCHITECTURE.md').matchAll(/`([\w./-]+)\/`/g)].map(([, name = '']) => name);
  expect(describedFolders().filter((folder) => !named.some((name) => folder === name || folder.endsWith(`/${name}`)))).toEqual([]);
});

/** An arrow between two states: "waiting submit-started submitting". */
type Arrow = `${string} ${string} ${string}`;

/** The arrows of the n-th diagram of ARCHITECTURE.md. */
function drawnArrows(n: number): readonly Arrow[] {
  const diagram = [...textOf('ARCHITECTURE.md').matchAll(/```mermaid\n([\s\S]*?)```/g)][n]?.[1] ?? '';
  const arrows = [...diagram.matchAll(/^\s*(\w+) --> (\w+): ([\w, -]+)/gm)];
  return arrows.flatMap(([, from, to, events = '']) => events.split(',').map((event): Arrow => `${from} ${event.trim()} ${to}`)).toSorted();
}

/** The transitions of a table that lead to another state; `nameOf` maps each state to its name in the diagram. */
function transitionsIn(
  table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  nameOf: (state: string) => string = (state) => state,
): readonly Arrow[] {
  const arrows = Object.entries(table).flatMap(([from, events]) =>
    Object.entries(events).flatMap(([event, targets]) =>
      targets.filter((to) => to !== from).map((to): Arrow => `${nameOf(from)} ${event} ${nameOf(to)}`),
    ),
  );
  return [...new Set(arrows)].toSorted();
}

test('the task diagram contains every transition to another state, and no others', () => {
  const nameOf = (state: string) => (state === 'pending' || state === 'processing' ? 'accepted' : state);
  expect(drawnArrows(0)).toEqual(transitionsIn(taskTransitions, nameOf));
});

test('the result diagram contains every transition to another state, and no others', () => {
  expect(drawnArrows(1)).toEqual(transitionsIn(resultTransitions));
});
