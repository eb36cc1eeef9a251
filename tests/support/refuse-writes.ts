// Makes writes to some tables of a database file fail, as on a full disk.
import BetterSqlite from 'better-sqlite3';

/**
 * Makes writes of one kind fail with the error of a full disk, by a trigger that another connection creates. `writes` is the event of the
 * trigger, for example `INSERT ON task_journal`. Returns a function that allows the writes again. Call that function once, before the
 * database file is removed.
 */
export function refuseWrites(databasePath: string, writes: string): () => void {
  const other = new BetterSqlite(databasePath);
  other.exec(`CREATE TRIGGER full BEFORE ${writes} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  return () => {
    other.exec('DROP TRIGGER full');
    other.close();
  };
}
