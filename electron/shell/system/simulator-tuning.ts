// Options that tests give the built-in simulator. `--simulator-tuning=FILE` names a JSON file of this shape; a packaged studio ignores it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const simulatorTuning = z.object({
  /** From acceptance to completion, in milliseconds of the simulator's clock. */
  progressMs: z.number().nonnegative().optional(),
  /** A folder in which clips are kept by their shape; without it each clip is drawn. */
  clipCache: z.string().min(1).optional(),
  /** Where the base URL of the simulator's control API is written once it listens. */
  controlFile: z.string().min(1).optional(),
});
/** The options in the file, all optional. */
export type SimulatorTuning = z.infer<typeof simulatorTuning>;

/** Reads the file; throws when it cannot be read or is of another shape. */
export function readSimulatorTuning(file: string): SimulatorTuning {
  return simulatorTuning.parse(JSON.parse(readFileSync(file, 'utf8')));
}
