// INSERT and UPDATE of whole rows from one list of columns, so that a column is named once.

/** `INSERT INTO t (a, b) VALUES (:a, :b)` */
export function insertSql(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')})`;
}

/** `UPDATE t SET a = :a, b = :b WHERE id = :id` */
export function updateSql(table: string, columns: readonly string[]): string {
  return `UPDATE ${table} SET ${columns.map((name) => `${name} = :${name}`).join(', ')} WHERE id = :id`;
}
