// Prompt templates, and the latest values of their variables.
import type { Database } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { insertSql, selectList, updateSql, withoutColumns } from '../sql-columns.ts';
import { createTemplateValueTable, type TemplateValueTable } from './template-value-table.ts';

/** Columns of `prompt_template`. */
export const templateRow = defineRow('prompt_template', {
  id: integer,
  name: text,
  text,
  createdAtMs: integer,
  changedAtMs: integer,
  /** When the user removed the template; null if they did not. A removed template can be restored until it is purged. */
  removedAtMs: integer.nullable(),
});
/** A template of a prompt. */
export type TemplateRow = RowOf<typeof templateRow>;

const columns = selectList(templateRow.columns);
const writtenColumns = withoutColumns(templateRow.columns, 'id');
const countRow = integerRow('prompt_template', 'n');
const idRow = integerRow('prompt_template', 'id');

/** Statements about templates, and about the values of their variables. */
export interface TemplateTable extends TemplateValueTable {
  /** All templates except removed ones, ordered by name. */
  all(): TemplateRow[];
  get(id: number): TemplateRow | undefined;
  /** The id of the template with this name, ignoring upper and lower case. */
  idByName(name: string): number | null;
  /** Returns the id of the new row. */
  insert(row: Omit<TemplateRow, 'id'>): number;
  update(row: TemplateRow): void;
  /** Deletes the templates that were removed before this time. */
  purgeRemovedBefore(beforeMs: number): void;
  /** Number of templates, except removed ones. */
  count(): number;
}

/** Prepares the statements. */
export function createTemplateTable(database: Database): TemplateTable {
  const all = database.query<object, TemplateRow>(
    'template.all',
    `SELECT ${columns} FROM prompt_template WHERE removedAtMs IS NULL ORDER BY name`,
    templateRow,
  );
  const get = database.query<{ id: number }, TemplateRow>(
    'template.get',
    `SELECT ${columns} FROM prompt_template WHERE id = :id`,
    templateRow,
  );
  const count = database.query<object, { n: number }>(
    'template.count',
    'SELECT count(*) AS n FROM prompt_template WHERE removedAtMs IS NULL',
    countRow,
  );
  const idByName = database.query<{ name: string }, { id: number }>(
    'template.idByName',
    'SELECT id FROM prompt_template WHERE name = :name AND removedAtMs IS NULL',
    idRow,
  );
  const insert = database.prepare<Omit<TemplateRow, 'id'>>('template.insert', insertSql('prompt_template', writtenColumns));
  const update = database.prepare<TemplateRow>('template.update', updateSql('prompt_template', writtenColumns));
  const purge = database.prepare<{ beforeMs: number }>(
    'template.purgeRemoved',
    'DELETE FROM prompt_template WHERE removedAtMs < :beforeMs',
  );
  return {
    ...createTemplateValueTable(database),
    all: () => all.all({}),
    get: (id) => get.get({ id }),
    idByName: (name) => idByName.get({ name })?.id ?? null,
    insert: (row) => insert.run(row).id,
    update(row) {
      update.run(row);
    },
    purgeRemovedBefore(beforeMs) {
      purge.run({ beforeMs });
    },
    count: () => count.get({})?.n ?? 0,
  };
}
