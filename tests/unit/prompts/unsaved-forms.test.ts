// Unsaved input of a template while its popup closes and opens again.
import { beforeEach, expect, test } from 'vitest';
import {
  beginForm,
  commitForm,
  endForm,
  endValues,
  leaveForm,
  typeInForm,
  typeValues,
  useTemplateDrafts,
} from '../../../renderer/src/views/prompts/template-drafts.ts';

const { getState, setState, getInitialState } = useTemplateDrafts;
beforeEach(() => setState(getInitialState(), true));

const blank = { id: null, name: '', text: 'a fox' };
const walk = { id: 7, name: 'Walk', text: '{subject} walks' };

test('input is still there when the form is opened again, even after the list was shown', () => {
  beginForm(blank);
  typeInForm({ ...blank, name: 'Fox' }, blank);
  // The popup was closed on the form: it shows the form again.
  expect(getState().shown).toEqual(blank);
  leaveForm();
  expect(getState().shown).toBeNull();
  expect(beginForm({ ...blank, text: 'another prompt' })).toEqual({ ...blank, name: 'Fox' });
});

test('each template has its own form', () => {
  typeInForm({ ...blank, name: 'Fox' }, blank);
  typeInForm({ ...walk, text: '{subject} runs' }, walk);
  expect([beginForm(blank), beginForm(walk)]).toEqual([
    { ...blank, name: 'Fox' },
    { ...walk, text: '{subject} runs' },
  ]);
});

test('input that was saved, cancelled or reverted is not kept', () => {
  typeInForm({ ...walk, text: '{subject} runs' }, walk);
  typeInForm(walk, walk);
  typeInForm({ ...blank, name: 'Fox' }, blank);
  endForm(null);
  expect([getState().templates.size, getState().shown, beginForm(walk)]).toEqual([0, null, walk]);
});

test('a form is closed when it still contains what was saved', () => {
  beginForm(blank);
  typeInForm({ ...blank, name: ' Fox ' }, blank);
  expect(commitForm(null, { id: 9, name: 'Fox', text: 'a fox' }, { ...blank, name: ' Fox ' })).toBe('ended');
  expect([getState().templates.size, getState().shown]).toEqual([0, null]);
});

test('input typed during a save stays in the form of the saved template', () => {
  beginForm(blank);
  const now = { ...blank, name: 'Fox', text: 'a fox in the snow' };
  typeInForm(now, blank);
  const saved = { id: 9, name: 'Fox', text: 'a fox' };
  expect(commitForm(null, saved, now)).toBe('goes-on');
  expect([getState().shown, [...getState().templates.keys()], beginForm(saved)]).toEqual([saved, [9], { ...now, id: 9 }]);
});

test('input reverted during a save counts as a change', () => {
  beginForm(walk);
  typeInForm({ ...walk, text: '{subject} runs' }, walk);
  typeInForm(walk, walk);
  const saved = { ...walk, text: '{subject} runs' };
  expect([commitForm(7, saved, walk), beginForm(saved)]).toEqual(['goes-on', walk]);
});

test('a form closed during a save keeps later input, but no cancelled input', () => {
  const saved = { id: 9, name: 'Fox', text: 'a fox' };
  typeInForm({ ...blank, name: 'Fox', text: 'a fox in the snow' }, blank);
  beginForm(walk);
  expect(commitForm(null, saved, null)).toBe('goes-on');
  expect([getState().shown, beginForm(saved).text]).toEqual([walk, 'a fox in the snow']);
  endForm(9);
  beginForm(walk);
  expect([commitForm(null, saved, null), getState().templates.size, getState().shown]).toEqual(['ended', 0, walk]);
});

test('values of variables stay until they are inserted into the prompt', () => {
  const values = new Map([['subject', 'a heron']]);
  typeValues(walk.text, values);
  expect(getState().values.get(walk.text)).toBe(values);
  endValues(walk.text);
  expect(getState().values.size).toBe(0);
});
