// Schemas that the inputs of many calls share.
import { z } from 'zod';
import { batchMaxTasks } from '../batch/batch-limits.ts';

/** A row's id: a positive integer. */
export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** The input or output of a call that has none. */
export const emptyObject = z.strictObject({});
/** The input of a call about one task, unless the call says otherwise. */
export const byId = z.strictObject({ id });
/** The input of a call about up to as many tasks as a batch may have. */
export const idList = z.strictObject({ ids: z.array(id).min(1).max(batchMaxTasks) });
/** The input of a call about one result. */
export const byResult = z.strictObject({ resultId: id });
/** The input of a call about one profile. */
export const byProfile = z.strictObject({ profileId: id });
/**
 * The action id: the window creates one for each click that costs money. A repeated id is the same click: the call returns the tasks of the first one
 * and creates none, also after a reload of the window or a restart.
 */
export const actionId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
