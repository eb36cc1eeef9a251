// Elements in a request: how many there is room for, how the prompt names them, and what is sent.
import { describe, expect, it } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import type { ReferenceRole } from '../../../shared/generation.ts';
import {
  blockingIssues,
  checkRequest,
  currentParameter,
  elementName,
  elementsNamedIn,
  elementsPath,
  formFor,
  freeElementCount,
  impliedChanges,
  models,
  readElements,
  removeElement,
  slotStates,
  wireBody,
  writeElements,
} from '../../../shared/models/index.ts';
import { issuesOf, requestWithFiles } from './requests.ts';
import { repeatRole } from './rule-case.ts';

/** The simulated service's error about a body; null if it accepts the body. */
const refusal = (body: Readonly<Record<string, unknown>>): unknown => {
  const result = validate(body, defaultSettings);
  return result.ok ? null : result.error;
};
const elementIds = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `${at + 1}`);
const withElements = (model: string, roles: readonly ReferenceRole[], count: number) =>
  requestWithFiles(model, roles, { parameters: count === 0 ? {} : { [elementsPath]: writeElements(elementIds(count)) } });

describe('room for elements', () => {
  it.each([
    ['kling-o3-text-to-video', [], 0, 7],
    ['kling-o3-text-to-video', [], 7, 0],
    ['kling-o3-image-to-video', ['first-frame'], 0, 3],
    ['kling-o3-image-to-video', repeatRole('reference-image', 5), 1, 1],
    ['kling-o3-reference-to-video', ['reference-video', 'reference-image'], 1, 2],
    ['kling-o3-video-edit', ['source-video'], 0, 4],
    ['kling-v3-image-to-video', ['first-frame'], 2, 1],
    ['kling-v3-text-to-video', [], 0, 0],
    ['seedance-1.5-pro', [], 0, 0],
  ] as const)('is left in %s with %j and %i chosen', (model, roles, chosen, open) => {
    expect(freeElementCount(withElements(model, roles, chosen).request)).toBe(open);
  });

  it('never allows more elements than can be sent', () => {
    for (const { id, slots, extra } of models.filter(({ extra }) => extra.some(({ type }) => type === 'elements'))) {
      const roles = slots.filter(({ min }) => min > 0).map(({ role }) => role);
      const empty = requestWithFiles(id, roles);
      const full = withElements(id, roles, freeElementCount(empty.request));
      expect(extra.some(({ path }) => path === elementsPath)).toBe(true);
      expect(blockingIssues(checkRequest(full.request, full.files)).map(({ code }) => code)).toEqual([]);
    }
  });
});

describe('elements on the wire', () => {
  it('are a list of ids, as documented; numbers from older pages are read', () => {
    const { request } = withElements('kling-o3-text-to-video', [], 2);
    expect(wireBody(request, String)).toMatchObject({ model_params: { element_list: [{ element_id: '1' }, { element_id: '2' }] } });
    expect(readElements([{ element_id: 7 }, { element_id: 'a' }, 'x', {}])).toEqual(['7', 'a']);
    expect(refusal(wireBody(request, String))).toBeNull();
  });

  it('are not sent if they cannot be read', () => {
    expect(issuesOf(requestWithFiles('kling-o3-text-to-video', [], { parameters: { [elementsPath]: ['7'] } }))).toContain(
      'block field-outside',
    );
  });

  it('keep their names in the prompt and the shots when another one is removed', () => {
    const start = withElements('kling-o3-text-to-video', [], 3).request;
    const shots = [{ index: 1, prompt: '<<<element_3>>> waits', duration: '5' }];
    const request = {
      ...start,
      prompt: '<<<element_1>>> meets <<<element_2>>> and <<<element_3>>>, not element_2',
      parameters: { ...start.parameters, 'model_params.multi_prompt': shots },
    };
    const removed = removeElement(request, 2);
    expect(removed.prompt).toBe('<<<element_1>>> meets and <<<element_2>>>, not element_2');
    expect(removed.parameters['model_params.multi_prompt']).toEqual([{ index: 1, prompt: '<<<element_2>>> waits', duration: '5' }]);
    expect(readElements(removed.parameters[elementsPath])).toEqual(['1', '3']);
    const withoutElements = removeElement(withElements('kling-o3-text-to-video', [], 1).request, 1);
    expect(Object.keys(withoutElements.parameters)).not.toContain(elementsPath);
  });

  it('are named in the prompt by their position', () => {
    expect([elementName(1), elementName(3)]).toEqual(['<<<element_1>>>', '<<<element_3>>>']);
    expect([...elementsNamedIn('<<<element_2>>> meets <<<element_1>>>, not element_3')]).toEqual([2, 1]);
  });
});

describe('the source of an element', () => {
  const path = 'model_params.reference_type';
  const named = { 'model_params.element_name': 'Fox', 'model_params.element_description': 'A red fox' };
  const elementRequest = (roles: readonly ReferenceRole[], more = {}) =>
    requestWithFiles('kling-custom-element', roles, { parameters: { ...named, ...more } });
  const body = (roles: readonly ReferenceRole[], more = {}) =>
    wireBody(elementRequest(roles, more).request, (id) => `https://files.evolink.ai/${id}`);

  it('is the kind added first, until the user chooses', () => {
    expect(body(['element-video'])).toMatchObject({ model_params: { reference_type: 'video_refer' } });
    expect(body(['element-front', 'element-view'])).toMatchObject({ model_params: { reference_type: 'image_refer' } });
    expect(body(['element-video'], { [path]: 'image_refer' })).toMatchObject({ model_params: { reference_type: 'image_refer' } });
    expect([body(['element-video']), body(['element-front', 'element-view'])].map(refusal)).toEqual([null, null]);
  });

  it('leaves slots for both kinds until a kind is chosen, and then only for that kind', () => {
    const open = (roles: readonly ReferenceRole[], more = {}) =>
      slotStates(elementRequest(roles, more).request)
        .filter((slot) => slot.freePlaces > 0)
        .map(({ slot }) => slot.role);
    expect(open([])).toEqual(['element-front', 'element-video']);
    expect(open(['element-video'])).toEqual([]);
    expect(open(['element-front'])).toEqual(['element-view']);
    expect(open([], { [path]: 'video_refer' })).toEqual(['element-video']);
  });

  it('requires no view while a video would be enough', () => {
    const needed = (roles: readonly ReferenceRole[], more = {}) =>
      slotStates(elementRequest(roles, more).request)
        .filter(({ isNeeded }) => isNeeded)
        .map(({ slot }) => slot.role);
    expect(needed([])).toEqual([]);
    expect(needed([], { [path]: 'image_refer' })).toEqual(['element-front', 'element-view']);
    expect(needed([], { [path]: 'video_refer' })).toEqual(['element-video']);
    expect(needed(['element-front'])).toEqual(['element-view']);
    expect(needed(['element-front', 'element-view'])).toEqual([]);
    expect(slotStates(requestWithFiles('kling-v3-image-to-video', []).request)[0]).toMatchObject({ isNeeded: true });
  });

  it('is reported if it changes with the files', () => {
    expect(impliedChanges(elementRequest([]).request, elementRequest(['element-video']).request)).toEqual([
      { field: path, from: 'image_refer', to: 'video_refer' },
    ]);
    expect(impliedChanges(elementRequest([]).request, elementRequest(['element-front']).request)).toEqual([]);
    const chosen = { [path]: 'image_refer' };
    expect(impliedChanges(elementRequest([], chosen).request, elementRequest(['element-video'], chosen).request)).toEqual([]);
    expect(currentParameter(formFor('kling-custom-element'), elementRequest([]).request, path)).toBe('image_refer');
  });
});
