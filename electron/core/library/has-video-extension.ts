// Decides which stored files may be opened in another program.
import { extname } from 'node:path';

/** The extensions that the studio itself gives to videos. */
const extensions: readonly string[] = ['.mp4', '.mov', '.3gp', '.webm', '.mkv', '.ts'];

/** The system chooses a program by the file's name, and would run an executable: only names that the studio gives to videos are opened. */
export const hasVideoExtension = (path: string): boolean => extensions.includes(extname(path).toLowerCase());
