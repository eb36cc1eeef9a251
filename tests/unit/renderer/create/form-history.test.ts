// Undo and redo over the whole form of the composer.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { updateRequest, useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { changedField, maxSteps, noHistory, oneStepMs, recordChange, step } from '../../../../renderer/src/views/create/form-history.ts';
import { startFormHistory, undoForm } from '../../../../renderer/src/views/create/undo-form.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

const fox = defaultRequest('seedance-1.5-pro', 'a fox');

describe('the undo history', () => {
  test('undoes and redoes changes, and a new change clears the changes to redo', () => {
    const changedTwice = recordChange(recordChange<string>(noHistory, 'a', null, 0), 'b', null, 1);
    const back = step(changedTwice, 'c', 'undo');
    expect(back?.form).toBe('b');
    const further = step(back?.history ?? noHistory, 'b', 'undo');
    expect(further).toMatchObject({ form: 'a', history: { past: [], future: ['c', 'b'] } });
    expect(step(further?.history ?? noHistory, 'a', 'redo')).toMatchObject({ form: 'b', history: { past: ['a'], future: ['c'] } });
    expect(recordChange(back?.history ?? noHistory, 'b', null, 9)).toMatchObject({ past: ['a', 'b'], future: [] });
    expect(step(noHistory, 'a', 'undo')).toBeNull();
  });

  test('joins quick changes of one field into one step', () => {
    let history = recordChange<string>(noHistory, 'a', 'prompt', 0);
    history = recordChange(history, 'b', 'prompt', oneStepMs - 1);
    expect(history.past).toEqual(['a']);
    history = recordChange(history, 'c', 'quality', oneStepMs);
    history = recordChange(history, 'd', 'quality', 3 * oneStepMs);
    expect(history.past).toEqual(['a', 'c', 'd']);
  });

  test('has a largest number of steps', () => {
    let history: ReturnType<typeof recordChange<number>> = noHistory;
    for (let at = 0; at < maxSteps + 5; at += 1) history = recordChange(history, at, null, at);
    expect([history.past.length, history.past[0]]).toEqual([maxSteps, 5]);
  });

  test('identifies the field that changed if it is the only one', () => {
    expect(changedField(fox, { ...fox, prompt: 'b' })).toBe('prompt');
    expect(changedField(fox, { ...fox, prompt: 'b', quality: '480p' })).toBeNull();
    expect(changedField({ ...fox, parameters: { a: 1 } }, { ...fox, parameters: { a: 2 } })).toBe('parameters.a');
    expect(changedField(fox, { ...fox })).toBeNull();
  });
});

describe('the composer', () => {
  let stop: () => void;
  beforeEach(() => {
    vi.stubGlobal('window', { studio: { call: async () => ({ ok: true, value: { references: [] } }) } });
    useComposer.setState({ ...useComposer.getInitialState(), request: fox, isDirty: true }, true);
    stop = startFormHistory();
    // A task that is taken out of the queue clears the steps of an earlier test.
    useComposer.setState({ isEdit: true });
    useComposer.setState({ isEdit: false });
  });
  afterEach(() => {
    stop();
    vi.unstubAllGlobals();
  });

  test('restores the form, but never increases the number of tasks', async () => {
    useComposer.setState({ variations: 4 });
    updateRequest({ ...fox, quality: '480p' });
    useComposer.setState({ variations: 1 });
    updateRequest({ ...fox, quality: '480p', prompt: 'an elm' });
    expect(undoForm('undo')).toBe(true);
    await Promise.resolve();
    expect(undoForm('undo')).toBe(true);
    expect(useComposer.getState()).toMatchObject({ request: fox, variations: 1 });
    expect(undoForm('undo')).toBe(false);
    await Promise.resolve();
    expect(undoForm('redo')).toBe(true);
    expect(useComposer.getState().request).toEqual({ ...fox, quality: '480p' });
  });

  test('does not undo a change from before a task was taken out of the queue', () => {
    updateRequest({ ...fox, prompt: 'an elm' });
    updateRequest({ ...fox, prompt: 'the task' }, { isEdit: true, sourceTaskId: 5 });
    expect(undoForm('undo')).toBe(false);
  });
});
