// Makes transactions fail as on a full disk, for tests of what the studio does then.
import BetterSqlite from 'better-sqlite3';
import { onTestFinished, vi } from 'vitest';

/** Makes every transaction that begins while `when` returns true fail with this code of SQLite, until the test ends. */
export function failTransactions(when: () => boolean, code = 'SQLITE_FULL'): void {
  const begin = BetterSqlite.prototype.transaction;
  const spy = vi.spyOn(BetterSqlite.prototype, 'transaction').mockImplementation(function (this: BetterSqlite.Database, work) {
    if (when()) throw new BetterSqlite.SqliteError('cannot write', code);
    return begin.call(this, work);
  } as typeof begin);
  onTestFinished(() => spy.mockRestore());
}
