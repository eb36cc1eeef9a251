// SELECT, INSERT and UPDATE of whole rows from one list of columns, so that a column is named once.

/** Returns `a, b`; with the table alias `t`, `t.a, t.b`. */
export function selectList(columns: readonly string[], alias?: string): string {
  return columns.map((name) => (alias === undefined ? name : `${alias}.${name}`)).join(', ');
}

/** Returns `INSERT INTO t (a, b) VALUES (:a, :b)`, with a parameter for each column. */
export function insertSql(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')})`;
}

/** Returns `UPDATE t SET a = :a, b = :b WHERE id = :id`. */
export function updateSql(table: string, columns: readonly string[]): string {
  return `UPDATE ${table} SET ${columns.map((name) => `${name} = :${name}`).join(', ')} WHERE id = :id`;
}

/** Returns the columns without the named ones, with an exact type. */
export function withoutColumns<N extends string, W extends N>(columns: readonly N[], ...names: readonly W[]): readonly Exclude<N, W>[] {
  return columns.filter((name): name is Exclude<N, W> => !(names as readonly string[]).includes(name));
}
