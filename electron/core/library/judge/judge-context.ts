// The dependencies that the parts of judging share.
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock } from '../../ports.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { ActionQueue } from '../../undo/action-queue.ts';
import type { JudgementWriter } from './write-judgement.ts';

/** Created once by `createJudge`. */
export interface JudgeContext {
  readonly tables: Tables;
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  readonly actionQueue: ActionQueue;
  readonly log: ActionLog;
  readonly writer: JudgementWriter;
}
