// How a command on videos is performed: slice by slice, each reading what the videos have and writing what changes.
import type { JudgementCommand } from '../../../../shared/ipc.ts';
import type { JudgementField, JudgementValue } from '../../../db/tables/judgement/judgement-table.ts';
import { noJudgement } from '../../../db/tables/judgement/judgement-table.ts';
import type { TagRow } from '../../../db/tables/judgement/tag-table.ts';
import type { PlannedAction, Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { idRunsOf, type JudgementChange } from './judgement-change.ts';

/** Videos of one transaction. Writing them takes main about 6 ms, and the commit waits for the disk. */
export const videosPerSlice = 300;

/** A command whose texts are read and whose tag or collection exists, or is to be made. */
export type ReadCommand =
  | { readonly kind: 'field'; readonly field: JudgementField; readonly value: JudgementValue }
  | { readonly kind: 'add-tag'; readonly name: string; readonly existing: TagRow | null }
  | { readonly kind: 'remove-tag'; readonly tag: TagRow }
  | { readonly kind: 'add-to-collection' | 'remove-from-collection'; readonly collectionId: number; readonly name: string };

/** Writes the facts of a slice; returns it as the log records it. `items`: videos that were looked at; `count`: videos that changed. */
export function writtenSlice({ writer }: JudgeContext, changes: readonly JudgementChange[], count: number, items: number): Slice {
  if (changes.length === 0) return { part: null, items };
  writer.write(changes);
  return { part: { area: 'judgement', changes: [...changes], count }, items };
}

/** The ids in lists of `videosPerSlice`. */
function* slicesOf(ids: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < ids.length; at += videosPerSlice) yield ids.slice(at, at + videosPerSlice);
}

/** One fact for each value that the videos had before. */
function fieldChanges(context: JudgeContext, field: JudgementField, to: JudgementValue, ids: readonly number[]): JudgementChange[] {
  const before = context.tables.judgements.valuesOf(field, ids);
  const groups = new Map<JudgementValue, number[]>();
  for (const id of ids) {
    const from = before.get(id) ?? noJudgement[field];
    if (from === to) continue;
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [id]);
    else group.push(id);
  }
  return [...groups].map(([from, videos]) => ({ kind: 'field', field, from, to, videos: idRunsOf(videos) }));
}

function* fieldSlices(context: JudgeContext, field: JudgementField, value: JudgementValue, ids: readonly number[]): Generator<Slice> {
  for (const some of slicesOf(ids)) {
    const before = context.tables.judgements.valuesOf(field, some);
    const count = some.filter((id) => (before.get(id) ?? noJudgement[field]) !== value).length;
    yield writtenSlice(context, fieldChanges(context, field, value, some), count, some.length);
  }
}

/** Gives videos a tag. The first slice that changes something also creates the tag, or notes that it was used. */
function* addTagSlices(context: JudgeContext, name: string, existing: TagRow | null, ids: readonly number[]): Generator<Slice> {
  const { tables, clock } = context;
  const tagId = existing?.id ?? tables.tags.nextId();
  const from = existing === null ? null : { name: existing.name, lastUsedAtMs: existing.lastUsedAtMs };
  const used: JudgementChange = { kind: 'tag', tagId, from, to: { name: existing?.name ?? name, lastUsedAtMs: clock.now() } };
  let isNoted = false;
  for (const some of slicesOf(ids)) {
    const tagged = tables.tags.filterTagged(tagId, some);
    const added = some.filter((id) => !tagged.has(id));
    const tagging: JudgementChange = { kind: 'tagging', tagId, isAdded: true, videos: idRunsOf(added) };
    yield writtenSlice(context, added.length === 0 ? [] : isNoted ? [tagging] : [used, tagging], added.length, some.length);
    isNoted ||= added.length > 0;
  }
}

function* removeTagSlices(context: JudgeContext, tagId: number, ids: readonly number[]): Generator<Slice> {
  for (const some of slicesOf(ids)) {
    const removed = [...context.tables.tags.filterTagged(tagId, some)];
    const change: JudgementChange = { kind: 'tagging', tagId, isAdded: false, videos: idRunsOf(removed) };
    yield writtenSlice(context, removed.length === 0 ? [] : [change], removed.length, some.length);
  }
}

function* addToCollectionSlices(context: JudgeContext, collectionId: number, ids: readonly number[]): Generator<Slice> {
  const { collectionVideos } = context.tables;
  for (const some of slicesOf(ids)) {
    const placed = collectionVideos.placesOf(collectionId, some);
    const last = collectionVideos.last(collectionId)?.position ?? 0;
    const added = some.filter((id) => !placed.has(id));
    const places = added.map((id, at): [number, null, number] => [id, null, Math.floor(last) + 1 + at]);
    yield writtenSlice(context, places.length === 0 ? [] : [{ kind: 'places', collectionId, places }], added.length, some.length);
  }
}

function* removeFromCollectionSlices(context: JudgeContext, collectionId: number, ids: readonly number[]): Generator<Slice> {
  for (const some of slicesOf(ids)) {
    const placed = context.tables.collectionVideos.placesOf(collectionId, some);
    const places = [...placed].map(([id, position]): [number, number, null] => [id, position, null]);
    yield writtenSlice(context, places.length === 0 ? [] : [{ kind: 'places', collectionId, places }], places.length, some.length);
  }
}

function slicesOfCommand(context: JudgeContext, command: ReadCommand, ids: readonly number[]): Iterator<Slice> {
  switch (command.kind) {
    case 'field':
      return fieldSlices(context, command.field, command.value, ids);
    case 'add-tag':
      return addTagSlices(context, command.name, command.existing, ids);
    case 'remove-tag':
      return removeTagSlices(context, command.tag.id, ids);
    case 'add-to-collection':
      return addToCollectionSlices(context, command.collectionId, ids);
    case 'remove-from-collection':
      return removeFromCollectionSlices(context, command.collectionId, ids);
  }
}

function subjectOf(command: ReadCommand): string {
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

/** The action that a command on these videos is. `ids` has each video once, in the order that a collection takes. */
export const planCommand = (
  context: JudgeContext,
  kind: JudgementCommand['kind'],
  command: ReadCommand,
  ids: readonly number[],
): PlannedAction => ({ kind, subject: subjectOf(command), total: ids.length, slices: slicesOfCommand(context, command, ids) });
