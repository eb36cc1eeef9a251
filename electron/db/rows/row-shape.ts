// Row shapes: the columns of a row, each with a schema. The SELECT list, the columns of INSERT and UPDATE and the type of the row are
// derived from the shape. Rows are parsed although the tables have CHECKs: a damaged page, another program or an old bug can leave a row
// that violates them.
import { z } from 'zod';

/** The row and column that do not parse. Never contains the value, which may be a prompt, a link or a key. */
export interface InvalidRow {
  readonly table: string;
  /** The row's key as text; null if the key itself does not parse. */
  readonly id: string | null;
  readonly column: string;
}

/** A row, or JSON in it, does not parse. Reads of a single row throw this error; lists leave the row out. */
export class InvalidRowError extends Error {
  override readonly name = 'InvalidRowError';
  readonly row: InvalidRow;
  constructor(row: InvalidRow) {
    super(`row ${row.id ?? '?'} of ${row.table} does not parse: column ${row.column}`);
    this.row = row;
  }
}

/** The columns of a row with their parser. `R` is the parsed row. */
export interface RowShape<R extends object> {
  /** The source of the rows, for reports: a table, or several for a join. */
  readonly table: string;
  /** In the order of the definition. */
  readonly columns: readonly (keyof R & string)[];
  /** Throws `InvalidRowError`. */
  parse(row: unknown): R;
}

/** The type of the rows of a shape. */
export type RowOf<S> = S extends RowShape<infer R> ? R : never;

type Columns = Readonly<Record<string, z.ZodType>>;
type ParsedRow<C extends Columns> = { readonly [K in keyof C]: z.output<C[K]> };

/** A shape with known columns, so that a statement can read only some of them. */
export interface TableShape<C extends Columns> extends RowShape<ParsedRow<C>> {
  /** The shape of a statement that reads only these columns. */
  pick<K extends keyof C & string>(...names: readonly K[]): RowShape<Pick<ParsedRow<C>, K>>;
}

function keyOf(row: unknown, key: string): string | null {
  const value: unknown = typeof row === 'object' && row !== null && key in row ? (row as Readonly<Record<string, unknown>>)[key] : null;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

/**
 * Defines the rows of a table, or of one statement, by their columns. `key` is the column that identifies a row in reports, and never
 * contains the user's text. `contradiction` returns a column that contradicts the others; null if none does. Columns that the shape does
 * not name are dropped.
 */
export function defineRow<const C extends Columns>(
  table: string,
  columns: C,
  key = 'id',
  contradiction: (row: ParsedRow<C>) => string | null = () => null,
): TableShape<C> {
  const schema = z.object(columns);
  const invalid = (row: unknown, column: string) => new InvalidRowError({ table, id: keyOf(row, key), column });
  return {
    table,
    columns: Object.keys(columns) as (keyof C & string)[],
    parse(row) {
      const parsed = schema.safeParse(row);
      if (!parsed.success) throw invalid(row, String(parsed.error.issues[0]?.path[0] ?? '?'));
      // zod's output has the type of the columns; TypeScript cannot infer that through the generic.
      const values = parsed.data as ParsedRow<C>;
      const column = contradiction(values);
      if (column !== null) throw invalid(row, column);
      return values;
    },
    pick<K extends keyof C & string>(...names: readonly K[]) {
      const picked = Object.fromEntries(names.map((name) => [name, columns[name]])) as unknown as Pick<C, K>;
      return defineRow(table, picked, key) as unknown as RowShape<Pick<ParsedRow<C>, K>>;
    },
  };
}

/**
 * Defines rows of integers without a schema, for lists of ids, which may have as many rows as the library has videos. Each row is checked
 * and returned uncopied; zod would copy it. ARCHITECTURE.md has the measurement.
 */
export function integerRow<const K extends string>(table: string, ...columns: readonly K[]): RowShape<{ readonly [C in K]: number }> {
  return {
    table,
    columns,
    parse(row) {
      const values = row as { readonly [C in K]: number };
      for (const name of columns) {
        if (!Number.isSafeInteger(values[name])) throw new InvalidRowError({ table, id: keyOf(row, 'id'), column: name });
      }
      return values;
    },
  };
}
