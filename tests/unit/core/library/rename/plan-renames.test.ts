// The plan of a rename: nothing is overwritten at any step, and every file gets its name.
import { expect, test } from 'vitest';
import { type NamedFile, planRenames } from '../../../../../electron/core/library/rename/plan-renames.ts';
import { nameKey } from '../../../../../shared/file-names/free-name.ts';
import { fc } from '../../../../support/fast-check.ts';

/** Applies the steps to a directory that ignores case; fails when a new name is in use. */
function applyPlan(files: readonly NamedFile[], otherNames: readonly string[]): ReadonlyMap<number, string> {
  const directory = new Map(otherNames.map((name) => [nameKey(name), -1]));
  const names = new Map(files.map(({ id, name }) => [id, name]));
  for (const { id, name } of files) directory.set(nameKey(name), id);
  for (const { id, from, to } of planRenames(files, [...otherNames, ...names.values()])) {
    expect(names.get(id)).toBe(from);
    if (nameKey(from) !== nameKey(to)) expect(directory.has(nameKey(to)), `${to} is in use`).toBe(false);
    directory.delete(nameKey(from));
    directory.set(nameKey(to), id);
    names.set(id, to);
  }
  return names;
}
const namesAfter = (files: readonly (readonly [name: string, stem: string])[], otherNames: readonly string[] = []) => [
  ...applyPlan(
    files.map(([name, stem], id) => ({ id, name, stem })),
    otherNames,
  ).values(),
];

test('equal names get numbers, and another file that has the name already is not overwritten', () => {
  expect(
    namesAfter(
      [
        ['a.mp4', 'fox'],
        ['b.mp4', 'fox'],
        ['c.webm', 'fox'],
      ],
      ['FOX.mp4'],
    ),
  ).toEqual(['fox (2).mp4', 'fox (3).mp4', 'fox.webm']);
});

test('files that already have their planned names are not renamed', () => {
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

test('files can exchange their names, and a chain of files can shift by one', () => {
  expect(
    namesAfter([
      ['1.mp4', '2'],
      ['2.mp4', '1'],
    ]),
  ).toEqual(['2.mp4', '1.mp4']);
  expect(
    namesAfter([
      ['1.mp4', '2'],
      ['2.mp4', '3'],
      ['3.mp4', '4'],
      ['4.mp4', '1'],
    ]),
  ).toEqual(['2.mp4', '3.mp4', '4.mp4', '1.mp4']);
});

test('a file can get a name that differs only in case', () => {
  expect(namesAfter([['Fox.mp4', 'fox']])).toEqual(['fox.mp4']);
});

test('in any directory nothing is overwritten, no two names are equal, and each name begins with its stem', () => {
  const name = fc.constantFrom('a', 'A', 'b', 'a (2)', 'b (3)', 'c');
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { selector: nameKey }),
      fc.array(name),
      fc.uniqueArray(name, { selector: nameKey }),
      (currentStems, stems, others) => {
        const files = currentStems.map((currentStem, id) => ({ id, name: `${currentStem}.mp4`, stem: stems[id] ?? currentStem }));
        const otherNames = others
          .filter((other) => !currentStems.some((currentStem) => nameKey(currentStem) === nameKey(other)))
          .map((other) => `${other}.mp4`);
        const names = applyPlan(files, otherNames);
        expect(new Set([...names.values(), ...otherNames].map(nameKey)).size).toBe(files.length + otherNames.length);
        for (const { id, stem } of files) expect(nameKey(names.get(id) ?? '').startsWith(nameKey(stem))).toBe(true);
      },
    ),
  );
});
