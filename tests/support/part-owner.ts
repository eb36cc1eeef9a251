// The database that tests of the library folder download for, and a result of it.
import type { PartialFileOwner } from '../../electron/core/ports.ts';

export const testOwner: PartialFileOwner = { id: 'database00000000', formerIds: [] };

/** The result with the number 7 that tests like to fetch. */
export const testPart = { owner: testOwner, serviceResultName: 'task-unified-1-fox#0' } as const;
