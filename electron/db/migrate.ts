// Brings a database to the version this studio knows: an ordered list of steps, each in one transaction with its own version number,
// so that a crash leaves every step complete or not started.
import type { Database as Raw } from 'better-sqlite3';

/** One step from a format to the next. A released step is never edited. */
export interface Migration {
  /** The value of `PRAGMA user_version` afterwards: a multiple of ten, which leaves room for a fix in between. */
  readonly version: number;
  readonly sql: string;
  /**
   * The step recreates a table that others refer to (https://sqlite.org/lang_altertable.html#otheralter). Foreign keys are off meanwhile, because
   * dropping the old table would delete the rows that refer to it; they are checked before the step is committed.
   */
  readonly rebuildsTables?: true;
}

/** `from-future`: a newer studio wrote the database, and nothing was changed. */
type MigrationOutcome =
  | { readonly kind: 'migrated'; readonly from: number; readonly to: number }
  | { readonly kind: 'from-future'; readonly version: number; readonly supported: number };

/**
 * Runs the missing steps. If the database has content, calls `backUp` once before the first step, so that a faulty step can be undone by
 * hand.
 */
export function migrate(raw: Raw, migrations: readonly Migration[], backUp: () => void): MigrationOutcome {
  const isAscending = migrations.every((step, index) => step.version > (migrations[index - 1]?.version ?? 0));
  if (!isAscending) throw new Error('migrations are not in ascending order');
  const from = Number(raw.pragma('user_version', { simple: true }));
  const supported = migrations.at(-1)?.version ?? 0;
  if (from > supported) return { kind: 'from-future', version: from, supported };
  const missing = migrations.filter((step) => step.version > from);
  if (missing.length > 0 && from > 0) backUp();
  for (const step of missing) runStep(raw, step);
  return { kind: 'migrated', from, to: supported };
}

/**
 * Runs one step with its version number in one transaction. Throws and changes nothing if a rebuilt table leaves a row without its parent.
 */
function runStep(raw: Raw, step: Migration): void {
  const run = raw.transaction(() => {
    raw.exec(step.sql);
    if (step.rebuildsTables) {
      const violations = raw.pragma('foreign_key_check') as readonly unknown[];
      if (violations.length > 0) throw new Error(`migration ${step.version} leaves ${violations.length} rows without their parent`);
    }
    raw.pragma(`user_version = ${step.version}`);
  });
  if (!step.rebuildsTables) {
    run.immediate();
    return;
  }
  const before = Number(raw.pragma('foreign_keys', { simple: true }));
  // Set before the transaction, because this pragma does nothing inside one.
  raw.pragma('foreign_keys = OFF');
  try {
    run.immediate();
  } finally {
    raw.pragma(`foreign_keys = ${before}`);
  }
}
