// Unsaved input of a template while its popup closes and opens again.
import { beforeEach, expect, test } from 'vitest';
import {
  closeDraft,
  commitDraft,
  deleteDraft,
  deleteValues,
  openDraft,
  saveValues,
  updateDraft,
  useTemplateDrafts,
} from '../../../renderer/src/views/prompts/template-drafts.ts';

const { getState, setState, getInitialState } = useTemplateDrafts;
beforeEach(() => setState(getInitialState(), true));

const blank = { id: null, name: '', text: 'a fox' };
const walk = { id: 7, name: 'Walk', text: '{subject} walks' };

test('input is still there when the form is opened again, even after the list was shown', () => {
  openDraft(blank);
  updateDraft({ ...blank, name: 'Fox' }, blank);
  // The popup was closed on the form: it shows the form again.
  expect(getState().shown).toEqual(blank);
  closeDraft();
  expect(getState().shown).toBeNull();
  expect(openDraft({ ...blank, text: 'another prompt' })).toEqual({ ...blank, name: 'Fox' });
});

test('each template has its own form', () => {
  updateDraft({ ...blank, name: 'Fox' }, blank);
  updateDraft({ ...walk, text: '{subject} runs' }, walk);
  expect([openDraft(blank), openDraft(walk)]).toEqual([
    { ...blank, name: 'Fox' },
    { ...walk, text: '{subject} runs' },
  ]);
});

test('input that was saved, cancelled or reverted is not kept', () => {
  updateDraft({ ...walk, text: '{subject} runs' }, walk);
  updateDraft(walk, walk);
  updateDraft({ ...blank, name: 'Fox' }, blank);
  deleteDraft(null);
  expect([getState().templates.size, getState().shown, openDraft(walk)]).toEqual([0, null, walk]);
});

test('a form is closed when it still contains what was saved', () => {
  openDraft(blank);
  updateDraft({ ...blank, name: ' Fox ' }, blank);
  expect(commitDraft(null, { id: 9, name: 'Fox', text: 'a fox' }, { ...blank, name: ' Fox ' })).toBe('deleted');
  expect([getState().templates.size, getState().shown]).toEqual([0, null]);
});

test('input typed during a save stays in the form of the saved template', () => {
  openDraft(blank);
  const newerInput = { ...blank, name: 'Fox', text: 'a fox in the snow' };
  updateDraft(newerInput, blank);
  const saved = { id: 9, name: 'Fox', text: 'a fox' };
  expect(commitDraft(null, saved, newerInput)).toBe('has-newer-text');
  expect([getState().shown, [...getState().templates.keys()], openDraft(saved)]).toEqual([saved, [9], { ...newerInput, id: 9 }]);
});

test('input reverted during a save counts as a change', () => {
  openDraft(walk);
  updateDraft({ ...walk, text: '{subject} runs' }, walk);
  updateDraft(walk, walk);
  const saved = { ...walk, text: '{subject} runs' };
  expect([commitDraft(7, saved, walk), openDraft(saved)]).toEqual(['has-newer-text', walk]);
});

test('a form closed during a save keeps later input, but no cancelled input', () => {
  const saved = { id: 9, name: 'Fox', text: 'a fox' };
  updateDraft({ ...blank, name: 'Fox', text: 'a fox in the snow' }, blank);
  openDraft(walk);
  expect(commitDraft(null, saved, null)).toBe('has-newer-text');
  expect([getState().shown, openDraft(saved).text]).toEqual([walk, 'a fox in the snow']);
  deleteDraft(9);
  openDraft(walk);
  expect([commitDraft(null, saved, null), getState().templates.size, getState().shown]).toEqual(['deleted', 0, walk]);
});

test('values of variables stay until they are inserted into the prompt', () => {
  const values = new Map([['subject', 'a heron']]);
  saveValues(walk.text, values);
  expect(getState().values.get(walk.text)).toBe(values);
  deleteValues(walk.text);
  expect(getState().values.size).toBe(0);
});
