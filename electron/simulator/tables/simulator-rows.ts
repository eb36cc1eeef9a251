// Statements whose rows are parsed by a schema, which also names their columns. A row that does not parse throws: a simulator that left out rows would
// not be a valid test of the studio.

import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** A statement that reads; values are bound by position. */
interface Query<P extends unknown[], R> {
  get(...values: P): R | null;
  all(...values: P): readonly R[];
}

type Columns = z.ZodObject<z.ZodRawShape>;

/** Prepares `SELECT <columns of the schema> <rest>`. */
export function prepareSelect<P extends unknown[], S extends Columns>(database: Database, schema: S, rest: string): Query<P, z.output<S>> {
  return prepareQuery(database, schema, `SELECT ${Object.keys(schema.shape).join(', ')} ${rest}`);
}

/** Prepares any statement that returns rows, e.g. an `UPDATE` with `RETURNING`. */
export function prepareQuery<P extends unknown[], S extends Columns>(database: Database, schema: S, sql: string): Query<P, z.output<S>> {
  const statement = database.prepare<P>(sql);
  return {
    get(...values) {
      const row = statement.get(...values);
      return row === undefined ? null : schema.parse(row);
    },
    all: (...values) => statement.all(...values).map((row) => schema.parse(row)),
  };
}

/** Returns `INSERT INTO table (a, b) VALUES (:a, :b)` for these columns. */
export function insertSql(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')})`;
}

/** Creates a schema for a column of JSON text. It returns the text unchanged, if its JSON matches `schema`. */
export const jsonText = (schema: z.ZodType): z.ZodType<string> =>
  z.string().refine((text) => {
    try {
      return schema.safeParse(JSON.parse(text)).success;
    } catch {
      return false;
    }
  });
