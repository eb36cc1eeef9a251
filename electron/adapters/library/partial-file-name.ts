// The names in `.incoming`: `<database>-<result>.<kind>`. Each database counts its results from one, and several may use one folder, so a number
// alone says nothing about whose bytes these are. Earlier studios wrote `<result>.<kind>`.
import { join } from 'node:path';
import type { PartialFileOwner } from '../../core/ports.ts';
import { incomingPath } from './folder-access.ts';

/**
 * `.part` is still coming, `.part~` is a copy of one that is being taken over, `.aside` is quarantined, `.move` is a copy on its way to another
 * folder; the notes say of what.
 */
export type PartialFileKind = 'part' | 'part~' | 'part.json' | 'part.json~' | 'aside' | 'aside.json' | 'move';

export interface PartialFileName {
  /** null in names of studios whose databases had no identity. */
  readonly databaseId: string | null;
  readonly resultId: number;
  readonly kind: PartialFileKind;
}

const FORM = /^(?:([a-z0-9]{16})-)?(\d{1,15})\.(part(?:~|\.json~?)?|aside(?:\.json)?|move)$/;

/** null for a file that is none of the studio's. */
export function parsePartName(name: string): PartialFileName | null {
  const [, databaseId, resultId, kind] = FORM.exec(name) ?? [];
  if (resultId === undefined) return null;
  return { databaseId: databaseId ?? null, resultId: Number(resultId), kind: kind as PartialFileKind };
}

export function partName({ databaseId, resultId, kind }: PartialFileName): string {
  return `${databaseId === null ? '' : `${databaseId}-`}${resultId}.${kind}`;
}

/** Where a database keeps a partial file of its own. */
export function ownPath(
  at: { readonly folder: string; readonly owner: PartialFileOwner; readonly resultId: number },
  kind: PartialFileKind,
): string {
  return join(incomingPath(at.folder), partName({ databaseId: at.owner.id, resultId: at.resultId, kind }));
}

/** True where the name is of this database, of one it came from, or too old to tell. */
export function couldBeOwn(name: PartialFileName, owner: PartialFileOwner): boolean {
  return name.databaseId === null || name.databaseId === owner.id || owner.formerIds.includes(name.databaseId);
}
