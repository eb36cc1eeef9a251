// What the library shows of a search: the hit in a title, the parts to remove when nothing is found, and the groups.
import { describe, expect, test } from 'vitest';
import { gridRows } from '../../../../../renderer/src/views/library/grid/grid-rows.ts';
import { droppableParts } from '../../../../../renderer/src/views/library/search/droppable-parts.ts';
import { foundGroups } from '../../../../../renderer/src/views/library/search/found-groups.ts';
import { excerptStart } from '../../../../../renderer/src/views/library/search/hits/excerpt.ts';

describe('the title of a tile', () => {
  test.each([
    ['A red fox in the snow', 'red', 'A red fox in the snow'],
    ['An old tram through rain, slow motion', 'slow', 'rain, slow motion'],
    ['Ananaskuchenrezepte', 'rezepte', 'kuchenrezepte'],
    ['一只红色狐狸穿过结冰的河流', '狐狸', '一只红色狐狸穿过结冰的河流'],
    ['清晨的薄雾里一只红色狐狸', '狐狸', '只红色狐狸'],
  ])('shows the hit in %s', (text, hit, expected) => {
    const from = text.indexOf(hit);
    expect(text.slice(excerptStart(text, { from, to: from + hit.length }))).toBe(expected);
  });
});

describe('an empty result', () => {
  test('offers to remove the parts without which videos are found, the one with most videos first', () => {
    const span = (from: number) => ({ from, to: from + 1 });
    expect(droppableParts([span(0), span(2), span(4)], [1, 0, 12])).toEqual([
      { span: span(4), videoCount: 12 },
      { span: span(0), videoCount: 1 },
    ]);
    expect(droppableParts([span(0)], [])).toEqual([]);
  });
});

describe('groups of a result', () => {
  const rowsOf = (group: 'month' | 'model' | 'none', groups: readonly { label: string; count: number }[], live = 0) =>
    gridRows(foundGroups(group, groups, live, 9_000), 3).map((row) => (row.kind === 'heading' ? row.heading : [row.fromCell, row.count]));

  test('have one heading each and consecutive cells', () => {
    expect(
      rowsOf('month', [
        { label: '1000', count: 4 },
        { label: '500', count: 1 },
      ]),
    ).toEqual([{ kind: 'month', startMs: 1_000 }, [0, 3], [3, 1], { kind: 'month', startMs: 500 }, [4, 1]]);
  });

  test('determine the keys of their rows, so a video added to one group moves no row of another', () => {
    const keys = (first: number) =>
      gridRows(
        foundGroups(
          'model',
          [
            { label: 'kling', count: first },
            { label: '', count: 4 },
          ],
          0,
          9_000,
        ),
        3,
      ).map(({ key }) => key);
    expect(keys(3)).toEqual(['model kling', 'model kling row 0', 'model ', 'model  row 0', 'model  row 1']);
    expect(keys(4).filter((key) => key.startsWith('model  '))).toEqual(keys(3).filter((key) => key.startsWith('model  ')));
    expect(keys(4)).toHaveLength(6);
  });

  test('have no heading if there is only one group', () => {
    expect(rowsOf('none', [{ label: '', count: 4 }])).toEqual([
      [0, 3],
      [3, 1],
    ]);
  });

  test('come after the tasks in progress, which are under today', () => {
    expect(rowsOf('model', [{ label: 'kling-o3', count: 2 }], 1)).toEqual([
      { kind: 'day', startMs: 9_000 },
      [0, 1],
      { kind: 'model', id: 'kling-o3' },
      [1, 2],
    ]);
    expect(rowsOf('none', [{ label: '', count: 2 }], 1)).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});
