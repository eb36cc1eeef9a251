// Options that tests give the built-in simulator. `--simulator-tuning=FILE` names a JSON file of this shape; a packaged studio ignores it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const simulatorTuning = z.object({
  /** The time from acceptance to completion, in milliseconds of the simulator's clock. */
  progressMs: z.number().nonnegative().optional(),
  /** A folder that keeps one clip per shape. Without a folder, every clip is drawn. */
  clipCache: z.string().min(1).optional(),
  /** The file that gets the base URL of the simulator's control API once the API listens. */
  controlFile: z.string().min(1).optional(),
});
/** The options in the file, all optional. */
export type SimulatorTuning = z.infer<typeof simulatorTuning>;

/** Reads the file; throws when it cannot be read or is of another shape. */
export function readSimulatorTuning(file: string): SimulatorTuning {
  return simulatorTuning.parse(JSON.parse(readFileSync(file, 'utf8')));
}
