// The stacks of the library's videos, as far as they are loaded, and which of them are open. Nothing is loaded while takes are not stacked.
import { create } from 'zustand';
import { stackedVideosMax } from '../../../../../shared/takes/take-limits.ts';
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { showFailure, useLibraryView } from '../library-view.ts';
import { type ShownStack, type StackChoice, selectWholeStacks } from './stack-order.ts';

/** The loaded stacks, and those in the grid. */
interface Stacks extends StackChoice {
  /** The stacks that the grid shows now; empty while takes are not stacked. */
  readonly shown: ReadonlyMap<number, ShownStack>;
}

/** The value of `shown` while takes are not stacked. */
export const noStacks: ReadonlyMap<number, ShownStack> = new Map();

/** The store of the stacks. It lives as long as the window. */
export const useStacks = create<Stacks>(() => ({ stackIds: new Uint32Array(0), tops: new Set(), open: new Set(), shown: noStacks }));

const { getState, setState } = useStacks;

/** The videos whose stacks were loaded, by result id. */
const requestedIds = new Set<number>();
/** The videos whose stacks must be loaded next; null once that has begun. */
let pendingIds: readonly number[] | null = null;
let isLoading = false;

/** A copy with room for `maxId` and some higher ids. */
function withCapacity(stackIds: Uint32Array, maxId: number): Uint32Array {
  const larger = new Uint32Array(Math.max(stackIds.length, Math.ceil((maxId + 1) * 1.25)));
  larger.set(stackIds);
  return larger;
}

/** The first videos from `start` on whose stacks are not loaded, and the position from which to continue. */
function nextBatch(resultIds: readonly number[], start: number): { readonly ids: readonly number[]; readonly next: number } {
  const ids: number[] = [];
  let index = start;
  for (; index < resultIds.length && ids.length < stackedVideosMax; index += 1) {
    const id = resultIds[index];
    if (id !== undefined && !requestedIds.has(id)) ids.push(id);
  }
  return { ids, next: index };
}

/** Loads the stacks of these videos into `loaded`. Returns false if the call failed. */
async function loadBatch(ids: readonly number[], loaded: { stackIds: Uint32Array; tops: Set<number> }): Promise<boolean> {
  const result = await call('takes.stacks', { ids: [...ids] });
  if (!result.ok) {
    useLibraryView.setState({ error: result.error });
    return false;
  }
  loaded.stackIds = withCapacity(loaded.stackIds, Math.max(...ids));
  for (const [index, id] of ids.entries()) {
    requestedIds.add(id);
    loaded.stackIds[id] = result.value.stackIds[index] ?? 0;
    loaded.tops.delete(id);
  }
  for (const id of result.value.topIds) loaded.tops.add(id);
  return true;
}

/** The version of the tops that were loaded. */
let loadedVersion = '';

/** Loads the stacks of all these videos, in batches. The grid changes after the first batch, which is in view, and at the end. */
async function loadAll(resultIds: readonly number[]): Promise<void> {
  const loaded = { stackIds: getState().stackIds, tops: new Set(getState().tops) };
  for (let start = 0, batchIndex = 0; ; batchIndex += 1) {
    const { ids, next } = nextBatch(resultIds, start);
    const isDone = ids.length === 0 || !(await loadBatch(ids, loaded));
    if ((isDone && batchIndex > 0) || batchIndex === 0) setState({ stackIds: loaded.stackIds, tops: new Set(loaded.tops) });
    if (isDone) return;
    start = next;
  }
}

/**
 * Loads the stacks of those videos whose stacks are not loaded yet; all of them if `topsVersion` has changed, because stacks have other tops.
 * After a failure, the next change of the library tries again.
 */
export async function loadStacks(resultIds: readonly number[], topsVersion = loadedVersion): Promise<void> {
  if (topsVersion !== loadedVersion) requestedIds.clear();
  loadedVersion = topsVersion;
  pendingIds = resultIds;
  if (isLoading) return;
  isLoading = true;
  while (pendingIds !== null) {
    const currentIds: readonly number[] = pendingIds;
    pendingIds = null;
    await loadAll(currentIds);
  }
  isLoading = false;
}

/** Makes `loadStacks` load all stacks again, because videos of an earlier version may belong to a stack by now. */
export function reloadStacks(): void {
  requestedIds.clear();
}

/** Opens or closes the stack of a shown video. The focus and the selection stay on shown videos. */
export function toggleStack(resultId: number): void {
  const stack = getState().shown.get(resultId);
  if (stack === undefined) return;
  const open = new Set(getState().open);
  if (stack.isOpen) open.delete(stack.id);
  else open.add(stack.id);
  const { selection } = useStudio.getState();
  const stackResultIds = new Set(stack.resultIds);
  const isAnySelected = selection.some((id) => stackResultIds.has(id));
  if (isAnySelected) {
    const others = selection.filter((id) => !stackResultIds.has(id));
    useStudio.setState({ selection: stack.isOpen ? [...others, ...stack.resultIds] : [...others, stack.topId] });
  }
  if (stack.isOpen) useLibraryView.setState({ focusKey: `r${stack.topId}`, anchorId: stack.topId });
  setState({ open });
}

/** Puts a video on top of its stack; main stores that. An error appears above the grid. */
export async function putOnTop(resultId: number): Promise<void> {
  const { stackIds } = getState();
  const pendingResult = call('takes.putOnTop', { resultId });
  await showFailure(pendingResult);
  if (!(await pendingResult).ok) return;
  setState((s) => ({ tops: new Set([...[...s.tops].filter((id) => stackIds[id] !== stackIds[resultId]), resultId]) }));
}

/** The selection with whole closed stacks, see `selectWholeStacks`. */
export const withWholeStacks = (selection: readonly number[]): readonly number[] => selectWholeStacks(selection, getState().shown);
