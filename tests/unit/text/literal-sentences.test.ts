import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findLiteralSentences } from './literal-sentences.ts';
import { findStoredSentences } from './stored-sentences.ts';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Folders that could contain sentences for users. Left out: SQL, messages of the simulator, the catalogue (names of models), and the words that a typed
 * search knows in both languages at once.
 */
const places = ['renderer/src', 'electron/main.ts', 'electron/shell', 'electron/core', 'shared'];
const excludedPaths = ['shared/text/', 'shared/models/', 'shared/search/field-names.ts', 'shared/search/known-values.ts'];
/** Names, not sentences. */
const allowed: ReadonlySet<string> = new Set(['Evolink Studio']);
/** A detail of an error that is only logged. */
const loggedOnly: ReadonlySet<string> = new Set([
  'electron/core/recovery/crash-recovery.ts: the studio ended while the request was under way',
]);

function sourcesIn(place: string): readonly string[] {
  if (/\.tsx?$/.test(place)) return [place];
  return readdirSync(join(root, place), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const literalsIn = (source: string): readonly string[] => findLiteralSentences('a.tsx', source).map((literal) => literal.words);

describe('a sentence that a user reads', () => {
  test('is written in shared/text and nowhere else', () => {
    const files = places.flatMap(sourcesIn).filter((file) => !excludedPaths.some((folder) => file.startsWith(folder)));
    expect(files.length).toBeGreaterThan(200);
    const sentences = files.flatMap((file) =>
      findLiteralSentences(file, readFileSync(join(root, file), 'utf8'))
        .filter((literal) => !allowed.has(literal.words) && !loggedOnly.has(`${file}: ${literal.words}`))
        .map((literal) => `${file}:${literal.line} ${literal.words}`),
    );
    expect(sentences).toEqual([]);
  });

  test('is found in every kind of expression that is shown', () => {
    expect(literalsIn('const a = <p>Nothing here</p>;')).toEqual(['Nothing here']);
    expect(literalsIn(`const a = <p>{one ? "Yes" : \`No \${why}\`}</p>;`)).toEqual(['Yes', 'No']);
    expect(literalsIn('const a = <p>{b}: {c}</p>;')).toEqual([':']);
    expect(literalsIn('const a = <button title="Go" aria-label={on ? "Stop" : stop} />;')).toEqual(['Go', 'Stop']);
    expect(literalsIn('const a = <Row title={"Theme " + name} />;')).toEqual(['Theme']);
    expect(literalsIn('dialog.showMessageBox({ message: "Quit?", buttons });')).toEqual(['Quit?']);
    expect(literalsIn('const template = [{ label: "Open logs", click }];')).toEqual(['Open logs']);
    expect(literalsIn('say("Nothing was lost.");')).toEqual(['Nothing was lost.']);
    expect(literalsIn(`say(\`The key of \${name} is gone.\`);`)).toEqual(['The key of']);
    expect(literalsIn('const a = "设置";')).toEqual(['设置']);
  });

  test('is distinguished from class names, URLs, keys, developer errors and log messages', () => {
    const source = `
      const a = <p className="flex gap-2 Hover" data-field="prompt">{words.app.name} · {count}</p>;
      const tag = <code>element_1</code>;
      const url = 'https://api.evolink.ai'; const key = 'ArrowRight'; const id = \`field-\${name}\`;
      throw new Error('A studio starts once, not twice.');
      log.warn('Page is gone', { reason });
    `;
    expect(literalsIn(source)).toEqual([]);
  });
});

describe('the sentences of the window', () => {
  test('are read where they are shown and never stored by a module, because the language can change', () => {
    const files = sourcesIn('renderer/src').filter((file) => file !== 'renderer/src/messages.ts');
    const sentences = files.flatMap((file) =>
      findStoredSentences(file, readFileSync(join(root, file), 'utf8')).map((line) => `${file}:${line}`),
    );
    expect(sentences).toEqual([]);
  });

  test('are found if a module stores them', () => {
    expect(findStoredSentences('a.ts', 'import { words } from "./words.ts";\nconst { player } = words;')).toEqual([2]);
    expect(findStoredSentences('a.ts', 'const rows = [{ text: words.app.name }] as const;')).toEqual([1]);
    expect(
      findStoredSentences('a.tsx', 'const A = () => <p>{words.app.name}</p>; function f() { return words; } type T = typeof words;'),
    ).toEqual([]);
  });
});
