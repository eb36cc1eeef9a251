// The order of the library when takes are stacked. Pure. It takes a few milliseconds for 100,000 videos: typed arrays, no object per video.

/**
 * The stack of each video, by result id; 0 if it is unknown or the video has none. A typed array, because a library may have 100,000
 * videos.
 */
export type StackIds = Uint32Array;

/** The stacks of all videos, with the videos that the user put on top and the open stacks. */
export interface StackChoice {
  readonly stackIds: StackIds;
  /** Result ids that the user has put on top of their stacks. */
  readonly tops: ReadonlySet<number>;
  /** The stacks that are open. */
  readonly open: ReadonlySet<number>;
}

/** A stack that has at least two videos in the unstacked order. */
export interface ShownStack {
  readonly id: number;
  /** Its videos in the unstacked order. */
  readonly resultIds: readonly number[];
  readonly topId: number;
  readonly isOpen: boolean;
}

/** The videos to show, with their stacks. */
export interface StackedOrder {
  readonly resultIds: readonly number[];
  /**
   * The position of each of `resultIds` in the unstacked order. A video below the top of an open stack has the position of the top. Never
   * descending.
   */
  readonly positions: readonly number[];
  /** The stacks by the result id of their top. An open stack is also listed under the id of each other video. */
  readonly stacks: ReadonlyMap<number, ShownStack>;
}

const stackIdOf = (stackIds: StackIds, resultId: number): number => stackIds[resultId] ?? 0;

/**
 * The videos of each stack that has at least two. The first video of each stack is in a typed array, because most stacks have only one
 * video.
 */
function collectStacks(resultIds: readonly number[], stackIds: StackIds): ReadonlyMap<number, readonly number[]> {
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
    const ids = members.get(stackId);
    if (ids === undefined) members.set(stackId, [first, id]);
    else ids.push(id);
  }
  return members;
}

/**
 * Takes of one request become one tile, at the position of the video on top. That is the video that the user has chosen, otherwise the
 * first one. In an open stack, the other takes follow the top in their order. All other videos stay where they are.
 */
export function stackVideos(resultIds: readonly number[], { stackIds, tops, open }: StackChoice): StackedOrder {
  const members = collectStacks(resultIds, stackIds);
  const byStack = new Map<number, ShownStack>();
  for (const [id, all] of members) {
    byStack.set(id, { id, resultIds: all, topId: all.find((one) => tops.has(one)) ?? all[0] ?? 0, isOpen: open.has(id) });
  }
  const shown: number[] = [];
  const positions: number[] = [];
  const stacks = new Map<number, ShownStack>();
  let position = -1;
  for (const id of resultIds) {
    position += 1;
    const stackId = stackIdOf(stackIds, id);
    const stack = stackId === 0 ? undefined : byStack.get(stackId);
    if (stack !== undefined && stack.topId !== id) continue;
    shown.push(id);
    positions.push(position);
    if (stack === undefined) continue;
    stacks.set(id, stack);
    if (!stack.isOpen) continue;
    for (const other of stack.resultIds) {
      if (other === id) continue;
      shown.push(other);
      positions.push(position);
      stacks.set(other, stack);
    }
  }
  return { resultIds: shown, positions, stacks };
}

/**
 * The number of cells in each group when takes are stacked. `counts`: the number of videos in each group of the unstacked order. Groups
 * without a cell get 0.
 */
export function stackedCounts(counts: readonly number[], positions: readonly number[]): readonly number[] {
  let next = 0;
  let end = 0;
  return counts.map((count) => {
    end += count;
    const start = next;
    while (next < positions.length && (positions[next] ?? 0) < end) next += 1;
    return next - start;
  });
}

/**
 * Makes a selection contain whole closed stacks. If the top of a closed stack is selected, all its takes are, otherwise none. An action on
 * the selection then also affects the hidden takes, and the number of selected videos includes them.
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

/**
 * The selected videos that are shown: those with a cell, and all takes of a closed stack with a cell. `shown`: the videos that have a cell.
 */
export function selectedInSight(
  selection: readonly number[],
  shown: readonly number[],
  stacks: ReadonlyMap<number, ShownStack>,
): readonly number[] {
  const inSight = new Set(shown.flatMap((id) => [id, ...(stacks.get(id)?.resultIds ?? [])]));
  return selection.filter((id) => inSight.has(id));
}

/** The closed stack whose takes are exactly the selection; null if there is none. */
export function stackOfSelection(selection: readonly number[], stacks: ReadonlyMap<number, ShownStack>): ShownStack | null {
  const [first] = selection;
  const stack = first === undefined ? undefined : stacks.get(first);
  if (stack === undefined || stack.isOpen || stack.resultIds.length !== selection.length) return null;
  const takes = new Set(stack.resultIds);
  return selection.every((id) => takes.has(id)) ? stack : null;
}
