// The installed programs of Linux that open videos, from the desktop entries of the user and the system.
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { VideoApp } from '../../core/ports.ts';
import { type DesktopEntry, parseDesktopEntry } from './desktop-entry.ts';

const maxEntryBytes = 256 * 1024;
const maxEntries = 5_000;
const maxApps = 50;
const videoType = 'video/mp4';

/** A program and its command line. */
interface InstalledApp extends VideoApp {
  readonly exec: string;
}

/** The folders with desktop entries, those of the user first. */
export function entryFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = environment.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  const shared = (environment.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':').filter((folder) => folder.startsWith('/'));
  return [home, ...shared].map((folder) => join(folder, 'applications'));
}

async function readEntry(path: string, locale: string): Promise<DesktopEntry | null> {
  try {
    return (await stat(path)).size > maxEntryBytes ? null : parseDesktopEntry(await readFile(path, 'utf8'), locale);
  } catch {
    // The entry is gone or unreadable.
    return null;
  }
}

/** The paths of the entries in a folder and its subfolders, by id; none where it cannot be read. */
async function entriesIn(folder: string): Promise<readonly (readonly [id: string, path: string])[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names
      .filter((name) => name.endsWith('.desktop'))
      .slice(0, maxEntries)
      .map((name) => [name.split('/').join('-'), join(folder, name)] as const);
  } catch {
    return [];
  }
}

/**
 * Returns the programs for videos, sorted by name. Of several entries with one id, only the first folder's counts, even if it hides the
 * program.
 */
export async function findVideoApps(folders: readonly string[], locale: string): Promise<readonly InstalledApp[]> {
  const apps = new Map<string, InstalledApp | null>();
  for (const folder of folders) {
    for (const [id, path] of await entriesIn(folder)) {
      if (apps.has(id)) continue;
      const entry = await readEntry(path, locale);
      apps.set(id, entry === null || !entry.mimeTypes.includes(videoType) ? null : { id, name: entry.name, exec: entry.exec });
    }
  }
  const found = [...apps.values()].filter((app) => app !== null);
  return found.sort((a, b) => a.name.localeCompare(b.name)).slice(0, maxApps);
}
