// Tasks without a video in the library: the contents of their cells, their selection, and their texts.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Task } from '../../../../shared/task.ts';

vi.stubGlobal('window', { studio: { call: () => Promise.reject(new Error('not called')) } });

const { cellOfKey, contentOfCell, keyOfCell } = await import('../../../../renderer/src/views/library/grid/library-cells.ts');
const { isSelectedCell, select } = await import('../../../../renderer/src/views/library/grid/grid-actions.ts');
const { endedAtOf, errorOfTask, stateLabel, toneOfTask } = await import('../../../../renderer/src/views/library/history/task-state.ts');
const { clearSelection, useLibraryView } = await import('../../../../renderer/src/views/library/library-view.ts');
const { useStudio } = await import('../../../../renderer/src/store/studio-store.ts');

const live = { id: 5 } as Task;
/** Video 7, the tasks 3 and 5, video 6. */
const history = { live: [], entryIds: [14, 7, 11, 12] };

describe('a cell of the history', () => {
  test('holds a video or a task, and is found by its key', () => {
    expect([0, 1, 4].map((cell) => contentOfCell(history, cell))).toEqual([{ kind: 'result', id: 7 }, { kind: 'task', id: 3 }, null]);
    expect([0, 1, 2, 3].map((cell) => keyOfCell(history, cell))).toEqual(['r7', 't3', 't5', 'r6']);
    expect(['r6', 't5', 't7', 'r3'].map((key) => cellOfKey(history, key as 'r6'))).toEqual([3, 2, null, null]);
  });

  test('of the library may hold a task in progress, which comes before the videos', () => {
    const library = { live: [live], entryIds: [14] };
    expect([keyOfCell(library, 0), keyOfCell(library, 1)]).toEqual(['t5', 'r7']);
    expect([cellOfKey(library, 't5'), cellOfKey(library, 'r7')]).toEqual([0, 1]);
  });
});

describe('selecting', () => {
  const plain = { toggle: false, range: false };
  const selected = () => [useStudio.getState().selection, useLibraryView.getState().selectedTasks];
  beforeEach(() => {
    clearSelection();
    useLibraryView.setState({ anchorId: null });
  });

  test('takes videos and tasks together', () => {
    select(history, 't3', plain);
    expect([selected(), isSelectedCell('t3'), isSelectedCell('r7')]).toEqual([[[], [3]], true, false]);
    select(history, 'r6', { toggle: false, range: true });
    expect(selected()).toEqual([[6], [3, 5]]);
    select(history, 'r7', { toggle: true, range: false });
    expect(selected()).toEqual([
      [6, 7],
      [3, 5],
    ]);
    select(history, 'r7', plain);
    expect(selected()).toEqual([[7], []]);
  });

  test('a task in progress before the videos selects nothing', () => {
    select(history, 'r7', plain);
    select({ live: [live], entryIds: [14] }, 't5', plain);
    expect(selected()).toEqual([[], []]);
  });
});

describe('the outcome of a task', () => {
  const task = (state: Task['state'], more: object = {}): Task => ({ state, endedAtMs: 7, ...more }) as unknown as Task;
  const error = { kind: 'disk-full' };
  const expired = task('completed', { completedAtMs: 9, results: [{ state: 'expired', error: null }] });

  test('has one short text and a tone', () => {
    expect(
      [task('failed', { error }), task('cancelled'), task('abandoned', { error }), task('discarded'), expired].map(stateLabel),
    ).toEqual(['Failed', 'Cancelled by EvoLink', 'No longer tracked', 'Discarded', 'Link expired']);
    expect([task('failed'), task('cancelled'), task('waiting'), task('discarded'), expired].map(toneOfTask)).toEqual([
      'bad',
      'warn',
      'live',
      'ended',
      'warn',
    ]);
  });

  test('has an error and a time of its end, if the task has them', () => {
    expect([errorOfTask(task('failed', { error })), errorOfTask(task('discarded')), errorOfTask(expired)]).toEqual([error, null, null]);
    expect([endedAtOf(task('failed')), endedAtOf(expired), endedAtOf({ state: 'waiting' } as Task)]).toEqual([7, 9, null]);
  });
});
