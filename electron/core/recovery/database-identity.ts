// The identity of a database. The names of its partial files contain it, so that several databases can use one library folder.
//
// A restored backup gets a new identity and remembers the former ones, because the original database may still be in use: on another
// computer, or as a file that was put back by hand. With the same identity, both would give new results the same ids, and write partial
// files with the same names. With a new identity, a restored backup does not take such a file for its own just because the result id is the
// same. It resumes a partial file of a former identity only if the file belongs to the same result of the service; see
// `claim-partial-file.ts`.
//
// A copy made by hand also gets a new identity. Otherwise two running databases would write to the same partial file, and one of them
// would truncate a file that the other has just published.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { locationSetting } from '../../db/backup/write-backup.ts';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { PartialFileOwner, Random } from '../ports.ts';

const identitySetting = 'studio.identity';
const idLength = 16;
/** Limits the list of former ids, which is searched for each name in `.incoming`. No user restores backups this often. */
const maxFormerIds = 200;

const identity = z.object({ id: z.string(), formerIds: z.array(z.string()).catch([]) });

/**
 * The stored identity; null if there is none, or if it does not parse. In both cases the studio creates a new identity. Files named after an
 * identity that did not parse then belong to no known database.
 */
function storedIdentity(tables: Tables): PartialFileOwner | null {
  const parsed = identity.safeParse(tables.settings.get(identitySetting));
  return parsed.success ? parsed.data : null;
}

/** Returns the identity of an open database. The first call creates it. */
export function identityOf(tables: Tables, random: Random): PartialFileOwner {
  const stored = storedIdentity(tables);
  if (stored !== null) return stored;
  const created: PartialFileOwner = { id: random.id(idLength), formerIds: [] };
  tables.settings.set(identitySetting, created);
  return created;
}

/** Gives a new identity to a restored backup or a copy. `replacedIds`: all ids of the database that a backup replaces; empty for a copy. */
export function renewIdentity(tables: Tables, random: Random, replacedIds: readonly string[]): void {
  const stored = storedIdentity(tables);
  const ownIds = stored === null ? [] : allIds(stored);
  const formerIds = [...new Set([...replacedIds, ...ownIds])].slice(0, maxFormerIds);
  tables.settings.set(identitySetting, { id: random.id(idLength), formerIds } satisfies PartialFileOwner);
}

/**
 * Identifies the location of a database by a hash of its path and inode number. The inode number distinguishes a copy that another
 * computer keeps under the same path. The host name is not used, because some networks change it every day.
 */
const locationHash = (database: Pick<Database, 'path' | 'fileNumber'>): string =>
  createHash('sha256').update(`${database.fileNumber()}\n${database.path}`).digest('hex');

/**
 * Whether this may be a copy whose original is still in use. Either the location has changed since the last
 * start, or the database is a backup that was put here by hand: it has an identity but no location. A database
 * that was only moved cannot be distinguished from a copy.
 */
export function isCopiedOrMoved(tables: Tables, database: Pick<Database, 'path' | 'fileNumber'>): boolean {
  const lastLocation = tables.settings.get(locationSetting);
  return lastLocation === null || lastLocation === undefined
    ? tables.settings.has(identitySetting)
    : lastLocation !== locationHash(database);
}

/** Stores the location of the database, for the next start. */
export function recordLocation(tables: Tables, database: Pick<Database, 'path' | 'fileNumber'>): void {
  const location = locationHash(database);
  if (tables.settings.get(locationSetting) !== location) tables.settings.set(locationSetting, location);
}

/** All ids of a database, for a backup that replaces the database. */
export const allIds = ({ id, formerIds }: PartialFileOwner): readonly string[] => [id, ...formerIds];
