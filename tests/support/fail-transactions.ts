// Makes transactions fail as on a full disk.
import BetterSqlite from 'better-sqlite3';
import { onTestFinished, vi } from 'vitest';

/** Until the test ends, makes each transaction fail with this SQLite error code if `when` returns true when the transaction begins. */
export function failTransactions(when: () => boolean, code = 'SQLITE_FULL'): void {
  const begin = BetterSqlite.prototype.transaction;
  const spy = vi.spyOn(BetterSqlite.prototype, 'transaction').mockImplementation(function (this: BetterSqlite.Database, work) {
    if (when()) throw new BetterSqlite.SqliteError('cannot write', code);
    return begin.call(this, work);
  } as typeof begin);
  onTestFinished(() => spy.mockRestore());
}
