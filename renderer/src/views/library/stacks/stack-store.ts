// The stacks of the library's videos, as far as main has said, and which of them are open. Nothing is asked while takes are not stacked.
import { create } from 'zustand';
import { placesMax } from '../../../../../shared/takes/take-limits.ts';
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { showFailure, useLibraryView } from '../library-view.ts';
import { type ShownStack, type StackChoice, selectWholeStacks } from './stack-order.ts';

/** The stacks of the videos that main was asked about, and those in the grid. */
interface Stacks extends StackChoice {
  /** The stacks that the grid shows now; empty while takes are not stacked. */
  readonly shown: ReadonlyMap<number, ShownStack>;
}

/** What is shown while takes are not stacked. */
export const noStacks: ReadonlyMap<number, ShownStack> = new Map();

/** The store of the stacks. It lives as long as the window. */
export const useStacks = create<Stacks>(() => ({ stackIds: new Uint32Array(0), tops: new Set(), open: new Set(), shown: noStacks }));

const { getState, setState } = useStacks;

/** The videos whose stacks were asked for, by result id. */
const asked = new Set<number>();
/** The videos that the library shows; null while their stacks are known or were refused. */
let wanted: readonly number[] | null = null;
let isAsking = false;

/** A copy with room for `maxId`, and for some that come later. */
function grown(stackIds: Uint32Array, maxId: number): Uint32Array {
  const larger = new Uint32Array(Math.max(stackIds.length, Math.ceil((maxId + 1) * 1.25)));
  larger.set(stackIds);
  return larger;
}

/** The first videos that were not asked for, from `start` on, and where to look for more. */
function nextPart(resultIds: readonly number[], start: number): { readonly ids: readonly number[]; readonly next: number } {
  const ids: number[] = [];
  let at = start;
  for (; at < resultIds.length && ids.length < placesMax; at += 1) {
    const id = resultIds[at];
    if (id !== undefined && !asked.has(id)) ids.push(id);
  }
  return { ids, next: at };
}

/** Asks for one part and adds what is found to `known`. Returns false when it was refused. */
async function askPart(ids: readonly number[], known: { stackIds: Uint32Array; tops: Set<number> }): Promise<boolean> {
  const answer = await call('takes.places', { ids: [...ids] });
  if (!answer.ok) {
    useLibraryView.setState({ error: answer.error });
    return false;
  }
  known.stackIds = grown(known.stackIds, Math.max(...ids));
  for (const [index, id] of ids.entries()) {
    asked.add(id);
    known.stackIds[id] = answer.value.stackIds[index] ?? 0;
  }
  for (const id of answer.value.topIds) known.tops.add(id);
  return true;
}

/** Asks about all of them, in parts. The grid changes after the first part, which is in view, and at the end. */
async function askAll(resultIds: readonly number[]): Promise<void> {
  const known = { stackIds: getState().stackIds, tops: new Set(getState().tops) };
  for (let start = 0, part = 0; ; part += 1) {
    const { ids, next } = nextPart(resultIds, start);
    const isDone = ids.length === 0 || !(await askPart(ids, known));
    if ((isDone && part > 0) || part === 0) setState({ stackIds: known.stackIds, tops: new Set(known.tops) });
    if (isDone) return;
    start = next;
  }
}

/** Asks for the stacks of the videos that are not known yet. A refused question is repeated when the library changes. */
export async function loadStacks(resultIds: readonly number[]): Promise<void> {
  wanted = resultIds;
  if (isAsking) return;
  isAsking = true;
  while (wanted !== null) {
    const now: readonly number[] = wanted;
    wanted = null;
    await askAll(now);
  }
  isAsking = false;
}

/** Asks again for all videos: those of an earlier version may have got their stacks meanwhile. */
export function forgetStacks(): void {
  asked.clear();
}

/** Opens the stack of a shown video, or closes it. The focus and the selection stay on what is shown. */
export function toggleStack(resultId: number): void {
  const stack = getState().shown.get(resultId);
  if (stack === undefined) return;
  const open = new Set(getState().open);
  if (stack.isOpen) open.delete(stack.id);
  else open.add(stack.id);
  const { selection } = useStudio.getState();
  const own = new Set(stack.resultIds);
  const touches = selection.some((id) => own.has(id));
  if (touches) {
    const others = selection.filter((id) => !own.has(id));
    useStudio.setState({ selection: stack.isOpen ? [...others, ...stack.resultIds] : [...others, stack.topId] });
  }
  if (stack.isOpen) useLibraryView.setState({ focusKey: `r${stack.topId}`, anchorId: stack.topId });
  setState({ open });
}

/** Puts a video on top of its stack, for all later starts as well. A refusal appears above the grid. */
export async function putOnTop(resultId: number): Promise<void> {
  const { stackIds } = getState();
  const answer = call('takes.putOnTop', { resultId });
  await showFailure(answer);
  if (!(await answer).ok) return;
  setState((s) => ({ tops: new Set([...[...s.tops].filter((id) => stackIds[id] !== stackIds[resultId]), resultId]) }));
}

/** The selection with closed stacks as a whole. */
export const withWholeStacks = (selection: readonly number[]): readonly number[] => selectWholeStacks(selection, getState().shown);
