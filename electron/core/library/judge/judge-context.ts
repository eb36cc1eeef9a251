// What the parts of judging share.
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock } from '../../ports.ts';
import type { ActionLane } from '../../undo/action-lane.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { JudgementWriter } from './write-judgement.ts';

/** Built once, by `createJudge`. */
export interface JudgeContext {
  readonly tables: Tables;
  readonly clock: Pick<Clock, 'now'>;
  readonly lane: ActionLane;
  readonly log: ActionLog;
  readonly writer: JudgementWriter;
}
