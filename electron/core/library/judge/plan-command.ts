// Plans a command on videos. Each slice reads the values of its videos and writes the changes.
import type { JudgementCommand } from '../../../../shared/ipc.ts';
import type { JudgementField, JudgementValue } from '../../../db/tables/judgement/judgement-table.ts';
import { noJudgement } from '../../../db/tables/judgement/judgement-table.ts';
import type { TagRow } from '../../../db/tables/judgement/tag-table.ts';
import type { PlannedAction, Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { idRunsOf, type JudgementChange } from './judgement-change.ts';
import { indexedSlicesOf, inStoredOrder, slicesOf } from './video-slices.ts';

/** A command with normalized texts, and with the row of its tag or collection. `existing` is null if the tag must be created. */
export type ResolvedCommand =
  | { readonly kind: 'field'; readonly field: JudgementField; readonly value: JudgementValue }
  | { readonly kind: 'add-tag'; readonly name: string; readonly existing: TagRow | null }
  | { readonly kind: 'remove-tag'; readonly tag: TagRow }
  | { readonly kind: 'add-to-collection' | 'remove-from-collection'; readonly collectionId: number; readonly name: string };

/**
 * Writes the changes of a slice and returns its entry for the undo log. `items`: the number of examined videos; `count`: the number of
 * changed videos.
 */
export function writeSlice({ writer }: JudgeContext, changes: readonly JudgementChange[], count: number, items: number): Slice {
  if (changes.length === 0) return { part: null, items };
  writer.write(changes);
  return { part: { area: 'judgement', changes: [...changes], count }, items };
}

/** One change for each different old value of the videos, and the number of videos that change. */
function fieldChanges(
  context: JudgeContext,
  field: JudgementField,
  to: JudgementValue,
  ids: readonly number[],
): { readonly changes: readonly JudgementChange[]; readonly count: number } {
  const before = context.tables.judgements.valuesOf(field, ids);
  const groups = new Map<JudgementValue, number[]>();
  let count = 0;
  for (const id of ids) {
    const from = before.get(id) ?? noJudgement[field];
    if (from === to) continue;
    count += 1;
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [id]);
    else group.push(id);
  }
  const changes = [...groups].map(([from, videos]) => ({ kind: 'field', field, from, to, videos: idRunsOf(videos) }) as const);
  return { changes, count };
}

function* fieldSlices(context: JudgeContext, field: JudgementField, value: JudgementValue, ids: readonly number[]): Generator<Slice> {
  for (const sliceIds of slicesOf(context.clock, ids)) {
    const { changes, count } = fieldChanges(context, field, value, sliceIds);
    yield writeSlice(context, changes, count, sliceIds.length);
  }
}

/** Adds a tag to videos. The first slice that changes something also creates the tag, or records that it was used. */
function* addTagSlices(context: JudgeContext, name: string, existing: TagRow | null, ids: readonly number[]): Generator<Slice> {
  const { tables, clock } = context;
  const tagId = existing?.id ?? tables.tags.nextId();
  const from = existing === null ? null : { name: existing.name, lastUsedAtMs: existing.lastUsedAtMs };
  const useChange: JudgementChange = { kind: 'tag', tagId, from, to: { name: existing?.name ?? name, lastUsedAtMs: clock.now() } };
  let isUseRecorded = false;
  for (const sliceIds of slicesOf(context.clock, ids)) {
    const taggedIds = tables.tags.filterTagged(tagId, sliceIds);
    const addedIds = sliceIds.filter((id) => !taggedIds.has(id));
    const taggingChange: JudgementChange = { kind: 'tagging', tagId, isAdded: true, videos: idRunsOf(addedIds) };
    yield writeSlice(
      context,
      addedIds.length === 0 ? [] : isUseRecorded ? [taggingChange] : [useChange, taggingChange],
      addedIds.length,
      sliceIds.length,
    );
    isUseRecorded ||= addedIds.length > 0;
  }
}

function* removeTagSlices(context: JudgeContext, tagId: number, ids: readonly number[]): Generator<Slice> {
  for (const sliceIds of slicesOf(context.clock, ids)) {
    const removedIds = [...context.tables.tags.filterTagged(tagId, sliceIds)];
    const change: JudgementChange = { kind: 'tagging', tagId, isAdded: false, videos: idRunsOf(removedIds) };
    yield writeSlice(context, removedIds.length === 0 ? [] : [change], removedIds.length, sliceIds.length);
  }
}

/** Adds videos behind those of a collection, in the order of `ids`. They are written in stored order. */
function* addToCollectionSlices(context: JudgeContext, collectionId: number, ids: readonly number[]): Generator<Slice> {
  const { collectionVideos } = context.tables;
  const lastPosition = Math.floor(collectionVideos.last(collectionId)?.position ?? 0);
  for (const slice of indexedSlicesOf(context.clock, ids)) {
    const currentPositions = collectionVideos.placesOf(
      collectionId,
      slice.map(([id]) => id),
    );
    const added = slice.filter(([id]) => !currentPositions.has(id));
    const places = added.map(([id, index]): [number, null, number] => [id, null, lastPosition + 1 + index]);
    yield writeSlice(context, places.length === 0 ? [] : [{ kind: 'places', collectionId, places }], places.length, slice.length);
  }
}

function* removeFromCollectionSlices(context: JudgeContext, collectionId: number, ids: readonly number[]): Generator<Slice> {
  for (const sliceIds of slicesOf(context.clock, ids)) {
    const currentPositions = context.tables.collectionVideos.placesOf(collectionId, sliceIds);
    const places = [...currentPositions].map(([id, position]): [number, number, null] => [id, position, null]);
    yield writeSlice(context, places.length === 0 ? [] : [{ kind: 'places', collectionId, places }], places.length, sliceIds.length);
  }
}

function slicesOfCommand(context: JudgeContext, command: ResolvedCommand, ids: readonly number[]): Iterator<Slice> {
  switch (command.kind) {
    case 'field':
      return fieldSlices(context, command.field, command.value, inStoredOrder(ids));
    case 'add-tag':
      return addTagSlices(context, command.name, command.existing, inStoredOrder(ids));
    case 'remove-tag':
      return removeTagSlices(context, command.tag.id, inStoredOrder(ids));
    case 'add-to-collection':
      return addToCollectionSlices(context, command.collectionId, ids);
    case 'remove-from-collection':
      return removeFromCollectionSlices(context, command.collectionId, inStoredOrder(ids));
  }
}

function subjectOf(command: ResolvedCommand): string {
  switch (command.kind) {
    case 'field':
      return '';
    case 'add-tag':
      return command.existing?.name ?? command.name;
    case 'remove-tag':
      return command.tag.name;
    case 'add-to-collection':
    case 'remove-from-collection':
      return command.name;
  }
}

/** Plans the action of a command on these videos. `ids` contains each video once; a collection gets the videos in this order. */
export const planCommand = (
  context: JudgeContext,
  kind: JudgementCommand['kind'],
  command: ResolvedCommand,
  ids: readonly number[],
): PlannedAction => ({ kind, subject: subjectOf(command), total: ids.length, slices: slicesOfCommand(context, command, ids) });
