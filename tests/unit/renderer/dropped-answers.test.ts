// Every call of the window may be refused. A press whose answer nobody reads looks like one that worked, so no answer is dropped.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../renderer/src');

/** What answers with a `Result`: the call itself, and the functions that pass its answer on. */
const answering = '(?:call|pressed|perform|takeStep|switchTo)';

/** A call with its arguments, which are at most four brackets deep. */
const brackets = (depth: number): string => (depth === 0 ? String.raw`\([^()]*\)` : String.raw`\((?:[^()]|${brackets(depth - 1)})*\)`);
const made = `${answering}${brackets(4)}`;

/** The ways to lose an answer, each as the text right before and right after the call. */
const ways = [
  // `void call(…)`, also followed by a `then` that takes no answer
  new RegExp(String.raw`\bvoid ${made}(?!\s*\.then\(\s*(?:async )?\(\w)`, 'g'),
  // `await call(…);` as a statement of its own
  new RegExp(String.raw`(?:^|[{};)]|=>)\s*await ${made};`, 'gm'),
  // `call(…);` as a statement of its own
  new RegExp(String.raw`^\s*${made};`, 'gm'),
  // `onClick={() => call(…)}`
  new RegExp(String.raw`\bon[A-Z]\w*[=:]\s*\{?\s*\([^)]*\) => ${made}`, 'g'),
];

/** Where nobody pressed anything, or the press was carried out before the call. Each with the reason. */
const allowed: readonly (readonly [file: string, text: string])[] = [
  // The draft: kept in the background, and again after the next change.
  ['views/create/draft-keeping.ts', "void call('composer.keep'"],
  // A hint for main, which finds out by itself.
  ['store/connect.ts', "void call('system.networkChanged'"],
  // The prompt is filled by now; the values are only offered again the next time.
  ['views/prompts/template-popup.tsx', "void call('templates.keepValues'"],
  // The sound is on or off by now, until the studio is closed.
  ['views/player/player-wishes.ts', "void call('settings.change'"],
];

function droppedIn(source: string): readonly string[] {
  return ways.flatMap((way) => [...source.matchAll(way)].map(([text]) => text.trim()));
}

test.each([
  "onClick={() => void call('a.b', {})}",
  "onClick={() => call('a.b', { id: idOf(key) })}",
  "const done = () => void call('a.b', {}).then(() => close());",
  "  await call('a.b', { ids });",
  "for (const some of portions(ids)) await call('a.b', { ids: some });",
  "if (here) await call('a.b', {});",
  "  call('a.b', {});",
  'onUse={(model) => void switchTo(task, model).then(leave)}',
])('this drops an answer: %s', (source) => {
  expect(droppedIn(source)).toHaveLength(1);
});

test.each([
  "const answer = await call('a.b', {});",
  "void call('a.b', {}).then((answer) => {",
  "press(() => call('a.b', {}))",
  "make={() => call('a.b', {})}",
  "return call('a.b', {});",
  "void showFailure(call('a.b', {}));",
])('this does not: %s', (source) => {
  expect(droppedIn(source)).toEqual([]);
});

test('the window drops no answer of a call', () => {
  const dropped = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    // The page that draws clips talks to main in another way.
    .filter((file) => !file.startsWith('clip-page/'))
    .flatMap((file) => droppedIn(readFileSync(join(root, file), 'utf8')).map((text) => [file, text] as const));
  const isAllowed = ([file, text]: readonly [string, string]) => allowed.some(([where, start]) => where === file && text.startsWith(start));
  expect(dropped.filter((one) => !isAllowed(one))).toEqual([]);
  expect(allowed.filter(([file, start]) => !dropped.some(([where, text]) => where === file && text.startsWith(start)))).toEqual([]);
});
