// An export as it is stored between starts: what was chosen, so that it can go on after a quit, a crash or a failure.
import { z } from 'zod';

/** Names and skipped files follow from it: a second run gives the same names and finds what is there. */
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
