// Handlers of undo and redo.
import { ok } from '../../../../shared/result.ts';
import type { ActionLane } from '../../undo/action-lane.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { HandlersOf } from '../handler-types.ts';

/** Dependencies of the calls. */
interface ActionHandlerDeps {
  readonly actions: Pick<ActionLog, 'replay'>;
  readonly lane: Pick<ActionLane, 'cancel'>;
}

/** Built once by the composition, called by the dispatch. */
export const actionHandlers = ({ actions, lane }: ActionHandlerDeps): HandlersOf<'actions'> => ({
  'actions.undo': ({ actionId }) => actions.replay('undo', actionId),
  'actions.redo': ({ actionId }) => actions.replay('redo', actionId),
  'actions.cancel': () => {
    lane.cancel();
    return ok({});
  },
});
