// Handlers of undo and redo.
import { ok } from '../../../../shared/result.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { ActionQueue } from '../../undo/action-queue.ts';
import type { HandlersOf } from '../handler-types.ts';

/** Dependencies of the calls. */
interface ActionHandlerDeps {
  readonly actions: Pick<ActionLog, 'replay'>;
  readonly actionQueue: Pick<ActionQueue, 'cancel'>;
}

/** Creates the handlers. Called once by `core/compose/`. */
export const actionHandlers = ({ actions, actionQueue }: ActionHandlerDeps): HandlersOf<'actions'> => ({
  'actions.undo': ({ actionId }) => actions.replay('undo', actionId),
  'actions.redo': ({ actionId }) => actions.replay('redo', actionId),
  'actions.cancel': () => {
    actionQueue.cancel();
    return ok({});
  },
});
