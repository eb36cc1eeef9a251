// Creates, renames, moves and deletes collections, and changes their search and their cover.
import type { AppError } from '../../../../shared/errors.ts';
import type { ActionOutcome } from '../../../../shared/ipc.ts';
import { foldedName, maxCollections } from '../../../../shared/judgement/judgement.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { NamedCollection } from '../../../../shared/search/resolve-names.ts';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import { type PlannedAction, performAction, type Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { type CollectionState, collectionStateOf, type JudgementChange } from './judgement-change.ts';
import { writeSlice } from './plan-command.ts';
import { positionsBetween } from './positions-between.ts';
import { cycleRefusal } from './refuse-cycle.ts';
import { planReorder } from './reorder-collection.ts';
import { readText } from './resolve-command.ts';
import { readSavedQuery } from './saved-query.ts';
import { videosPerSlice } from './video-slices.ts';

/** The outcome, with the id of the collection. */
type Outcome = Promise<Result<ActionOutcome & { readonly id: number }, AppError>>;

/** Actions on collections themselves. An unknown id is `unknown-item`. */
export interface CollectionCommands {
  create(input: { readonly name: string; readonly parentId: number | null; readonly query: string | null }): Outcome;
  rename(id: number, name: string): Outcome;
  move(id: number, parentId: number | null, beforeId: number | null): Outcome;
  delete(id: number): Outcome;
  setQuery(id: number, query: string): Outcome;
  setCover(id: number, resultId: number | null): Outcome;
  reorder(id: number, resultIds: Float64Array, beforeResultId: number | null): Outcome;
}

type ActionPlan = Result<PlannedAction, AppError>;

const unknownCollection = fail({ kind: 'unknown-item', what: 'collection' } as const);

/** Plans an action that has only one transaction. */
function planSingleSlice(
  context: JudgeContext,
  kind: PlannedAction['kind'],
  subject: string,
  changes: readonly JudgementChange[],
): ActionPlan {
  function* slices(): Generator<Slice> {
    yield writeSlice(context, changes, 0, 0);
  }
  return ok({ kind, subject, total: 0, slices: slices() });
}

/** The change that gives a collection these values; empty if it already has them. */
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

/**
 * The reason why a collection cannot be moved into a parent: the parent does not exist or is nested itself, or the collection has
 * children. null if it can be moved.
 */
function parentRefusal({ tables }: JudgeContext, parentId: number | null, ownId: number | null): AppError | null {
  if (parentId === null) return null;
  const parent = tables.collections.get(parentId);
  if (parent === undefined) return { kind: 'unknown-item', what: 'collection' };
  const hasChildren = ownId !== null && tables.collections.inParent(ownId).length > 0;
  return parent.parentId !== null || parentId === ownId || hasChildren ? { kind: 'collection-refused', why: 'too-deep' } : null;
}

const cycleRefusalOf = ({ tables, clock }: JudgeContext, changed: NamedCollection): AppError | null =>
  cycleRefusal(tables.collections.list(), changed, clock.now());

function planCreate(
  context: JudgeContext,
  { name: typed, parentId, query: typedQuery }: Parameters<CollectionCommands['create']>[0],
): ActionPlan {
  const { collections } = context.tables;
  const name = readName(context, typed, null);
  if (!name.ok) return name;
  const refusal = parentRefusal(context, parentId, null);
  if (refusal !== null) return fail(refusal);
  if (collections.count() >= maxCollections) return fail({ kind: 'too-many', what: 'collections', max: maxCollections });
  const query = typedQuery === null ? ok(null) : readSavedQuery(typedQuery, context.clock.now());
  if (!query.ok) return query;
  const cycle = cycleRefusalOf(context, { id: collections.nextId(), parentId, name: name.value, query: query.value });
  if (cycle !== null) return fail(cycle);
  const position = Math.floor(collections.inParent(parentId).at(-1)?.position ?? 0) + 1;
  const kind = query.value === null ? 'manual' : 'smart';
  const to: CollectionState = { parentId, name: name.value, position, kind, query: query.value, coverResultId: null };
  return planSingleSlice(context, 'create-collection', name.value, [
    { kind: 'collection', collectionId: collections.nextId(), from: null, to },
  ]);
}

/** Plans a move. Renumbers all siblings if no number is free between two of them. */
function planMove(context: JudgeContext, row: CollectionRow, parentId: number | null, beforeId: number | null): ActionPlan {
  const refusal = parentRefusal(context, parentId, row.id) ?? cycleRefusalOf(context, { ...row, parentId });
  if (refusal !== null) return fail(refusal);
  const siblings = context.tables.collections.inParent(parentId).filter(({ id }) => id !== row.id);
  const index = beforeId === null ? siblings.length : siblings.findIndex(({ id }) => id === beforeId);
  if (index < 0) return unknownCollection;
  const [position] = positionsBetween(siblings[index - 1]?.position ?? null, siblings[index]?.position ?? null, 1) ?? [];
  if (position !== undefined) return planSingleSlice(context, 'move-collection', row.name, changeOf(row, { parentId, position }));
  const orderedSiblings = siblings.toSpliced(index, 0, row);
  const changes = orderedSiblings.flatMap((sibling, siblingIndex) => changeOf(sibling, { parentId, position: siblingIndex + 1 }));
  return planSingleSlice(context, 'move-collection', row.name, changes);
}

/** Empties collections slice by slice. Each collection is deleted with its last videos. */
function* deleteSlices(context: JudgeContext, rows: readonly CollectionRow[]): Generator<Slice> {
  for (const row of rows) {
    for (let isLast = false; !isLast; ) {
      const rows = context.tables.collectionVideos.inIdOrder(row.id, 0, videosPerSlice);
      isLast = rows.length < videosPerSlice;
      const places = rows.map(({ resultId, position }): [number, number, null] => [resultId, position, null]);
      const changes: JudgementChange[] = places.length === 0 ? [] : [{ kind: 'places', collectionId: row.id, places }];
      if (isLast) changes.push({ kind: 'collection', collectionId: row.id, from: collectionStateOf(row), to: null });
      yield writeSlice(context, changes, rows.length, rows.length);
    }
  }
}

function planDelete(context: JudgeContext, row: CollectionRow): ActionPlan {
  const rows = [...context.tables.collections.inParent(row.id), row];
  const total = rows.reduce((sum, { videoCount }) => sum + videoCount, 0);
  return ok({ kind: 'delete-collection', subject: row.name, total, slices: deleteSlices(context, rows) });
}

function planSetQuery(context: JudgeContext, row: CollectionRow, typed: string): ActionPlan {
  if (row.kind !== 'smart') return fail({ kind: 'collection-refused', why: 'manual' });
  const query = readSavedQuery(typed, context.clock.now());
  if (!query.ok) return query;
  const cycle = cycleRefusalOf(context, { ...row, query: query.value });
  if (cycle !== null) return fail(cycle);
  return planSingleSlice(context, 'set-collection-query', row.name, changeOf(row, { query: query.value }));
}

function planRename(context: JudgeContext, row: CollectionRow, typed: string): ActionPlan {
  const name = readName(context, typed, row.id);
  if (!name.ok) return name;
  // A search may name a collection that does not exist yet.
  const cycle = cycleRefusalOf(context, { ...row, name: name.value });
  if (cycle !== null) return fail(cycle);
  return planSingleSlice(context, 'rename-collection', name.value, changeOf(row, { name: name.value }));
}

function planSetCover(context: JudgeContext, row: CollectionRow, coverResultId: number | null): ActionPlan {
  const canBeCover = coverResultId === null || context.tables.judgements.filterVideos([coverResultId]).size > 0;
  if (!canBeCover) return fail({ kind: 'unknown-item', what: 'result' });
  return planSingleSlice(context, 'set-collection-cover', row.name, changeOf(row, { coverResultId }));
}

/** Called once by `createJudge`. */
export function createCollectionCommands(context: JudgeContext): CollectionCommands {
  const { tables, actionQueue } = context;
  const perform = (idOf: () => number, plan: () => ActionPlan): Outcome =>
    actionQueue.run(async (runningAction) => {
      const id = idOf();
      const actionPlan = plan();
      return actionPlan.ok ? ok({ ...(await performAction(context, runningAction, actionPlan.value)), id }) : actionPlan;
    });
  const performOn = (id: number, plan: (row: CollectionRow) => ActionPlan): Outcome =>
    perform(
      () => id,
      () => {
        const row = tables.collections.get(id);
        return row === undefined ? unknownCollection : plan(row);
      },
    );
  return {
    create: (input) => perform(tables.collections.nextId, () => planCreate(context, input)),
    rename: (id, typed) => performOn(id, (row) => planRename(context, row, typed)),
    move: (id, parentId, beforeId) => performOn(id, (row) => planMove(context, row, parentId, beforeId)),
    delete: (id) => performOn(id, (row) => planDelete(context, row)),
    setQuery: (id, query) => performOn(id, (row) => planSetQuery(context, row, query)),
    setCover: (id, resultId) => performOn(id, (row) => planSetCover(context, row, resultId)),
    reorder: (id, resultIds, beforeResultId) => performOn(id, (row) => planReorder(context, row, [...new Set(resultIds)], beforeResultId)),
  };
}
