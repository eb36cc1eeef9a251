// The identity of a database. The names of its partial files contain it, so that several databases can use one library folder.
//
// A restored backup gets a new identity and remembers the former ones. With its own, it and the database it was made from (which may still be in use
// on another computer, or as a file put back by hand) would count results from the same number and write under the same names. With a new one, files
// written before the restore are never taken for its own leftovers; files of a result that it knows are found by the service's id of that result, see
// `claim-partial-file.ts`.
//
// The same holds for a copy made by hand: two running databases with one identity would write into one partial file, and one of them would empty a
// file that the other has just published.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { locationSetting } from '../../db/backup/write-backup.ts';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { PartialFileOwner, Random } from '../ports.ts';

const setting = 'studio.identity';
const idLength = 16;
/** Limits the list of former ids, which is searched for each name in `.incoming`. Nobody restores this often. */
const maxFormerIds = 200;

const identity = z.object({ id: z.string(), formerIds: z.array(z.string()).catch([]) });

/** null when there is none yet, or it does not parse: then a new one is created, and files named after the old one count as foreign. */
function storedIdentity(tables: Tables): PartialFileOwner | null {
  const parsed = identity.safeParse(tables.settings.get(setting));
  return parsed.success ? parsed.data : null;
}

/** Returns the identity of an open database. Creates it on the first call. */
export function identityOf(tables: Tables, random: Random): PartialFileOwner {
  const known = storedIdentity(tables);
  if (known !== null) return known;
  const made: PartialFileOwner = { id: random.id(idLength), formerIds: [] };
  tables.settings.set(setting, made);
  return made;
}

/** Gives a restored backup a new identity. `replaced`: all ids of the database that it replaces. */
export function renewIdentity(tables: Tables, random: Random, replaced: readonly string[]): void {
  const known = storedIdentity(tables);
  const own = known === null ? [] : allIdentities(known);
  const formerIds = [...new Set([...replaced, ...own])].slice(0, maxFormerIds);
  tables.settings.set(setting, { id: random.id(idLength), formerIds } satisfies PartialFileOwner);
}

/**
 * Identifies the location of a database: a hash of its path and inode number, because backups and copies contain it. The inode number distinguishes
 * a copy that another computer keeps under the same path. The host name is not used: some networks change it every day.
 */
const locationHash = (database: Pick<Database, 'path' | 'fileNumber'>): string =>
  createHash('sha256').update(`${database.fileNumber()}\n${database.path}`).digest('hex');

/**
 * True when this may be a copy whose original is still in use: its location has changed since its last start, or it is a backup that was put here by
 * hand (backups contain no location). A database that was only moved cannot be distinguished from a copy.
 */
export function isCopiedOrMoved(tables: Tables, database: Pick<Database, 'path' | 'fileNumber'>): boolean {
  const last = tables.settings.get(locationSetting);
  return last === null || last === undefined ? tables.settings.has(setting) : last !== locationHash(database);
}

/** Stores the location of the database, for the next start. */
export function recordLocation(tables: Tables, database: Pick<Database, 'path' | 'fileNumber'>): void {
  const location = locationHash(database);
  if (tables.settings.get(locationSetting) !== location) tables.settings.set(locationSetting, location);
}

/** All ids of a database, for a backup that replaces it. */
export const allIdentities = ({ id, formerIds }: PartialFileOwner): readonly string[] => [id, ...formerIds];
