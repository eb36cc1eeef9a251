// Changes of judgements. Each contains the old and the new value of one item. Every change is written in this form
// (`write-judgement.ts`), and the undo log stores it.
import { z } from 'zod';
import type { CollectionRow } from '../../../db/tables/judgement/collection-table.ts';
import { judgementFields } from '../../../db/tables/judgement/judgement-table.ts';

const id = z.int().positive();
const value = z.union([z.string(), z.number(), z.null()]);

/** Ids in ascending order; `[first, last]` stands for consecutive ids. Selected ids are often consecutive. */
const idRuns = z.array(z.union([id, z.tuple([id, id])]));
/** Ids in ascending order; `[first, last]` stands for consecutive ids. */
export type IdRuns = z.infer<typeof idRuns>;

const tagState = z.strictObject({ name: z.string(), lastUsedAtMs: z.int() });
/** The state of a tag, without its id. */
export type TagState = z.infer<typeof tagState>;

const collectionState = z.strictObject({
  parentId: id.nullable(),
  name: z.string(),
  position: z.number(),
  kind: z.enum(['manual', 'smart']),
  query: z.string().nullable(),
  coverResultId: id.nullable(),
});
/** The state of a collection, without its id and its videos. */
export type CollectionState = z.infer<typeof collectionState>;

/** The state of a stored collection. */
export const collectionStateOf = ({ parentId, name, position, kind, query, coverResultId }: CollectionRow): CollectionState => ({
  parentId,
  name,
  position,
  kind,
  query,
  coverResultId,
});

const judgementChange = z.discriminatedUnion('kind', [
  /** A field of these videos changed from one value to another. */
  z.strictObject({ kind: z.literal('field'), field: z.enum(judgementFields), from: value, to: value, videos: idRuns }),
  /** These videos received a tag or lost it. */
  z.strictObject({ kind: z.literal('tagging'), tagId: id, isAdded: z.boolean(), videos: idRuns }),
  /** These videos, in this order, were put on top of their stacks, or taken off the top. */
  z.strictObject({ kind: z.literal('top'), isTop: z.boolean(), videos: z.array(id) }),
  /** A tag was created, changed or deleted. `from` or `to` is null if the tag did not exist before or afterwards. */
  z.strictObject({ kind: z.literal('tag'), tagId: id, from: tagState.nullable(), to: tagState.nullable() }),
  /**
   * Videos of a collection with their old and new positions. A position is null if the video was not in the collection before or is not
   * in it afterwards.
   */
  z.strictObject({
    kind: z.literal('places'),
    collectionId: id,
    places: z.array(z.tuple([id, z.number().nullable(), z.number().nullable()])),
  }),
  /** A collection was created, changed or deleted. `from` or `to` is null if the collection did not exist before or afterwards. */
  z.strictObject({ kind: z.literal('collection'), collectionId: id, from: collectionState.nullable(), to: collectionState.nullable() }),
]);
/** One change of ratings, flags, tags or collections. */
export type JudgementChange = z.infer<typeof judgementChange>;

/** The changes of one transaction, in the order of writing. */
export const judgementChanges = z.array(judgementChange);

/** Combines consecutive ids into runs. */
export function idRunsOf(ids: readonly number[]): IdRuns {
  const runs: IdRuns = [];
  const sorted = Float64Array.from(ids).sort();
  for (let index = 0; index < sorted.length; ) {
    const first = sorted[index] ?? 0;
    let end = index;
    while (sorted[end + 1] === first + (end + 1 - index)) end += 1;
    runs.push(end - index < 2 ? first : [first, first + end - index]);
    index = end - index < 2 ? index + 1 : end + 1;
  }
  return runs;
}

/** The ids in the runs. */
export const idsOf = (runs: IdRuns): number[] =>
  runs.flatMap((run) => (typeof run === 'number' ? run : Array.from({ length: run[1] - run[0] + 1 }, (_, index) => run[0] + index)));

/** The change that undoes another one. */
export function inverseOf(change: JudgementChange): JudgementChange {
  switch (change.kind) {
    case 'field':
      return { ...change, from: change.to, to: change.from };
    case 'tagging':
      return { ...change, isAdded: !change.isAdded };
    case 'top':
      return { ...change, isTop: !change.isTop };
    case 'tag':
      return { ...change, from: change.to, to: change.from };
    case 'collection':
      return { ...change, from: change.to, to: change.from };
    case 'places':
      return { ...change, places: change.places.map(([video, from, to]) => [video, to, from]) };
  }
}
