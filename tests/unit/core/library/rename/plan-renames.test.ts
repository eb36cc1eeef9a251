// The plan of a rename: nothing is overwritten at any step, and every file gets its name.
import { expect, test } from 'vitest';
import { type NamedFile, planRenames } from '../../../../../electron/core/library/rename/plan-renames.ts';
import { nameKey } from '../../../../../shared/file-names/free-name.ts';
import { fc } from '../../../../support/fast-check.ts';

/** Carries out the steps on a directory that ignores case, and fails when a name is in use. */
function carriedOut(files: readonly NamedFile[], others: readonly string[]): ReadonlyMap<number, string> {
  const directory = new Map(others.map((name) => [nameKey(name), -1]));
  const names = new Map(files.map(({ id, name }) => [id, name]));
  for (const { id, name } of files) directory.set(nameKey(name), id);
  for (const { id, from, to } of planRenames(files, [...others, ...names.values()])) {
    expect(names.get(id)).toBe(from);
    if (nameKey(from) !== nameKey(to)) expect(directory.has(nameKey(to)), `${to} is in use`).toBe(false);
    directory.delete(nameKey(from));
    directory.set(nameKey(to), id);
    names.set(id, to);
  }
  return names;
}
const named = (files: readonly (readonly [name: string, stem: string])[], others: readonly string[] = []) => [
  ...carriedOut(
    files.map(([name, stem], id) => ({ id, name, stem })),
    others,
  ).values(),
];

test('equal names get numbers, and a name of another file is left alone', () => {
  expect(
    named(
      [
        ['a.mp4', 'fox'],
        ['b.mp4', 'fox'],
        ['c.webm', 'fox'],
      ],
      ['FOX.mp4'],
    ),
  ).toEqual(['fox (2).mp4', 'fox (3).mp4', 'fox.webm']);
});

test('files that have their name keep it', () => {
  const files = [
    ['fox (2).mp4', 'fox'],
    ['fox.mp4', 'fox'],
  ] as const;
  expect(
    planRenames(
      files.map(([name, stem], id) => ({ id, name, stem })),
      ['fox.mp4', 'fox (2).mp4'],
    ),
  ).toEqual([]);
});

test('files that exchange their names, and a row that moves up by one', () => {
  expect(
    named([
      ['1.mp4', '2'],
      ['2.mp4', '1'],
    ]),
  ).toEqual(['2.mp4', '1.mp4']);
  expect(
    named([
      ['1.mp4', '2'],
      ['2.mp4', '3'],
      ['3.mp4', '4'],
      ['4.mp4', '1'],
    ]),
  ).toEqual(['2.mp4', '3.mp4', '4.mp4', '1.mp4']);
});

test('only the case of a name changes', () => {
  expect(named([['Fox.mp4', 'fox']])).toEqual(['fox.mp4']);
});

test('for any directory: nothing is overwritten, no two names are equal, and each begins as wanted', () => {
  const name = fc.constantFrom('a', 'A', 'b', 'a (2)', 'b (3)', 'c');
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { selector: nameKey }),
      fc.array(name),
      fc.uniqueArray(name, { selector: nameKey }),
      (present, wanted, others) => {
        const files = present.map((own, id) => ({ id, name: `${own}.mp4`, stem: wanted[id] ?? own }));
        const rest = others.filter((other) => !present.some((own) => nameKey(own) === nameKey(other))).map((other) => `${other}.mp4`);
        const names = carriedOut(files, rest);
        expect(new Set([...names.values(), ...rest].map(nameKey)).size).toBe(files.length + rest.length);
        for (const { id, stem } of files) expect(nameKey(names.get(id) ?? '').startsWith(nameKey(stem))).toBe(true);
      },
    ),
  );
});
