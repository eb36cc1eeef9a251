// The stored plan of an export: the choices of the user. With it, an export can be resumed after a quit, a crash or a failure.
import { z } from 'zod';

/** The plan alone determines the file names. A second run therefore uses the same names and skips existing files. */
export const exportPlan = z.strictObject({
  folder: z.string(),
  template: z.string(),
  /** The name of the CSV table without extension; null if no table is written. */
  csvName: z.string().nullable(),
  writesJson: z.boolean(),
  resultIds: z.array(z.number().int()),
});
/** The stored plan of an export. */
export type ExportPlan = z.infer<typeof exportPlan>;
