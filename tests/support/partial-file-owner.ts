// The database and the result for which tests of the library folder download.
import type { PartialFileOwner } from '../../electron/core/ports.ts';

export const testOwner: PartialFileOwner = { id: 'database00000000', formerIds: [] };

/** The result with id 7 that these tests download. */
export const testPartialFile = { owner: testOwner, serviceResultName: 'task-unified-1-fox#0' } as const;

/** The input of a download of that result from `url` into `folder`. */
export const testDownload = (folder: string, url: string) => ({
  ...testPartialFile,
  resultId: 7,
  url,
  folder,
  fileName: 'fox',
  account: { allowsLoopback: true },
  onProgress: () => undefined,
});
