// Composes judging and the undo log.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import { actionHandlers } from '../handlers/judging/action-handlers.ts';
import { collectionHandlers } from '../handlers/judging/collection-handlers.ts';
import { judgementHandlers } from '../handlers/judging/judgement-handlers.ts';
import { createJudge, type Judge } from '../library/judge/judge.ts';
import type { StudioPorts } from '../studio-config.ts';
import { type ActionLane, createActionLane } from '../undo/action-lane.ts';
import { type ActionLog, createActionLog } from '../undo/action-log.ts';
import type { Replayer } from '../undo/replay.ts';

/** Dependencies of judging. */
interface JudgingDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'log'>;
  readonly tables: Tables;
  readonly renameReplayer: Replayer;
  readonly trashReplayer: Replayer;
  libraryChanged(resultId: number): void;
  statusChanged(): void;
}

/** Judging and the undo log, for the rest of the core. */
export interface ComposedJudging {
  /** The undo log, for other areas. */
  readonly actions: ActionLog;
  /** The lane of all actions, for other areas. */
  readonly lane: ActionLane;
  readonly handlers: HandlersOf<'judgement' | 'tags' | 'collections' | 'actions'>;
  /** Its parts of the status for the window. */
  status(): Pick<StudioStatus, 'actions' | 'judgement'>;
  /** Called once, at the start. */
  begin(): void;
  /** Ends the running action after its slice. */
  stop(): Promise<void>;
}

/** Built once by the composition. */
export function composeJudging({
  ports,
  tables,
  renameReplayer,
  trashReplayer,
  libraryChanged,
  statusChanged,
}: JudgingDeps): ComposedJudging {
  const { clock, log } = ports;
  const lane = createActionLane({ clock, statusChanged });
  const actions = createActionLog({
    tables,
    clock,
    lane,
    replayers: () => ({ judgement: judge.replayer, 'file-names': renameReplayer, trash: trashReplayer }),
  });
  const failures = createFailureReporter({ clock, log });
  const judge: Judge = createJudge({ tables, clock, lane, log: actions, failures, libraryChanged });
  return {
    actions,
    lane,
    handlers: { ...judgementHandlers(judge), ...collectionHandlers(judge), ...actionHandlers({ actions, lane }) },
    status: () => ({
      actions: { undo: actions.next('undo'), redo: actions.next('redo'), running: lane.progress() },
      judgement: judge.status(),
    }),
    begin() {
      actions.prune();
      judge.begin();
    },
    stop: lane.stop,
  };
}
