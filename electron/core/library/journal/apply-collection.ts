// Applies the entries of a journal about a collection. All fields are applied together, because the database stores them together.
import { z } from 'zod';
import { foldedName, maxCollections, readJudgementText } from '../../../../shared/judgement/judgement.ts';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import { type CollectionState, collectionStateOf } from '../judge/judgement-change.ts';
import type { ApplyDeps } from './apply-deps.ts';
import { claimName } from './claim-name.ts';
import type { EntryOutcome } from './journal-entry.ts';
import { entryValueOf, parseSubject, subjectOf } from './journal-entry.ts';

const collectionFields = z.object({
  name: z.string().nullable().default(null),
  kind: z.enum(['manual', 'smart']).default('manual'),
  position: z.number().default(0),
  query: z.string().max(10_000).nullable().default(null),
  parent: z.string().nullable().default(null),
  cover: z.string().nullable().default(null),
});
type CollectionFields = z.infer<typeof collectionFields>;

function fieldsOf({ tables }: ApplyDeps, uid: string): CollectionFields | null {
  const rows = tables.libraryJournal.ofSubject(subjectOf('collection', uid));
  const parsed = collectionFields.safeParse(Object.fromEntries(rows.map((row) => [row.field, entryValueOf(row)])));
  return parsed.success ? parsed.data : null;
}

/**
 * The parent in this database. null if it does not exist, or if collections would be nested more than one level deep. Creates the parent
 * if its entries have not been applied yet.
 */
function parentOf(deps: ApplyDeps, uid: string | null, child: CollectionRow | undefined): number | null {
  const { tables } = deps;
  if (uid === null || (child !== undefined && tables.collections.inParent(child.id).length > 0)) return null;
  if (tables.libraryJournal.localIdOf('collection', uid) === undefined && fieldsOf(deps, uid)?.parent === null)
    applyCollection(deps, uid, 'name');
  const localId = tables.libraryJournal.localIdOf('collection', uid);
  const row = localId === undefined ? undefined : tables.collections.get(localId);
  return row === undefined || row.parentId !== null || row.id === child?.id ? null : row.id;
}

function coverOf({ tables }: ApplyDeps, cover: string | null): number | null {
  const subject = cover === null ? null : parseSubject(cover);
  return subject?.kind === 'video' ? (tables.libraryJournal.videos(subject)[0] ?? null) : null;
}

/** Deletes the collection. Keeps it if it still has videos or collections, or if another journal knows it by another uid. */
function deleteCollection({ tables, write }: ApplyDeps, row: CollectionRow | undefined): EntryOutcome {
  if (row === undefined || tables.libraryJournal.uidsOf('collection', row.id).length > 1) return 'applied';
  write([{ kind: 'collection', collectionId: row.id, from: collectionStateOf(row), to: null }]);
  return 'applied';
}

/**
 * Creates, changes or deletes a collection. A collection with the same name counts as the same collection. `field`: the field of the
 * entry that is applied.
 */
export function applyCollection(deps: ApplyDeps, uid: string, field: string): EntryOutcome {
  const { tables, write } = deps;
  const fields = fieldsOf(deps, uid);
  if (fields === null) return 'refused';
  const localId = tables.libraryJournal.localIdOf('collection', uid);
  const existing = localId === undefined ? undefined : tables.collections.get(localId);
  if (fields.name === null) return field === 'name' ? deleteCollection(deps, existing) : 'applied';
  const parsedName = readJudgementText('collection', fields.name);
  const isValid = 'text' in parsedName && (fields.kind === 'smart') === (fields.query !== null);
  if (!isValid || (existing !== undefined && existing.kind !== fields.kind)) return 'refused';
  const namesake = tables.collections.byFoldedName(foldedName(parsedName.text));
  const claim = claimName(existing, namesake, tables.collections.count() >= maxCollections);
  if (claim === 'namesake' && namesake !== undefined) tables.libraryJournal.addUid({ uid, kind: 'collection', localId: namesake.id });
  if (claim !== 'free') return claim === 'namesake' ? 'applied' : claim;
  const collectionId = localId ?? tables.collections.nextId();
  const coverResultId = coverOf(deps, fields.cover);
  const { kind, position, query } = fields;
  const to: CollectionState = {
    parentId: parentOf(deps, fields.parent, existing),
    name: parsedName.text,
    position,
    kind,
    query,
    coverResultId,
  };
  write([{ kind: 'collection', collectionId, from: existing === undefined ? null : collectionStateOf(existing), to }]);
  tables.libraryJournal.addUid({ uid, kind: 'collection', localId: collectionId });
  return field === 'cover' && fields.cover !== null && coverResultId === null ? 'waiting' : 'applied';
}
