// Handlers of undo and redo.
import { ok } from '../../../../shared/result.ts';
import type { Desktop } from '../../ports.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { ActionQueue } from '../../undo/action-queue.ts';
import type { HandlersOf } from '../handler-types.ts';

/** Dependencies of the calls. */
interface ActionHandlerDeps {
  readonly actions: Pick<ActionLog, 'replay'>;
  readonly actionQueue: Pick<ActionQueue, 'cancel'>;
  readonly desktop: Pick<Desktop, 'applyUndoTarget'>;
}

/** Creates the handlers. Called once by `core/compose/`. */
export const actionHandlers = ({ actions, actionQueue, desktop }: ActionHandlerDeps): HandlersOf<'actions'> => ({
  'actions.undo': ({ actionId }) => actions.replay('undo', actionId),
  'actions.redo': ({ actionId }) => actions.replay('redo', actionId),
  'actions.reportTarget': ({ target }) => {
    desktop.applyUndoTarget(target);
    return ok({});
  },
  'actions.cancel': () => {
    actionQueue.cancel();
    return ok({});
  },
});
