// A template in the making, while its popup comes and goes.
import { beforeEach, expect, test } from 'vitest';
import {
  beginForm,
  endForm,
  endValues,
  leaveForm,
  typeInForm,
  typeValues,
  useUnsavedForms,
} from '../../../renderer/src/views/prompts/unsaved-forms.ts';

const { getState, setState, getInitialState } = useUnsavedForms;
beforeEach(() => setState(getInitialState(), true));

const blank = { id: null, name: '', text: 'a fox' };
const walk = { id: 7, name: 'Walk', text: '{subject} walks' };

test('what was typed is there when the form is opened again, also when the list was shown meanwhile', () => {
  beginForm(blank);
  typeInForm({ ...blank, name: 'Fox' }, blank);
  // The popup was closed over the form: it shows the form again.
  expect(getState().shown).toEqual(blank);
  leaveForm();
  expect(getState().shown).toBeNull();
  expect(beginForm({ ...blank, text: 'another prompt' })).toEqual({ ...blank, name: 'Fox' });
});

test('each template has a form of its own', () => {
  typeInForm({ ...blank, name: 'Fox' }, blank);
  typeInForm({ ...walk, text: '{subject} runs' }, walk);
  expect([beginForm(blank), beginForm(walk)]).toEqual([
    { ...blank, name: 'Fox' },
    { ...walk, text: '{subject} runs' },
  ]);
});

test('what was saved, cancelled or typed back is not kept', () => {
  typeInForm({ ...walk, text: '{subject} runs' }, walk);
  typeInForm(walk, walk);
  typeInForm({ ...blank, name: 'Fox' }, blank);
  endForm(null);
  expect([getState().templates.size, getState().shown, beginForm(walk)]).toEqual([0, null, walk]);
});

test('what was put into variables stays until it is put into the prompt', () => {
  const values = new Map([['subject', 'a heron']]);
  typeValues(walk.text, values);
  expect(getState().values.get(walk.text)).toBe(values);
  endValues(walk.text);
  expect(getState().values.size).toBe(0);
});
