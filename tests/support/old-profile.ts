// A user-data folder that the studio wrote with database format 020, and what a user saw in it then: `tests/e2e/fixtures/profile-020`.
// `putOldProfileInto` uses the names of tables, columns and settings of format 020, even where they have been renamed since.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { withPresentNames } from './present-names.ts';
import type { ProfileView } from './profile-view.ts';

const fixture = join(import.meta.dirname, '../e2e/fixtures/profile-020');

/** The database of the fixture. Copy the file before opening it, because opening changes the file. */
export const oldDatabase = join(fixture, 'home/profile/studio.sqlite');

/** The home folder in which the fixture was made. The paths in its database are below this folder. */
const oldHome = '/old-profile-home';

/** The ids in the marker files of the library folders, by the folders' old paths. */
export function oldMarkers(): Readonly<Record<string, string>> {
  const idIn = (markerFolder: string): string =>
    (JSON.parse(readFileSync(join(fixture, 'home', markerFolder, '.evolink-studio-library.json'), 'utf8')) as { libraryId: string })
      .libraryId;
  return Object.fromEntries(
    ['Videos/Evolink Studio', 'Drive/Videos of the studio'].map((markerFolder) => [`${oldHome}/${markerFolder}`, idIn(markerFolder)]),
  );
}

/** The files of the library by their old paths. */
export function oldFiles(): Readonly<Record<string, { readonly bytes: number; readonly modifiedAtMs: number }>> {
  const files = Object.entries(oldView.times).map(([path, modifiedAtMs]) => {
    const bytes = statSync(join(fixture, 'home', path)).size;
    return [`${oldHome}/${path}`, { bytes, modifiedAtMs }] as const;
  });
  return Object.fromEntries(files);
}

/** The old view, together with what is expected of the files. */
export interface OldProfileView extends ProfileView {
  /** Waiting tasks by account, in their order. */
  readonly queue: Readonly<Record<string, readonly number[]>>;
  readonly move: { readonly to: string; readonly files: number; readonly failed: readonly (readonly [result: number, problem: string])[] };
  /** A stored batch, of which the first `made` tasks were created. */
  readonly batch: { readonly lines: number; readonly made: number };
  /** The modification time of each library file, by its path in the home folder. */
  readonly times: Readonly<Record<string, number>>;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What the studio of format 020 showed of the profile, with present names. */
export const oldView = withPresentNames(JSON.parse(readFileSync(join(fixture, 'expected.json'), 'utf8'))) as OldProfileView;

const asJson = (path: string): string => JSON.stringify(path).slice(1, -1);

/**
 * Copies the folders of the old home into `folder`: `profile` (the user data), `Videos` and `Drive`. Then replaces the old paths in the
 * database. The path of the last start is replaced as well, because the studio would otherwise take the profile for a copy.
 */
export function putOldProfileInto(folder: string): void {
  cpSync(join(fixture, 'home'), folder, { recursive: true, force: true });
  for (const [path, atMs] of Object.entries(oldView.times)) utimesSync(join(folder, path), atMs / 1_000, atMs / 1_000);
  const path = join(folder, 'profile', 'studio.sqlite');
  const database = new BetterSqlite(path);
  database.prepare('UPDATE folder SET path = replace(path, ?, ?)').run(oldHome, folder);
  database.prepare('UPDATE setting SET value = replace(value, ?, ?)').run(oldHome, asJson(folder));
  const identityPlace = createHash('sha256')
    .update(`${statSync(path, { bigint: true }).ino}\n${path}`)
    .digest('hex');
  database.prepare("UPDATE setting SET value = ? WHERE name = 'studio.identityPlace'").run(JSON.stringify(identityPlace));
  database.close();
}

/** Settings that were added after format 020, with their values in a profile of format 020. */
export const laterSettings = {
  librarySort: 'newest',
  libraryGroup: 'day',
  trashDays: 30,
  libraryScope: 'videos',
  libraryLayout: 'grid',
  libraryTilePixels: 206,
  libraryPictureFit: 'fit',
  libraryStacks: false,
  libraryCollections: false,
  fileNameTemplate: '{date} {prompt} {model} {id}',
} as const;
