// An export as it is stored between starts: the choices of the user, so that it can be resumed after a quit, a crash or a failure.
import { z } from 'zod';

/** The names follow from the plan alone: a second run gives the same names and skips the files that exist already. */
export const exportPlan = z.strictObject({
  folder: z.string(),
  template: z.string(),
  /** Without extension; null without a table. */
  csvName: z.string().nullable(),
  writesJson: z.boolean(),
  resultIds: z.array(z.number().int()),
});
/** An export, as stored between starts. */
export type ExportPlan = z.infer<typeof exportPlan>;
