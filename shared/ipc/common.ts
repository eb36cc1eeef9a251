// What the inputs of many calls are made of.
import { z } from 'zod';
import { batchMaxTasks } from '../batch/limits.ts';

export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const nothing = z.strictObject({});
export const byId = z.strictObject({ id });
export const manyIds = z.strictObject({ ids: z.array(id).min(1).max(batchMaxTasks) });
export const byResult = z.strictObject({ resultId: id });
export const byProfile = z.strictObject({ profileId: id });
