// Distinguishes a transfer from the check of a file that was already there. Separate from the schemas, because the window's sentences need
// it.
import type { RequestLogEntry } from './task.ts';

/** True for a download entry without a request: an earlier run had downloaded the whole file, and it was only checked. */
export const isLocalRecheck = ({ kind, httpStatus, detail }: RequestLogEntry): boolean =>
  kind === 'download' && httpStatus === null && detail.end === 'ok';
