// Tells a transfer from a file that was there already. Apart from the schemas, since the window's sentences need it.
import type { TaskEvent } from './task.ts';

/** A file that an earlier start had already brought whole: it was only checked. */
export const askedForNothing = ({ kind, httpStatus, detail }: TaskEvent): boolean =>
  kind === 'download' && httpStatus === null && detail.end === 'ok';
