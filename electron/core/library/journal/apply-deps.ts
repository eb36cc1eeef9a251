// What the functions that apply journal entries write to.
import type { Tables } from '../../../db/tables/tables.ts';
import type { JudgementChange } from '../judge/judgement-change.ts';

/** Dependencies of the functions that apply entries. */
export interface ApplyDeps {
  readonly tables: Tables;
  nowMs(): number;
  /** Writes changes of judgements without recording them again as entries of this database. */
  write(changes: readonly JudgementChange[]): void;
}
