// Decides which stored files may be opened in another program.
import { extname } from 'node:path';

/** The extensions that the studio gives to videos. */
const extensions: readonly string[] = ['.mp4', '.mov', '.3gp', '.webm', '.mkv', '.ts'];

/**
 * Whether the file has an extension that the studio gives to videos. Other files are not opened, because the system would run an
 * executable file.
 */
export const hasVideoExtension = (path: string): boolean => extensions.includes(extname(path).toLowerCase());
