// Rows are parsed when they are read, and their columns are named in one place.
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { integer, text } from '../../../electron/db/rows/column-types.ts';
import { defineRow, InvalidRowError, integerRow } from '../../../electron/db/rows/row-shape.ts';
import { requestOf, storedError } from '../../../electron/db/rows/stored-json.ts';
import { actionPartRow, actionRow } from '../../../electron/db/tables/action-table.ts';
import { folderRow } from '../../../electron/db/tables/folder-table.ts';
import { collectionRow } from '../../../electron/db/tables/judgement/collection-table.ts';
import { judgementRow } from '../../../electron/db/tables/judgement/judgement-table.ts';
import { tagRow } from '../../../electron/db/tables/judgement/tag-table.ts';
import { fileMoveRow } from '../../../electron/db/tables/library/file-move-table.ts';
import { journalChangeRow } from '../../../electron/db/tables/library/journal-change-table.ts';
import { resultRow } from '../../../electron/db/tables/library/result-table.ts';
import { trashIntentRow } from '../../../electron/db/tables/library/trash-table.ts';
import { profileRow } from '../../../electron/db/tables/profile-table.ts';
import { referenceRow } from '../../../electron/db/tables/reference-table.ts';
import { requestLogRow } from '../../../electron/db/tables/request-log-table.ts';
import { settingRow } from '../../../electron/db/tables/setting-table.ts';
import { journalRow } from '../../../electron/db/tables/task/task-journal-table.ts';
import { taskRow } from '../../../electron/db/tables/task/task-table.ts';
import { templateRow } from '../../../electron/db/tables/template-table.ts';
import { uploadRow } from '../../../electron/db/tables/upload-table.ts';
import { fox } from '../../support/studio-bench.ts';

const reportedErrors: InvalidRowError[] = [];
const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {}, onInvalidRow: (error) => reportedErrors.push(error) });
if (!opened.ok) throw new Error();
const { database } = opened.value;
afterAll(() => database.close());

interface TableColumn {
  readonly name: string;
  readonly notnull: number;
  readonly pk: number;
}
const tableColumn = defineRow('pragma_table_info', { name: text, notnull: integer, pk: integer }, 'name');
const columnsOf = (table: string): readonly TableColumn[] =>
  database.query<object, TableColumn>('columns', `SELECT name, "notnull", pk FROM pragma_table_info('${table}')`, tableColumn).all({});

interface AnyShape {
  readonly table: string;
  readonly columns: readonly string[];
  parse(row: unknown): object;
}

/** Tables whose rows are read completely, with the columns that are not read: ids of the journal and the request log only order rows, tokens are only searched. */
const completeRows: readonly (readonly [AnyShape, readonly string[]])[] = [
  [taskRow, []],
  [resultRow, []],
  [profileRow, []],
  [referenceRow, ['tokens']],
  [uploadRow, []],
  [settingRow, []],
  [fileMoveRow, []],
  [trashIntentRow, []],
  [folderRow, []],
  [templateRow, []],
  [judgementRow, []],
  [tagRow, []],
  [collectionRow, []],
  [actionRow, []],
  [actionPartRow, []],
  [journalChangeRow, []],
  [journalRow, ['id']],
  [requestLogRow, ['id']],
];

describe.each(completeRows.map(([shape, unread]) => [shape.table, shape, unread] as const))('%s', (table, shape, unread) => {
  test('has a schema for each of its columns, and for no others', () => {
    const inTable = columnsOf(table).map(({ name }) => name);
    expect(shape.columns.toSorted()).toEqual(inTable.filter((name) => !unread.includes(name)).toSorted());
  });

  test('accepts null exactly where the table does', () => {
    const nullable = columnsOf(table).filter(({ notnull, pk }) => notnull === 0 && pk === 0);
    const rejectedColumn = (row: object): string | null => {
      try {
        shape.parse(row);
        return null;
      } catch (error) {
        return error instanceof InvalidRowError ? error.row.column : 'no InvalidRowError';
      }
    };
    // The first rejected column is the first that is not nullable, whatever the others are.
    const allNull = Object.fromEntries(shape.columns.map((name) => [name, null]));
    const first = shape.columns.find((name) => !nullable.some((column) => column.name === name)) ?? null;
    expect(rejectedColumn(allNull)).toBe(first);
  });
});

const shape = defineRow('things', { id: integer, kind: z.enum(['a', 'b']) });
const things = (rows: string) => database.query<object, { id: number; kind: 'a' | 'b' }>('things', rows, shape);
const threeRows = `SELECT 1 AS id, 'a' AS kind UNION ALL SELECT 2, 'lost' UNION ALL SELECT 3, 'b'`;

test('a list omits the row that does not parse, and reports that row', () => {
  reportedErrors.length = 0;
  const { rows, invalid } = things(threeRows).read({});
  expect(rows.map(({ id }) => id)).toEqual([1, 3]);
  expect(invalid).toEqual([{ table: 'things', id: '2', column: 'kind' }]);
  expect(reportedErrors.map(({ row }) => row)).toEqual(invalid);
});

test('reading only that row throws an error with table, id and column, and without the value', () => {
  const read = () => things(`SELECT 2 AS id, 'sk-secret' AS kind`).get({});
  expect(read).toThrow(InvalidRowError);
  expect(read).toThrow(/^row 2 of things does not parse: column kind$/);
});

test('a list throws too if there is no listener for invalid rows', () => {
  const withoutListener = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!withoutListener.ok) throw new Error();
  const query = withoutListener.value.database.query<object, { id: number }>('x', `SELECT 'x' AS id`, integerRow('things', 'id'));
  expect(() => query.all({})).toThrow(InvalidRowError);
  withoutListener.value.database.close();
});

test.each([
  ['text', `'1'`],
  ['NULL', 'NULL'],
  ['a fraction', '1.5'],
  ['infinity', '9e999'],
])('%s is rejected as an integer', (_, value) => {
  const query = database.query<object, { id: number }>('x', `SELECT ${value} AS id`, integerRow('things', 'id'));
  expect(query.all({})).toEqual([]);
});

const request = (change: object) => ({ id: 1, request: JSON.stringify({ ...fox, ...change }) });

test('a request longer than the present limits is read unchanged', () => {
  const model = 'm'.repeat(500);
  expect(requestOf(request({ model })).model).toBe(model);
});

test('a request without a field that was added later is read', () => {
  expect(requestOf(request({ generateAudio: undefined }))).toEqual({ ...fox, generateAudio: null });
});

test.each([
  ['not JSON', '{'],
  ['not an object', '7'],
  ['without a prompt', JSON.stringify({ ...fox, prompt: undefined })],
  ['with a reference without an id', JSON.stringify({ ...fox, references: [{ role: 'first-frame', referenceId: 'x' }] })],
])('a request that is %s is rejected', (_, text) => {
  expect(() => requestOf({ id: 5, request: text })).toThrow('row 5 of task does not parse: column request');
});

test('a stored error that is longer than the present limit is read unchanged', () => {
  const error = { kind: 'no-response', reason: 'timed-out', detail: 'x'.repeat(900) };
  expect(storedError(JSON.stringify(error))).toEqual(error);
});

test.each(['{', '7', '{"kind":"never-heard-of"}', '{"kind":"no-response"}'])('a stored error %s is reported as unreadable', (text) => {
  expect(storedError(text)).toEqual({ kind: 'stored-error-unreadable' });
});
