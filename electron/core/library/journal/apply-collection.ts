// Applies the facts of a journal about a collection. All fields are applied together, because the database stores them together.
import { z } from 'zod';
import { foldedName, maxCollections, readJudgementText } from '../../../../shared/judgement/judgement.ts';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import { type CollectionState, collectionStateOf } from '../judge/judgement-change.ts';
import type { ApplyDeps } from './apply-facts.ts';
import { claimName } from './claim-name.ts';
import type { FactOutcome } from './fact.ts';
import { factValueOf, parseSubject, subjectOf } from './fact.ts';

const collectionFacts = z.object({
  name: z.string().nullable().default(null),
  kind: z.enum(['manual', 'smart']).default('manual'),
  position: z.number().default(0),
  query: z.string().max(10_000).nullable().default(null),
  parent: z.string().nullable().default(null),
  cover: z.string().nullable().default(null),
});
type CollectionFacts = z.infer<typeof collectionFacts>;

function factsOf({ tables }: ApplyDeps, uid: string): CollectionFacts | null {
  const rows = tables.libraryFacts.ofSubject(subjectOf('collection', uid));
  const parsed = collectionFacts.safeParse(Object.fromEntries(rows.map((row) => [row.field, factValueOf(row)])));
  return parsed.success ? parsed.data : null;
}

/**
 * The parent in this database. null if it does not exist, or if collections would be nested more than one level deep. Creates the parent
 * if its facts have not been applied yet.
 */
function parentOf(deps: ApplyDeps, uid: string | null, child: CollectionRow | undefined): number | null {
  const { tables } = deps;
  if (uid === null || (child !== undefined && tables.collections.inParent(child.id).length > 0)) return null;
  if (tables.libraryFacts.localIdOf('collection', uid) === undefined && factsOf(deps, uid)?.parent === null)
    applyCollection(deps, uid, 'name');
  const localId = tables.libraryFacts.localIdOf('collection', uid);
  const row = localId === undefined ? undefined : tables.collections.get(localId);
  return row === undefined || row.parentId !== null || row.id === child?.id ? null : row.id;
}

function coverOf({ tables }: ApplyDeps, cover: string | null): number | null {
  const subject = cover === null ? null : parseSubject(cover);
  return subject?.kind === 'video' ? (tables.libraryFacts.videos(subject)[0] ?? null) : null;
}

/** Deletes the collection. Keeps it if it still has videos or collections, or if another journal knows it by another uid. */
function deleteCollection({ tables, write }: ApplyDeps, row: CollectionRow | undefined): FactOutcome {
  if (row === undefined || tables.libraryFacts.uidsOf('collection', row.id).length > 1) return 'applied';
  write([{ kind: 'collection', collectionId: row.id, from: collectionStateOf(row), to: null }]);
  return 'applied';
}

/**
 * Creates, changes or deletes a collection. A collection with the same name counts as the same collection. `field`: the field of the
 * fact that is applied.
 */
export function applyCollection(deps: ApplyDeps, uid: string, field: string): FactOutcome {
  const { tables, write } = deps;
  const facts = factsOf(deps, uid);
  if (facts === null) return 'refused';
  const localId = tables.libraryFacts.localIdOf('collection', uid);
  const existing = localId === undefined ? undefined : tables.collections.get(localId);
  if (facts.name === null) return field === 'name' ? deleteCollection(deps, existing) : 'applied';
  const parsedName = readJudgementText('collection', facts.name);
  const isValid = 'text' in parsedName && (facts.kind === 'smart') === (facts.query !== null);
  if (!isValid || (existing !== undefined && existing.kind !== facts.kind)) return 'refused';
  const namesake = tables.collections.byFoldedName(foldedName(parsedName.text));
  const claim = claimName(existing, namesake, tables.collections.count() >= maxCollections);
  if (claim === 'namesake' && namesake !== undefined) tables.libraryFacts.addUid({ uid, kind: 'collection', localId: namesake.id });
  if (claim !== 'free') return claim === 'namesake' ? 'applied' : claim;
  const collectionId = localId ?? tables.collections.nextId();
  const coverResultId = coverOf(deps, facts.cover);
  const { kind, position, query } = facts;
  const to: CollectionState = {
    parentId: parentOf(deps, facts.parent, existing),
    name: parsedName.text,
    position,
    kind,
    query,
    coverResultId,
  };
  write([{ kind: 'collection', collectionId, from: existing === undefined ? null : collectionStateOf(existing), to }]);
  tables.libraryFacts.addUid({ uid, kind: 'collection', localId: collectionId });
  return field === 'cover' && facts.cover !== null && coverResultId === null ? 'waiting' : 'applied';
}
