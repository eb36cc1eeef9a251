// The stacks in the window: they are loaded in parts, opened and closed, and get another top video.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStudio } from '../../../../../renderer/src/store/studio-store.ts';
import { countHidden } from '../../../../../renderer/src/views/library/stacks/count-hidden.ts';
import { stackVideos } from '../../../../../renderer/src/views/library/stacks/stack-order.ts';
import {
  loadStacks,
  putOnTop,
  reloadStacks,
  toggleStack,
  useStacks,
  withWholeStacks,
} from '../../../../../renderer/src/views/library/stacks/stack-store.ts';

/** Videos are takes of each other if their ids are equal modulo ten. */
const stackOf = (id: number): number => (id % 10) + 1;
let questions: number[] = [];
let topId = 13;

beforeEach(() => {
  questions = [];
  topId = 13;
  const call = async (name: string, input: { ids?: readonly number[] }) => {
    if (name !== 'takes.stacks') return { ok: true, value: {} };
    const ids = input.ids ?? [];
    questions.push(ids.length);
    return { ok: true, value: { stackIds: ids.map(stackOf), topIds: ids.filter((id) => id === topId) } };
  };
  vi.stubGlobal('window', { studio: { call } });
  useStacks.setState(useStacks.getInitialState(), true);
  useStudio.setState({ selection: [] });
  reloadStacks();
});
afterEach(() => vi.unstubAllGlobals());

/** Shows these videos as the library does. */
function show(resultIds: readonly number[]): readonly number[] {
  const stacked = stackVideos(resultIds, useStacks.getState());
  useStacks.setState({ shown: stacked.stacks });
  return stacked.resultIds;
}

test('stacks are requested in parts, once for each video, and later only for new videos', async () => {
  const ids = Array.from({ length: 4_500 }, (_, n) => 4_500 - n);
  await loadStacks(ids);
  expect(questions).toEqual([2_000, 2_000, 500]);
  await loadStacks([4_501, ...ids]);
  expect(questions).toEqual([2_000, 2_000, 500, 1]);
  expect(useStacks.getState().stackIds[4_501]).toBe(stackOf(4_501));
});

test('a request that comes during another one is sent afterwards', async () => {
  const first = loadStacks([1]);
  const second = loadStacks([2, 1]);
  await Promise.all([first, second]);
  expect(questions).toEqual([1, 1]);
});

test('a stack opens and closes, and the selection follows', async () => {
  const ids = [23, 13, 5, 3];
  await loadStacks(ids);
  expect(show(ids)).toEqual([13, 5]);
  expect(withWholeStacks([13])).toEqual([13, 23, 3]);
  useStudio.setState({ selection: [13, 23, 3] });
  toggleStack(13);
  expect(show(ids)).toEqual([13, 23, 3, 5]);
  expect(useStudio.getState().selection).toEqual([13]);
  toggleStack(3);
  expect(show(ids)).toEqual([13, 5]);
  expect(useStudio.getState().selection).toEqual([23, 13, 3]);
  // Video 5 is in no stack.
  toggleStack(5);
  expect(useStacks.getState().open.size).toBe(0);
});

test('another video becomes the top of a stack', async () => {
  const ids = [23, 13, 5, 3];
  await loadStacks(ids);
  await putOnTop(3);
  show(ids);
  expect(show(ids)).toEqual([5, 3]);
});

test('undo of a new top shows the earlier one again', async () => {
  const ids = [23, 13, 5, 3];
  await loadStacks(ids, 'boot 0');
  expect(show(ids)).toEqual([13, 5]);
  topId = 3;
  await loadStacks(ids, 'boot 1');
  expect(show(ids)).toEqual([5, 3]);
  topId = 13;
  await loadStacks(ids, 'boot 2');
  expect(show(ids)).toEqual([13, 5]);
});

test('a heading counts the videos of closed stacks', async () => {
  const ids = [23, 13, 5, 3];
  await loadStacks(ids);
  const shown = show(ids);
  const group = { dayStartMs: 0, fromCell: 0, cellCount: shown.length, liveCount: 0 };
  expect(countHidden([group], shown, useStacks.getState().shown)).toEqual([{ ...group, hiddenCount: 2 }]);
  expect(countHidden([group], shown, new Map())).toEqual([group]);
});
