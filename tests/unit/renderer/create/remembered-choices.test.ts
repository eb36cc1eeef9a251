// Trying another model loses none of the user's choices: frames, files and values return when they fit again.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import {
  changeField,
  removeReference,
  setParameter,
  setReferences,
  writePrompt,
} from '../../../../renderer/src/views/create/edit-request.ts';
import { loadRequest } from '../../../../renderer/src/views/create/load-request.ts';
import { rememberChoice, rememberedChoicesOf, switchWithMemory } from '../../../../renderer/src/views/create/model/remembered-choices.ts';
import { submit } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import { chooseModel, undoSwitch } from '../../../../renderer/src/views/create/switch-model.ts';
import { fillPrompt } from '../../../../renderer/src/views/prompts/replace-prompt.ts';
import type { ReferenceRole } from '../../../../shared/generation.ts';
import { defaultRequest, formFor, models } from '../../../../shared/models/index.ts';
import { text } from '../../../../shared/text/index.ts';
import { fc } from '../../../support/fast-check.ts';
import { anyRequest, filesOf, rounds } from '../../models/form-requests.ts';
import { fileFor } from '../../models/requests.ts';

const seedance = 'seedance-1.5-pro';
const textOnly = 'kling-v3-text-to-video';
const grok = 'grok-imagine-image-to-video';
const now = () => useComposer.getState();
const uses = (): string[] => now().request.references.map(({ role, referenceId }) => `${role} ${referenceId}`);
const use = (role: ReferenceRole, referenceId: number) => ({ role, referenceId });
const picture = (id: number) => fileFor(id, 'first-frame', { width: 1280, height: 720 });

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('window', { studio: { call: async () => ({ ok: true, value: { ids: [7], references: [] } }) } });
  useComposer.setState({
    ...useComposer.getInitialState(),
    references: new Map([1, 2, 3, 9].map((id) => [id, picture(id)])),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Fills the composer with both frames and with values that are not the model's defaults. */
function compose(): void {
  writePrompt('a glass bottle on wet stone');
  changeField({ durationSeconds: 12 }, 'durationSeconds');
  changeField({ quality: '480p' }, 'quality');
  setReferences([use('first-frame', 1), use('last-frame', 2)]);
}

describe('switching to another model and back', () => {
  it('restores both frames, the quality and the duration', () => {
    compose();
    const before = now().request;
    chooseModel(textOnly);
    expect([uses(), now().request.quality]).toEqual([[], '720p']);
    chooseModel(seedance);
    expect(now().request).toEqual(before);
  });

  it('reports what was restored and changed on return, and what was lost on the first switch', () => {
    const { composer } = text('en');
    const reports = (): readonly string[] => {
      const { changes } = now();
      if (changes?.kind !== 'switch') return [];
      return [...changes.list.map(composer.changeText), ...changes.restoredChoices.map(composer.returnedText)];
    };
    compose();
    chooseModel(textOnly);
    expect(reports()).toEqual(['Quality 480p → 720p', 'First frame removed', 'Last frame removed']);
    chooseModel(seedance);
    expect(reports()).toEqual(['Quality 720p → 480p', 'First frame is back', 'Last frame is back']);
  });

  it('restores the choices for the first model after several other models', () => {
    compose();
    const before = now().request;
    for (const id of [textOnly, grok, 'MiniMax-Hailuo-2.3', 'veo3', seedance]) chooseModel(id);
    expect(now().request).toEqual(before);
  });

  it('keeps choices made by hand in between', () => {
    compose();
    chooseModel(textOnly);
    writePrompt('a glass bottle, rain');
    changeField({ durationSeconds: 8 }, 'durationSeconds');
    chooseModel(seedance);
    expect([now().request.prompt, now().request.durationSeconds, now().request.quality, uses()]).toEqual([
      'a glass bottle, rain',
      8,
      '480p',
      ['first-frame 1', 'last-frame 2'],
    ]);
  });

  it('does not restore a file that was removed by hand while it had another role', () => {
    compose();
    chooseModel(grok);
    expect(uses()).toEqual(['reference-image 1', 'reference-image 2']);
    removeReference(0);
    chooseModel(seedance);
    // Seedance accepts a last frame only together with a first frame.
    expect(uses()).toEqual(['first-frame 2']);
  });

  it('keeps a first frame that was added by hand instead of the remembered one', () => {
    const own = rememberedChoicesOf({ ...defaultRequest(textOnly), references: [use('first-frame', 1), use('last-frame', 2)] });
    const shown = defaultRequest(textOnly);
    const after = rememberChoice(own, shown, { ...shown, references: [use('first-frame', 9)] });
    expect(after.choices.references).toEqual([use('first-frame', 9), use('last-frame', 2)]);
  });

  it('does not restore a default that was cleared by hand', () => {
    chooseModel('MiniMax-Hailuo-2.3');
    const path = 'model_params.prompt_optimizer';
    expect(now().request.parameters[path]).toBe(true);
    setParameter(path, null);
    chooseModel('MiniMax-Hailuo-02');
    expect(path in now().request.parameters).toBe(false);
  });

  it('restores every model as it was, whatever was tried in between', () => {
    const trips = fc
      .constantFrom(...models)
      .chain((model) => fc.tuple(anyRequest(model), fc.array(fc.constantFrom(...models), { minLength: 1, maxLength: 4 })));
    fc.assert(
      fc.property(trips, ([request, others]) => {
        const files = filesOf(request);
        let at = { request, memory: rememberedChoicesOf(request) };
        for (const { id } of others.filter(({ id }) => id !== request.model)) at = switchWithMemory(at.memory, at.request, id, files);
        if (at.request.model !== request.model) at = switchWithMemory(at.memory, at.request, request.model, files);
        expect(at.request).toEqual(request);
      }),
      rounds(150),
    );
  });
});

describe('undoing a change of model', () => {
  it('returns to the previous model with everything, and shows no report', () => {
    compose();
    const before = now().request;
    chooseModel(textOnly);
    writePrompt('written since');
    undoSwitch();
    expect([now().request, now().changes]).toEqual([{ ...before, prompt: 'written since' }, null]);
  });

  it('does nothing if a rule changed a field and no model was switched', () => {
    chooseModel('MiniMax-Hailuo-2.3');
    changeField({ durationSeconds: 10 }, 'durationSeconds');
    changeField({ quality: '1080p' }, 'quality');
    const { request, changes } = now();
    expect(changes?.kind).toBe('rule');
    undoSwitch();
    expect(now().request).toBe(request);
  });
});

describe('the memory of earlier choices', () => {
  it('survives sending, so that the same prompt can go through one model after another', async () => {
    compose();
    chooseModel(textOnly);
    await submit(now().request, false);
    chooseModel(seedance);
    expect(uses()).toEqual(['first-frame 1', 'last-frame 2']);
  });

  it.each([
    ['something else is loaded', () => loadRequest(defaultRequest(textOnly, 'an owl'), 3)],
    ['the prompt is emptied', async () => writePrompt('')],
    ['an earlier prompt or a template replaces it', async () => fillPrompt('an owl')],
  ])('is cleared when %s', async (_, begin) => {
    compose();
    chooseModel(textOnly);
    await begin();
    chooseModel(seedance);
    expect(uses()).toEqual([]);
  });

  it('contains nothing about a model that was never left', () => {
    const request = defaultRequest(seedance, 'a fox');
    const moved = switchWithMemory(rememberedChoicesOf(request), request, textOnly, new Map());
    expect([moved.request.model, moved.restoredChoices, formFor(textOnly).id]).toEqual([textOnly, [], textOnly]);
  });
});
