// Which stored files another program may open.
import { extname } from 'node:path';

/** The extensions that the studio itself gives to videos. */
const extensions: readonly string[] = ['.mp4', '.mov', '.3gp', '.webm', '.mkv', '.ts'];

/** The system chooses by the name what it does with a file, and would run a program: only names that the studio itself gives videos are opened. */
export const hasVideoExtension = (path: string): boolean => extensions.includes(extname(path).toLowerCase());
