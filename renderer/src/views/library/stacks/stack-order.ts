// Which videos the library shows when takes are stacked. Pure, and a few milliseconds for 100,000 videos: numbers in typed arrays, no objects per video.

/** The stack of each video, by result id; 0 where it is unknown or there is none. A typed array, because a library may have 100,000 videos. */
export type StackIds = Uint32Array;

/** The stacks of all videos, and what the user has done with them: which video is on top, and which stacks are open. */
export interface StackChoice {
  readonly stackIds: StackIds;
  /** Result ids that the user has put on top of their stacks. */
  readonly tops: ReadonlySet<number>;
  /** The stacks that are open. */
  readonly open: ReadonlySet<number>;
}

/** A stack with at least two of the videos that would be shown without stacks. */
export interface ShownStack {
  readonly id: number;
  /** Of the videos that would be shown, in their order. */
  readonly resultIds: readonly number[];
  readonly topId: number;
  readonly isOpen: boolean;
}

/** The videos to show, and the stacks among them. */
export interface StackedOrder {
  readonly resultIds: readonly number[];
  /** For each of them, the position that it takes in the order without stacks: that of the top of its stack. It never descends. */
  readonly from: readonly number[];
  /** By the result id of the top, and for an open stack by that of each of its videos. */
  readonly stacks: ReadonlyMap<number, ShownStack>;
}

const stackIdOf = (stackIds: StackIds, resultId: number): number => stackIds[resultId] ?? 0;

/** Collects the videos of stacks with at least two of them; the first ones are in a typed array, because most stacks have no second one. */
function collect(resultIds: readonly number[], stackIds: StackIds): ReadonlyMap<number, readonly number[]> {
  const largest = stackIds.reduce((max, id) => Math.max(max, id), 0);
  const firstOf = new Float64Array(largest + 1);
  const members = new Map<number, number[]>();
  for (const id of resultIds) {
    const stackId = stackIdOf(stackIds, id);
    if (stackId === 0) continue;
    const first = firstOf[stackId] ?? 0;
    if (first === 0) {
      firstOf[stackId] = id;
      continue;
    }
    const known = members.get(stackId);
    if (known === undefined) members.set(stackId, [first, id]);
    else known.push(id);
  }
  return members;
}

/**
 * Takes of one request become one tile, at the place of the video on top: the one that the user has chosen, otherwise the first in the order. In an open
 * stack, the other takes follow it in their order. All other videos stay where they are.
 */
export function stackVideos(resultIds: readonly number[], { stackIds, tops, open }: StackChoice): StackedOrder {
  const members = collect(resultIds, stackIds);
  const byStack = new Map<number, ShownStack>();
  for (const [id, all] of members) {
    byStack.set(id, { id, resultIds: all, topId: all.find((one) => tops.has(one)) ?? all[0] ?? 0, isOpen: open.has(id) });
  }
  const shown: number[] = [];
  const from: number[] = [];
  const stacks = new Map<number, ShownStack>();
  let position = -1;
  for (const id of resultIds) {
    position += 1;
    const stackId = stackIdOf(stackIds, id);
    const stack = stackId === 0 ? undefined : byStack.get(stackId);
    if (stack !== undefined && stack.topId !== id) continue;
    shown.push(id);
    from.push(position);
    if (stack === undefined) continue;
    stacks.set(id, stack);
    if (!stack.isOpen) continue;
    for (const other of stack.resultIds) {
      if (other === id) continue;
      shown.push(other);
      from.push(position);
      stacks.set(other, stack);
    }
  }
  return { resultIds: shown, from, stacks };
}

/** The number of cells in each group of the order without stacks, whose groups have `counts` videos. Groups without a cell have 0. */
export function stackedCounts(counts: readonly number[], from: readonly number[]): readonly number[] {
  let at = 0;
  let end = 0;
  return counts.map((count) => {
    end += count;
    const start = at;
    while (at < from.length && (from[at] ?? 0) < end) at += 1;
    return at - start;
  });
}

/**
 * The selection with closed stacks as a whole: where its top is selected, all its takes are, otherwise none of them. Whatever is done with the selection
 * is then done with what is out of sight as well, and the number of selected videos says so.
 */
export function selectWholeStacks(selection: readonly number[], stacks: ReadonlyMap<number, ShownStack>): readonly number[] {
  if (stacks.size === 0) return selection;
  const selected = new Set(selection);
  const hidden = new Set<number>();
  for (const stack of stacks.values()) {
    if (stack.isOpen) continue;
    for (const id of stack.resultIds) if (id !== stack.topId) hidden.add(id);
  }
  return [...selected].flatMap((id) => {
    if (hidden.has(id)) return [];
    const stack = stacks.get(id);
    return stack === undefined || stack.isOpen ? [id] : [id, ...stack.resultIds.filter((other) => other !== id)];
  });
}

/** The selected videos that are in sight: those with a cell, and all takes of a closed stack with one. `shown`: the videos that have a cell. */
export function selectedInSight(
  selection: readonly number[],
  shown: readonly number[],
  stacks: ReadonlyMap<number, ShownStack>,
): readonly number[] {
  const inSight = new Set(shown.flatMap((id) => [id, ...(stacks.get(id)?.resultIds ?? [])]));
  return selection.filter((id) => inSight.has(id));
}

/** The closed stack whose takes are exactly the selection; null where there is none. */
export function stackOfSelection(selection: readonly number[], stacks: ReadonlyMap<number, ShownStack>): ShownStack | null {
  const [first] = selection;
  const stack = first === undefined ? undefined : stacks.get(first);
  if (stack === undefined || stack.isOpen || stack.resultIds.length !== selection.length) return null;
  const own = new Set(stack.resultIds);
  return selection.every((id) => own.has(id)) ? stack : null;
}
