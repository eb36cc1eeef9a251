// A full disk, as file systems and SQLite name it.

/** Error codes: no space left (ENOSPC), the user's quota is used up (EDQUOT), SQLite could not grow its file (SQLITE_FULL). */
const diskFullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** True for the code of an error that means: the disk is full. Space must be freed before the same thing can succeed. */
export const isDiskFullCode = (code: string): boolean => diskFullCodes.has(code);
