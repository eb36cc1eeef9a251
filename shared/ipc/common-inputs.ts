// What the inputs of many calls are made of.
import { z } from 'zod';
import { batchMaxTasks } from '../batch/batch-limits.ts';

export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const nothing = z.strictObject({});
export const byId = z.strictObject({ id });
export const manyIds = z.strictObject({ ids: z.array(id).min(1).max(batchMaxTasks) });
export const byResult = z.strictObject({ resultId: id });
export const byProfile = z.strictObject({ profileId: id });
/**
 * Names one press of a button that costs money, made by the window. The same key again is the same press: it is answered with the tasks of
 * the first and makes none, also after a reload of the window or a restart.
 */
export const actionId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
