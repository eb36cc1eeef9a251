// The names in `.incoming`: `<database>-<result>.<kind>`. Each database counts its results from one, and several databases may use one
// folder, so the number alone does not identify the bytes. Earlier studios wrote `<result>.<kind>`.
import { join } from 'node:path';
import type { PartialFileOwner } from '../../../core/ports.ts';
import { incomingPath } from '../folder-access.ts';

/**
 * The kinds of files: `.part` is being downloaded, `.part~` is a copy of a part that is being taken over, `.aside` is quarantined, and
 * `.move` is a copy for another folder. The `.json` notes describe these files.
 */
export type PartialFileKind = 'part' | 'part~' | 'part.json' | 'part.json~' | 'aside' | 'aside.json' | 'move';

/** The parts of a file name in `.incoming`. */
export interface PartialFileName {
  /** null in names written by earlier versions, whose databases had no identity. */
  readonly databaseId: string | null;
  /** The result's id in the database that wrote the file, which may be another database. */
  readonly resultId: number;
  readonly kind: PartialFileKind;
}

const namePattern = /^(?:([a-z0-9]{16})-)?(\d{1,15})\.(part(?:~|\.json~?)?|aside(?:\.json)?|move)$/;

/** Parses a file name; null for a file that is not the studio's. */
export function parsePartName(name: string): PartialFileName | null {
  const [, databaseId, resultId, kind] = namePattern.exec(name) ?? [];
  if (resultId === undefined) return null;
  return { databaseId: databaseId ?? null, resultId: Number(resultId), kind: kind as PartialFileKind };
}

/** Builds the file name that `parsePartName` parses. */
export function partName({ databaseId, resultId, kind }: PartialFileName): string {
  return `${databaseId === null ? '' : `${databaseId}-`}${resultId}.${kind}`;
}

/** Returns the path of a partial file that this database owns. */
export function ownedPartPath(
  key: { readonly folder: string; readonly owner: PartialFileOwner; readonly resultId: number },
  kind: PartialFileKind,
): string {
  return join(incomingPath(key.folder), partName({ databaseId: key.owner.id, resultId: key.resultId, kind }));
}

/** True for a name of this database, of a database that it was restored from, or of an earlier version without identities. */
export function mayBelongTo(name: PartialFileName, owner: PartialFileOwner): boolean {
  return name.databaseId === null || name.databaseId === owner.id || owner.formerIds.includes(name.databaseId);
}
