// Templates of prompts, and what was last put into their variables.
import type { Database } from '../database.ts';
import { createTemplateValueTable, type TemplateValueTable } from './template-values.ts';

export interface TemplateRow {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  readonly removedAtMs: number | null;
}

/** Statements about templates, and about the values of their variables. */
export interface TemplateTable extends TemplateValueTable {
  /** By name. */
  all(): TemplateRow[];
  get(id: number): TemplateRow | undefined;
  /** The id of the template with this name, however its letters are written. */
  idOfName(name: string): number | null;
  /** Answers with the id of the new row. */
  insert(row: Omit<TemplateRow, 'id'>): number;
  update(row: TemplateRow): void;
  /** Those that were thrown away before this moment are gone for good. */
  purgeRemovedBefore(beforeMs: number): void;
  /** How many there are, without those that were thrown away. */
  count(): number;
}

export function createTemplateTable(database: Database): TemplateTable {
  const all = database.prepare<object, TemplateRow>(
    'template.all',
    'SELECT * FROM prompt_template WHERE removedAtMs IS NULL ORDER BY name',
  );
  const get = database.prepare<{ id: number }, TemplateRow>('template.get', 'SELECT * FROM prompt_template WHERE id = :id');
  const count = database.prepare<object, { n: number }>(
    'template.count',
    'SELECT count(*) AS n FROM prompt_template WHERE removedAtMs IS NULL',
  );
  const named = database.prepare<{ name: string }, { id: number }>(
    'template.named',
    'SELECT id FROM prompt_template WHERE name = :name AND removedAtMs IS NULL',
  );
  const insert = database.prepare<Omit<TemplateRow, 'id'>>(
    'template.insert',
    `INSERT INTO prompt_template (name, text, createdAtMs, changedAtMs, removedAtMs)
      VALUES (:name, :text, :createdAtMs, :changedAtMs, :removedAtMs)`,
  );
  const update = database.prepare<TemplateRow>(
    'template.update',
    `UPDATE prompt_template SET name = :name, text = :text, createdAtMs = :createdAtMs, changedAtMs = :changedAtMs,
      removedAtMs = :removedAtMs WHERE id = :id`,
  );
  const forgetRemoved = database.prepare<{ beforeMs: number }>(
    'template.forgetRemoved',
    'DELETE FROM prompt_template WHERE removedAtMs < :beforeMs',
  );
  return {
    ...createTemplateValueTable(database),
    all: () => all.all({}),
    get: (id: number) => get.get({ id }),
    idOfName: (name: string): number | null => named.get({ name })?.id ?? null,
    insert: (row: Omit<TemplateRow, 'id'>): number => insert.run(row).id,
    update: (row: TemplateRow): void => {
      update.run(row);
    },
    purgeRemovedBefore: (beforeMs: number): void => {
      forgetRemoved.run({ beforeMs });
    },
    count: (): number => count.get({})?.n ?? 0,
  };
}
