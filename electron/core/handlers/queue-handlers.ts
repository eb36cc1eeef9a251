// Handlers of the calls that move, hold, release, discard or rerun tasks.
import { ok } from '../../../shared/result.ts';
import type { DiscardActions } from '../tasks/queue/discard-actions.ts';
import { createQueueCommands } from '../tasks/queue/queue-commands.ts';
import type { Handlers } from './handler-types.ts';
import { type RerunDeps, rerunTasks } from './tasks/rerun-tasks.ts';

/** The handlers of the area `tasks` that this file creates. */
export type QueueHandlers = Pick<
  Handlers,
  'tasks.move' | 'tasks.runNext' | 'tasks.rerun' | 'tasks.holdMany' | 'tasks.releaseMany' | 'tasks.discard' | 'tasks.discardWaiting'
>;

/** Dependencies of these calls. */
interface QueueHandlerDeps extends RerunDeps {
  readonly discards: Pick<DiscardActions, 'discardOne' | 'discardWaiting'>;
}

/** Creates the handlers. Called once by `core/compose/`. */
export function queueHandlers(deps: QueueHandlerDeps): QueueHandlers {
  const queue = createQueueCommands(deps);
  return {
    'tasks.move': ({ ids, to }) => ok({ movedCount: queue.move(ids, to) }),
    'tasks.runNext': ({ id }) => queue.moveToFront(id),
    'tasks.holdMany': ({ ids }) => ok({ heldCount: queue.hold(ids) }),
    'tasks.releaseMany': ({ ids }) => ok(queue.release(ids)),
    'tasks.discard': ({ id }) => deps.discards.discardOne(id),
    'tasks.discardWaiting': ({ ids, continues }) => ok(deps.discards.discardWaiting(ids, continues)),
    'tasks.rerun': ({ ids, actionId }) => rerunTasks(deps, ids, actionId),
  };
}
