// Frames as references: the time of a frame, its role, and keyboard navigation in the pickers.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { loadRequest } from '../../../../renderer/src/views/create/load-request.ts';
import { addReference, placeReference } from '../../../../renderer/src/views/create/references/add-references.ts';
import { cellAfterKey } from '../../../../renderer/src/views/frame-picker/picker-keyboard.ts';
import { frameStart } from '../../../../renderer/src/views/player/frame-math.ts';
import { commandOf } from '../../../../renderer/src/views/player/player-keys.ts';
import { frameRole, rolesOf } from '../../../../renderer/src/views/slot-menu/use-as-reference.ts';
import type { Reference, ReferenceRole } from '../../../../shared/generation.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { fileFor } from '../../models/requests.ts';

const requestFor = (model: string, ...roles: readonly ReferenceRole[]) => ({
  ...defaultRequest(model, 'a fox'),
  references: roles.map((role, index) => ({ role, referenceId: index + 1 })),
});

describe('the time of a frame', () => {
  it('is its start, at any time within the frame', () => {
    expect([0, 0.02, 3.5 / 24, 1.5].map((seconds) => frameStart(seconds, 24, 4))).toEqual([0, 0, 0.125, 1.5]);
  });

  it('at the very end is the start of the last frame', () => {
    expect([frameStart(4, 24, 4), frameStart(10.01, 29.97, 10.01)]).toEqual([3.958, 9.977]);
    expect(frameStart(4, 24, null)).toBe(4);
  });
});

describe('the role of a frame', () => {
  it('is the first frame if the model takes one, else its next image, else none', () => {
    expect(frameRole(requestFor('seedance-1.5-pro', 'first-frame'))).toBe('first-frame');
    expect(frameRole(requestFor('seedance-2.0'))).toBe('reference-image');
    expect(frameRole(requestFor('wan2.5-text-to-video'))).toBeNull();
  });

  it('can be every image role of the model', () => {
    expect(rolesOf('seedance-1.5-pro', 'image')).toEqual(['first-frame', 'last-frame']);
    expect(rolesOf('kling-o1-video-edit', 'video')).toEqual(['source-video']);
    expect(rolesOf('seedance-1.5-pro', 'video')).toEqual([]);
  });
});

describe('replacing a file', () => {
  const file = (id: number, role: ReferenceRole): Reference => fileFor(id, role);

  it('puts the new file in the same place and role, even among others of that role', () => {
    const request = requestFor('seedance-2.0', 'reference-image', 'reference-image', 'reference-image');
    expect(placeReference(request, file(9, 'reference-image'), { replaces: 1 })?.references.map(({ referenceId }) => referenceId)).toEqual([
      1, 9, 3,
    ]);
  });

  it('adds the file to a free slot if its place is gone or has another role', () => {
    const request = requestFor('seedance-2.0', 'reference-image');
    expect(placeReference(request, file(9, 'reference-image'), { replaces: 5 })?.references).toHaveLength(2);
    expect(placeReference(request, file(9, 'reference-video'), { replaces: 0 })?.references.map(({ role }) => role)).toEqual([
      'reference-image',
      'reference-video',
    ]);
  });
});

describe('adding a file that is already registered in main', () => {
  beforeEach(() => {
    vi.stubGlobal('window', { studio: { call: async () => ({ ok: true, value: { references: [] } }) } });
    useComposer.setState(useComposer.getInitialState(), true);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('returns its role, or null with a problem if there is no room', async () => {
    loadRequest(requestFor('seedance-1.5-pro'), null);
    const add = (reference: Reference, role: ReferenceRole | null) => addReference(async () => ({ ok: true, value: reference }), role);
    expect(await add(fileFor(7, 'first-frame'), 'last-frame')).toBe('last-frame');
    expect(await add(fileFor(8, 'source-video'), null)).toBeNull();
    expect(useComposer.getState().problems.map(({ cause }) => cause.kind)).toEqual(['no-open-slot']);
    const roleOfMissingFile = await addReference(async () => ({ ok: false, error: { kind: 'file-missing' } }), null);
    expect([roleOfMissingFile, useComposer.getState().problems.map(({ cause }) => cause.kind)]).toEqual([null, ['file-missing']]);
  });
});

describe('keys', () => {
  const shape = { count: 10, columns: 4, pageRows: 2 };

  it('move in the pickers’ grid and never leave it', () => {
    const cellAfter = (start: number, ...keys: readonly string[]) =>
      keys.reduce((cell, key) => cellAfterKey(key, cell, shape) ?? -1, start);
    expect(cellAfter(0, 'ArrowRight', 'ArrowDown', 'ArrowDown')).toBe(9);
    expect([
      cellAfter(7, 'ArrowDown'),
      cellAfter(9, 'ArrowDown'),
      cellAfter(2, 'ArrowUp'),
      cellAfter(0, 'ArrowLeft'),
      cellAfter(9, 'ArrowRight'),
    ]).toEqual([9, 9, 2, 0, 9]);
    expect([cellAfter(1, 'PageDown'), cellAfter(9, 'PageUp'), cellAfter(3, 'End'), cellAfter(9, 'Home')]).toEqual([9, 1, 9, 0]);
    expect(cellAfterKey('x', 0, shape)).toBeNull();
    expect(cellAfterKey('ArrowRight', 0, { count: 0, columns: 4, pageRows: 1 })).toBe(0);
  });

  it('Shift+U uses the frame and S saves it, except in a text field or with Ctrl', () => {
    const key = { key: 'U', code: 'KeyU', shiftKey: true, ctrlKey: false, metaKey: false, altKey: false };
    expect([commandOf(key, 'elsewhere', 'latin'), commandOf(key, 'text', 'latin')]).toEqual(['use-frame', null]);
    const save = { ...key, key: 's', code: 'KeyS', shiftKey: false };
    const saveWithControl = { ...save, ctrlKey: true };
    expect([
      commandOf(save, 'elsewhere', 'latin'),
      commandOf(save, 'text', 'latin'),
      commandOf(saveWithControl, 'elsewhere', 'latin'),
    ]).toEqual(['save-frame', null, null]);
  });
});
