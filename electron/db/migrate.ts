// Brings a database to the version this studio knows: an ordered list of steps, each in one transaction with its own version number,
// so that a crash in between leaves a whole step or none.
import type { Database as Raw } from 'better-sqlite3';

export interface Migration {
  /** What `PRAGMA user_version` says afterwards. Steps of ten leave room for a fix in between. */
  readonly version: number;
  readonly sql: string;
}

export type MigrationOutcome =
  | { readonly kind: 'migrated'; readonly from: number; readonly to: number }
  | { readonly kind: 'from-future'; readonly version: number; readonly known: number };

/**
 * Runs the steps that are missing. `backUp` is called once before the first of them when the database holds anything,
 * because a step that turns out to be wrong must be undoable by hand.
 */
export function migrate(raw: Raw, migrations: readonly Migration[], backUp: () => void): MigrationOutcome {
  const ascending = migrations.every((step, index) => step.version > (migrations[index - 1]?.version ?? 0));
  if (!ascending) throw new Error('migrations are not in ascending order');
  const from = Number(raw.pragma('user_version', { simple: true }));
  const known = migrations.at(-1)?.version ?? 0;
  if (from > known) return { kind: 'from-future', version: from, known };
  const missing = migrations.filter((step) => step.version > from);
  if (missing.length > 0 && from > 0) backUp();
  for (const step of missing) {
    raw
      .transaction(() => {
        raw.exec(step.sql);
        raw.pragma(`user_version = ${step.version}`);
      })
      .immediate();
  }
  return { kind: 'migrated', from, to: known };
}
