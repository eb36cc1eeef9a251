// Tells a transfer from a file that was there already. Apart from the schemas, since the window's sentences need it.
import type { RequestLogEntry } from './task.ts';

/** A file that an earlier start had already brought whole: it was only checked. */
export const isLocalRecheck = ({ kind, httpStatus, detail }: RequestLogEntry): boolean =>
  kind === 'download' && httpStatus === null && detail.end === 'ok';
