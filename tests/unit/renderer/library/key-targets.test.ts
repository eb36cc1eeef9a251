// The videos on which the keys of the library act: only visible videos, and none that were deleted.
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { exportSelection, renameSelection } from '../../../../renderer/src/views/library/files/file-actions.ts';
import { useFileDialog } from '../../../../renderer/src/views/library/files/file-dialog-store.ts';
import { keyTargets } from '../../../../renderer/src/views/library/grid/judge-keys-of-grid.ts';
import { useLibraryView } from '../../../../renderer/src/views/library/library-view.ts';
import { setScope } from '../../../../renderer/src/views/library/search/search-store.ts';
import { useStacks } from '../../../../renderer/src/views/library/stacks/stack-store.ts';
import { areVideosFocused, isDeleteKey } from '../../../../renderer/src/views/library/trash/delete-key.ts';
import { deleteVideos, useTrashRefusals } from '../../../../renderer/src/views/library/trash/trash-actions.ts';
import { replayAction } from '../../../../renderer/src/views/undo/undo.ts';
import { useUndoMessage } from '../../../../renderer/src/views/undo/undo-message.ts';
import { entryOfResult } from '../../../../shared/search/entry.ts';

let answer: unknown;

beforeEach(() => {
  answer = { changed: 2, actionId: null, refusedCount: 0, reasons: [] };
  vi.stubGlobal('window', { studio: { call: async () => ({ ok: true, value: answer }) } });
  vi.stubGlobal('document', { activeElement: null });
  useStacks.setState(useStacks.getInitialState(), true);
  useFileDialog.setState(useFileDialog.getInitialState(), true);
  useUndoMessage.setState({ message: null });
  setScope('videos');
  useStudio.setState({ selection: [] });
});
afterAll(() => {
  setScope('videos');
  vi.unstubAllGlobals();
});

const selected = () => useStudio.getState().selection;
const cellsOf = (...resultIds: readonly number[]) => ({ live: [], entryIds: resultIds.map(entryOfResult) });
const focused = (tagName: string, ...parts: readonly string[]): Element =>
  ({ tagName, closest: (selector: string) => (parts.includes(selector) ? {} : null) }) as unknown as Element;

test('a key acts on the selected videos that are shown, with all takes of a closed stack', () => {
  useStudio.setState({ selection: [1, 2, 5, 6] });
  expect(keyTargets(cellsOf(3, 2, 1))).toEqual([1, 2]);
  expect(keyTargets(cellsOf(9))).toEqual([]);
  const stack = { id: 7, resultIds: [5, 6], topId: 5, isOpen: false };
  useStacks.setState({ shown: new Map([[5, stack]]) });
  expect(keyTargets(cellsOf(5))).toEqual([5, 6]);
});

test('a change of scope clears the selection', () => {
  useStudio.setState({ selection: [1, 2] });
  useLibraryView.setState({ selectedTasks: [4] });
  setScope('trash');
  expect([selected(), useLibraryView.getState().selectedTasks]).toEqual([[], []]);
});

test('deleted videos leave the selection', async () => {
  useStudio.setState({ selection: [1, 2, 3] });
  await deleteVideos([1, 3, 8]);
  expect(selected()).toEqual([2]);
});

test('the delete keys act on videos while the grid or no element has the focus', () => {
  expect([null, focused('BODY'), focused('DIV', '[role="grid"]')].map(areVideosFocused)).toEqual([true, true, true]);
  expect(areVideosFocused(focused('BUTTON'))).toBe(false);
  const noModifiers = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  expect(['Delete', 'Backspace', 'F2'].map((key) => isDeleteKey({ ...noModifiers, key }))).toEqual([true, true, false]);
});

test('videos in the trash cannot be renamed or exported', () => {
  setScope('trash');
  useStudio.setState({ selection: [1, 2] });
  renameSelection();
  exportSelection();
  expect(useFileDialog.getState()).toEqual(useFileDialog.getInitialState());
  setScope('videos');
  useStudio.setState({ selection: [1, 2] });
  renameSelection();
  expect(useFileDialog.getState()).not.toEqual(useFileDialog.getInitialState());
});

test.each(['nothing', 'not-next'] as const)('an undo with the outcome %s shows that outcome', async (outcome) => {
  answer = { outcome };
  await replayAction('undo', 3);
  expect(useUndoMessage.getState().message).toEqual({ kind: outcome, direction: 'undo' });
});

test('several refusals are shown with their number and reasons, and a single refusal as an error', async () => {
  const reasons = [{ error: { kind: 'file-in-use', name: 'a.mp4' }, count: 3 }];
  answer = { changed: 1, actionId: null, refusedCount: 3, reasons };
  await deleteVideos([1, 2, 3, 4]);
  expect(useTrashRefusals.getState().refusals).toEqual({ count: 3, total: 4, reasons });
  expect(useLibraryView.getState().error).toBeNull();
  answer = { changed: 0, actionId: null, refusedCount: 1, reasons: [{ ...reasons[0], count: 1 }] };
  await deleteVideos([1]);
  expect([useTrashRefusals.getState().refusals, useLibraryView.getState().error]).toEqual([null, reasons[0]?.error]);
});
