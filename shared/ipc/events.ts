// What main tells the window without being asked.
import { z } from 'zod';
import { menuCommands } from '../menu-commands.ts';
import { task } from '../task.ts';
import { id } from './common-inputs.ts';
import { studioStatus } from './studio-status.ts';

/** Facts from main, never instructions. */
export const studioEvent = z.discriminatedUnion('type', [
  /** What changed since the revision before; a gap in `revision` or another `boot` means "take a snapshot". */
  z.strictObject({
    type: z.literal('delta'),
    boot: z.string(),
    revision: z.number().int(),
    status: studioStatus.nullable(),
    /** Tasks that are (still) live, whole. */
    changed: z.array(task),
    /** Ids of tasks that are no longer live. */
    removed: z.array(id),
    /** Results whose library record changed or appeared, newest first; the window reads them again when it shows them. */
    library: z.strictObject({
      changed: z.array(id),
      added: z.array(z.strictObject({ resultId: id, storedAtMs: z.number() })),
      removed: z.array(id),
    }),
  }),
  /** A person chose something in the application menu. */
  z.strictObject({
    type: z.literal('menu-chosen'),
    item: z.enum(menuCommands),
  }),
]);
export type StudioEvent = z.infer<typeof studioEvent>;
