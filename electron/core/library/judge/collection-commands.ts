// Creates, renames, moves and deletes collections, and changes their search and their cover.
import type { AppError } from '../../../../shared/errors.ts';
import type { ActionOutcome } from '../../../../shared/ipc.ts';
import { foldedName, maxCollections } from '../../../../shared/judgement/judgement.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import { type PlannedAction, performAction, type Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { type CollectionState, collectionStateOf, type JudgementChange } from './judgement-change.ts';
import { videosPerSlice, writtenSlice } from './plan-command.ts';
import { positionsBetween } from './positions.ts';
import { readText } from './read-command.ts';
import { planReorder } from './reorder-collection.ts';
import { readSavedQuery } from './saved-query.ts';

/** The outcome with the id of the collection. */
type Outcome = Promise<Result<ActionOutcome & { readonly id: number }, AppError>>;

/** Actions on collections themselves. An unknown id is `unknown-item`. */
export interface CollectionCommands {
  create(given: { readonly name: string; readonly parentId: number | null; readonly query: string | null }): Outcome;
  rename(id: number, name: string): Outcome;
  move(id: number, parentId: number | null, beforeId: number | null): Outcome;
  delete(id: number): Outcome;
  setQuery(id: number, query: string): Outcome;
  setCover(id: number, resultId: number | null): Outcome;
  reorder(id: number, resultIds: Float64Array, beforeResultId: number | null): Outcome;
}

type Planned = Result<PlannedAction, AppError>;

const unknownCollection = fail({ kind: 'unknown-item', what: 'collection' } as const);

/** An action of one transaction. */
function single(context: JudgeContext, kind: PlannedAction['kind'], subject: string, changes: readonly JudgementChange[]): Planned {
  function* slices(): Generator<Slice> {
    yield writtenSlice(context, changes, 0, 0);
  }
  return ok({ kind, subject, total: 0, slices: slices() });
}

/** The fact that a collection has other values; none where it has them already. */
function changeOf(row: CollectionRow, change: Partial<CollectionState>): JudgementChange[] {
  const from = collectionStateOf(row);
  const to = { ...from, ...change };
  const isSame = (Object.keys(to) as (keyof CollectionState)[]).every((name) => from[name] === to[name]);
  return isSame ? [] : [{ kind: 'collection', collectionId: row.id, from, to }];
}

function readName({ tables }: JudgeContext, typed: string, ownId: number | null): Result<string, AppError> {
  const name = readText('collection', typed);
  if (!name.ok) return name;
  const namesake = tables.collections.byFoldedName(foldedName(name.value));
  if (namesake === undefined || namesake.id === ownId) return name;
  return fail({ kind: 'name-taken', what: 'collection', id: namesake.id, name: namesake.name });
}

/** Why a collection cannot be in a parent: it is not there, stands in another one, or the collection has collections of its own. null: it can. */
function parentRefusal({ tables }: JudgeContext, parentId: number | null, ownId: number | null): AppError | null {
  if (parentId === null) return null;
  const parent = tables.collections.get(parentId);
  if (parent === undefined) return { kind: 'unknown-item', what: 'collection' };
  const hasChildren = ownId !== null && tables.collections.inParent(ownId).length > 0;
  return parent.parentId !== null || parentId === ownId || hasChildren ? { kind: 'collection-refused', why: 'too-deep' } : null;
}

function planCreate(
  context: JudgeContext,
  { name: typed, parentId, query: typedQuery }: Parameters<CollectionCommands['create']>[0],
): Planned {
  const { collections } = context.tables;
  const name = readName(context, typed, null);
  if (!name.ok) return name;
  const refusal = parentRefusal(context, parentId, null);
  if (refusal !== null) return fail(refusal);
  if (collections.count() >= maxCollections) return fail({ kind: 'too-many', what: 'collections', max: maxCollections });
  const query = typedQuery === null ? ok(null) : readSavedQuery(typedQuery, context.clock.now());
  if (!query.ok) return query;
  const position = Math.floor(collections.inParent(parentId).at(-1)?.position ?? 0) + 1;
  const kind = query.value === null ? 'manual' : 'smart';
  const to: CollectionState = { parentId, name: name.value, position, kind, query: query.value, coverResultId: null };
  return single(context, 'create-collection', name.value, [{ kind: 'collection', collectionId: collections.nextId(), from: null, to }]);
}

/** Numbers the siblings anew where no number is left between two of them. */
function planMove(context: JudgeContext, row: CollectionRow, parentId: number | null, beforeId: number | null): Planned {
  const refusal = parentRefusal(context, parentId, row.id);
  if (refusal !== null) return fail(refusal);
  const siblings = context.tables.collections.inParent(parentId).filter(({ id }) => id !== row.id);
  const at = beforeId === null ? siblings.length : siblings.findIndex(({ id }) => id === beforeId);
  if (at < 0) return unknownCollection;
  const [position] = positionsBetween(siblings[at - 1]?.position ?? null, siblings[at]?.position ?? null, 1) ?? [];
  if (position !== undefined) return single(context, 'move-collection', row.name, changeOf(row, { parentId, position }));
  const inOrder = siblings.toSpliced(at, 0, row);
  const changes = inOrder.flatMap((sibling, place) => changeOf(sibling, { parentId, position: place + 1 }));
  return single(context, 'move-collection', row.name, changes);
}

/** Empties collections slice by slice, and deletes each with its last videos. */
function* deleteSlices(context: JudgeContext, rows: readonly CollectionRow[]): Generator<Slice> {
  for (const row of rows) {
    for (let isLast = false; !isLast; ) {
      const found = context.tables.collectionVideos.inIdOrder(row.id, 0, videosPerSlice);
      isLast = found.length < videosPerSlice;
      const places = found.map(({ resultId, position }): [number, number, null] => [resultId, position, null]);
      const changes: JudgementChange[] = places.length === 0 ? [] : [{ kind: 'places', collectionId: row.id, places }];
      if (isLast) changes.push({ kind: 'collection', collectionId: row.id, from: collectionStateOf(row), to: null });
      yield writtenSlice(context, changes, found.length, found.length);
    }
  }
}

function planDelete(context: JudgeContext, row: CollectionRow): Planned {
  const rows = [...context.tables.collections.inParent(row.id), row];
  const total = rows.reduce((sum, { videoCount }) => sum + videoCount, 0);
  return ok({ kind: 'delete-collection', subject: row.name, total, slices: deleteSlices(context, rows) });
}

function planSetQuery(context: JudgeContext, row: CollectionRow, typed: string): Planned {
  if (row.kind !== 'smart') return fail({ kind: 'collection-refused', why: 'manual' });
  const query = readSavedQuery(typed, context.clock.now());
  return query.ok ? single(context, 'set-collection-query', row.name, changeOf(row, { query: query.value })) : query;
}

function planSetCover(context: JudgeContext, row: CollectionRow, coverResultId: number | null): Planned {
  const isKnown = coverResultId === null || context.tables.judgements.filterVideos([coverResultId]).size > 0;
  if (!isKnown) return fail({ kind: 'unknown-item', what: 'result' });
  return single(context, 'set-collection-cover', row.name, changeOf(row, { coverResultId }));
}

/** Built once, by `createJudge`. */
export function createCollectionCommands(context: JudgeContext): CollectionCommands {
  const { tables, lane } = context;
  const perform = (idOf: () => number, plan: () => Planned): Outcome =>
    lane.run(async (running) => {
      const id = idOf();
      const planned = plan();
      return planned.ok ? ok({ ...(await performAction(context, running, planned.value)), id }) : planned;
    });
  const performOn = (id: number, plan: (row: CollectionRow) => Planned): Outcome =>
    perform(
      () => id,
      () => {
        const row = tables.collections.get(id);
        return row === undefined ? unknownCollection : plan(row);
      },
    );
  return {
    create: (given) => perform(tables.collections.nextId, () => planCreate(context, given)),
    rename: (id, typed) =>
      performOn(id, (row) => {
        const name = readName(context, typed, id);
        return name.ok ? single(context, 'rename-collection', name.value, changeOf(row, { name: name.value })) : name;
      }),
    move: (id, parentId, beforeId) => performOn(id, (row) => planMove(context, row, parentId, beforeId)),
    delete: (id) => performOn(id, (row) => planDelete(context, row)),
    setQuery: (id, query) => performOn(id, (row) => planSetQuery(context, row, query)),
    setCover: (id, resultId) => performOn(id, (row) => planSetCover(context, row, resultId)),
    reorder: (id, resultIds, beforeResultId) => performOn(id, (row) => planReorder(context, row, [...new Set(resultIds)], beforeResultId)),
  };
}
