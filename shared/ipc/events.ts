// The events that main sends to the window.
import { z } from 'zod';
import { menuCommands } from '../menu-commands.ts';
import { task } from '../task.ts';
import { id } from './common-inputs.ts';
import { studioStatus } from './studio-status.ts';

/** Facts from main, never instructions. */
export const studioEvent = z.discriminatedUnion('type', [
  /** Changes since the previous revision. After a gap in `revision`, or with another `boot`, the window requests a snapshot. */
  z.strictObject({
    type: z.literal('delta'),
    boot: z.string(),
    revision: z.number().int(),
    status: studioStatus.nullable(),
    /** Changed tasks that are live, with all their fields. */
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
  /** The user chose an item of the application menu. */
  z.strictObject({
    type: z.literal('menu-chosen'),
    item: z.enum(menuCommands),
  }),
]);
/** An event from main. */
export type StudioEvent = z.infer<typeof studioEvent>;
