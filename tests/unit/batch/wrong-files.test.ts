// Files that are not batches, up to the largest size that the window reads: parsing them must not slow it down.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRow, readCsv } from '../../../shared/batch/index.ts';
import { editDistance } from '../../../shared/edit-distance.ts';
import { plainCharacters } from '../../../shared/search-folding.ts';

vi.mock('../../../shared/search-folding.ts', { spy: true });
vi.mock('../../../shared/edit-distance.ts', { spy: true });
const plainCharactersSpy = vi.mocked(plainCharacters);
const editDistanceSpy = vi.mocked(editDistance);

beforeEach(() => {
  plainCharactersSpy.mockClear();
  editDistanceSpy.mockClear();
});

const problemsOf = (text: string) => {
  const reading = readCsv(text);
  return reading.kind === 'unusable' ? reading.problems : [];
};
const list = (count: number, separator: string, word = 'w'): string =>
  Array.from({ length: count }, (_, n) => `${word}${n}`).join(separator);
/** A few times the cells and rows of the largest batch. */
const maxCalls = 10_000;

describe('a first line without known headings', () => {
  it.each([',', ';', '\t'])('is rejected as no table, however many cells the separator %j makes', (separator) => {
    expect(problemsOf(list(400_000, separator))).toEqual([{ kind: 'no-table', max: 1_000 }]);
    expect(problemsOf(`\n\n${list(400_000, separator)}\na fox\n`)).toEqual([{ kind: 'no-table', max: 1_000 }]);
    expect(editDistanceSpy).not.toHaveBeenCalled();
    expect(plainCharactersSpy.mock.calls.length).toBeLessThan(maxCalls);
  });

  it('is reported column by column up to the twentieth, and the rest as a count', () => {
    const headings = ['prompt', ...list(50, ',', 'colour').split(','), 'PROMPT'].join(',');
    const problems = problemsOf(`${headings}\na\n`);
    expect(problems).toHaveLength(21);
    expect(problems[0]).toEqual({ kind: 'unknown-column', heading: 'colour0', at: 2, near: null });
    expect(problems.at(-1)).toEqual({ kind: 'more-columns', count: 31 });
    expect(new Set(editDistanceSpy.mock.calls.map(([heading]) => heading)).size).toBe(20);
    expect(problemsOf(`prompt,${list(20, ',', 'colour')}\na\n`).map(({ kind }) => kind)).toEqual(Array(20).fill('unknown-column'));
  });

  it('may be as wide as a spreadsheet if its other cells are empty', () => {
    const reading = readCsv(`prompt${','.repeat(16_383)}\na fox${','.repeat(16_383)}\n`);
    expect(reading).toMatchObject({ kind: 'rows', rows: [{ lineNumber: 2, problems: [] }] });
  });

  it('is reported with at most the start of a long heading', () => {
    const long = `negative${' '.repeat(100_000)}prompt`;
    const problems = problemsOf(`prompt,negative_prompt,${long},${'x'.repeat(100_000)}\na\n`);
    expect(problems.map(({ kind }) => kind)).toEqual(['unknown-column', 'unknown-column']);
    expect(plainCharactersSpy.mock.calls.filter(([cell]) => cell.length > 1_000).length).toBeLessThan(10);
    expect(JSON.stringify(problems).length).toBeLessThan(400);
  });
});

describe('rows beyond the largest batch', () => {
  it.each([
    ['plain', 'a fox\n'],
    ['quoted', '"a fox"\n'],
    ['with blank lines between them', 'a fox\n\n'],
  ])('are not read: %s', (_, row) => {
    expect(problemsOf(`prompt\n${row.repeat(300_000)}`)).toEqual([{ kind: 'too-many', max: 1_000 }]);
    expect(plainCharactersSpy.mock.calls.length).toBeLessThan(maxCalls);
  });

  it('do not count if they are blank', () => {
    const reading = readCsv(`prompt\n${'a fox\n\n'.repeat(1_000)}${'\n'.repeat(5_000)}`);
    expect(reading).toMatchObject({ kind: 'rows', rows: { length: 1_000 } });
  });

  it('with more cells than columns are reported as one problem, at the first such cell', () => {
    const reading = readCsv(`prompt\n${list(300_000, ',')}\n`);
    expect(reading).toMatchObject({ rows: [{ problems: [{ kind: 'too-many-cells', found: 300_000, columns: 1 }] }] });
    expect(plainCharactersSpy.mock.calls.length).toBeLessThan(maxCalls);
  });
});

describe('a cell that lists files', () => {
  const address = 'https://a.example/1.png';
  const readingOf = (cell: string) => {
    const reading = readCsv(`prompt,image_urls\na fox,"${cell.replaceAll('"', '""')}"\n`);
    if (reading.kind !== 'rows') throw new Error(JSON.stringify(reading.problems));
    return reading.rows.map((row) => parseRow(row, 'seedance-1.5-pro'))[0];
  };

  it.each([
    ['spaces', ' ', address],
    ['bars', '|', address],
    ['lines', '\n', address],
    ['quotes', ' ', `"${address}"`],
    ['quotes and commas', ', ', `'${address}'`],
  ])('blocks its line if it lists more than a hundred, separated by %s, and none of them is read', (_, separator, piece) => {
    expect(readingOf(Array(100).fill(piece).join(separator))).toMatchObject({ problems: [], files: { length: 100 } });
    expect(readingOf(Array(100_000).fill(piece).join(separator))).toMatchObject({
      problems: [{ kind: 'too-many-files', column: 'image_urls', max: 100 }],
      files: [],
    });
  });
});
