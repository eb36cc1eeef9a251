// Files in the composer: those of a loaded request, problems about pictures, and the slots of dropped files.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import {
  removeReference,
  setParameter,
  setReferences,
  swapReferences,
  writePrompt,
} from '../../../../renderer/src/views/create/edit-request.ts';
import { problemOf, problemText } from '../../../../renderer/src/views/create/file-problems.ts';
import { loadRequest } from '../../../../renderer/src/views/create/load-request.ts';
import { addFiles, chooseFiles, placeReference } from '../../../../renderer/src/views/create/references/add-references.ts';
import { chooseModel } from '../../../../renderer/src/views/create/switch-model.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { composerPerTest, imageReference, referenceUses } from './composer-fixture.ts';

const { calls, setResults } = composerPerTest();

describe('the files of a loaded request', () => {
  const error = { kind: 'internal', incident: 'incident-1' };
  const ofTask = {
    ...useComposer.getInitialState().request,
    prompt: 'a fox',
    references: [{ role: 'first-frame', referenceId: 1 }],
  } as const;

  it('stay in the request if they cannot be read, and the failure is shown', async () => {
    vi.stubGlobal('window', { studio: { call: async () => ({ ok: false, error }) } });
    await loadRequest({ ...ofTask, references: [...ofTask.references] }, null);
    expect(referenceUses()).toEqual(['first-frame 1']);
    expect(useComposer.getState().problems.map(({ cause }) => cause)).toEqual([error]);
  });

  it('cause no problem in a request that was loaded later if they cannot be read', async () => {
    let refuse: () => void = () => {};
    const call = () =>
      new Promise((resolve) => {
        refuse = () => resolve({ ok: false, error });
      });
    vi.stubGlobal('window', { studio: { call } });
    const taken = loadRequest({ ...ofTask, references: [...ofTask.references] }, null);
    const refuseFirst = refuse;
    await loadRequest({ ...ofTask, prompt: 'a hare', references: [] }, null);
    refuseFirst();
    await taken;
    expect(useComposer.getState().problems).toEqual([]);
  });
});

describe('a problem about a picture', () => {
  const problemTitles = () => useComposer.getState().problems.map((problem) => problemText(problem).title);
  const undecodable = (id: number) => problemOf({ kind: 'unfixable', name: `${id}.jpg`, reason: 'undecodable' }, id);
  beforeEach(() => {
    setReferences([
      { role: 'first-frame', referenceId: 1 },
      { role: 'last-frame', referenceId: 2 },
    ]);
    useComposer.setState({
      problems: [undecodable(1), undecodable(2), problemOf({ kind: 'reference-file-missing', name: 'dropped.png' })],
    });
  });
  const [first, second, dropped] = [/“1.jpg”/, /“2.jpg”/, /“dropped.png”/];

  it('disappears when the picture is removed, and other problems stay', () => {
    removeReference(0);
    expect(problemTitles()).toEqual([expect.stringMatching(second), expect.stringMatching(dropped)]);
  });

  it('disappears when another picture replaces the picture', () => {
    setReferences([
      { role: 'first-frame', referenceId: 3 },
      { role: 'last-frame', referenceId: 2 },
    ]);
    expect(problemTitles()).toEqual([expect.stringMatching(second), expect.stringMatching(dropped)]);
  });

  it('disappears when the next file is chosen', async () => {
    setResults({ 'references.choose': { added: [], failed: [{ kind: 'reference-file-missing', name: 'other.png' }] } });
    await chooseFiles('image', null);
    expect(problemTitles()).toEqual([expect.stringMatching(/“other.png”/)]);
  });

  it('stays while the picture only moves to another slot, or something else changes', () => {
    swapReferences(0, 1);
    writePrompt('a fox');
    expect(problemTitles()).toEqual([expect.stringMatching(first), expect.stringMatching(second), expect.stringMatching(dropped)]);
  });
});

describe('dropped files find their slot', () => {
  const empty = defaultRequest('seedance-1.5-pro', 'a fox');

  it('two images dropped anywhere become first and last frame', () => {
    const one = placeReference(empty, imageReference(1), null);
    const two = one && placeReference(one, imageReference(2), null);
    expect(two?.references).toEqual([
      { role: 'first-frame', referenceId: 1 },
      { role: 'last-frame', referenceId: 2 },
    ]);
    expect(two && placeReference(two, imageReference(3), null)).toBeNull();
  });

  it('a file dropped on a full slot replaces the file in it', () => {
    const full = { ...empty, references: [{ role: 'first-frame' as const, referenceId: 1 }] };
    expect(placeReference(full, imageReference(9), 'first-frame')?.references).toEqual([{ role: 'first-frame', referenceId: 9 }]);
  });

  it('a model that accepts only images refuses a video', () => {
    expect(placeReference(empty, imageReference(1, { kind: 'video', mimeType: 'video/mp4' }), 'first-frame')).toBeNull();
  });

  it('dropped files are passed to main by path, pasted bitmaps as bytes, and one bad file does not affect the others', async () => {
    setResults({
      'references.addFiles': {
        added: [imageReference(1)],
        failed: [{ kind: 'reference-wrong-type', name: 'renamed.png', found: 'application/pdf' }],
      },
      'references.addBytes': imageReference(2),
    });
    const dropped = [
      { path: '/a/1.png', name: '1.png' },
      { path: '/a/renamed.png', name: 'renamed.png' },
      { path: '', name: 'image.png', arrayBuffer: async () => new ArrayBuffer(4) },
    ];
    await addFiles(dropped as unknown as File[], null);
    expect(calls.map(([name]) => name)).toEqual(['references.addFiles', 'references.addBytes']);
    expect(calls[0]?.[1]).toEqual({ paths: ['/a/1.png', '/a/renamed.png'] });
    expect(referenceUses()).toEqual(['first-frame 1', 'last-frame 2']);
    expect(useComposer.getState().problems.map((problem) => problemText(problem).title)).toEqual([
      '“renamed.png” is not an image, video or audio file.',
    ]);
    expect(useComposer.getState().additionIds).toEqual([]);
  });

  it('forty files dropped at once are all processed, and an unreadable one is named', async () => {
    setResults({ 'references.addFiles': { added: [], failed: [] } });
    const dropped = Array.from({ length: 40 }, (_, at) => ({ path: `/a/${at}.png`, name: `${at}.png` }));
    const promise = { path: '', name: 'promise.png', arrayBuffer: () => Promise.reject(new Error('NotReadableError')) };
    await addFiles([...dropped, promise] as unknown as File[], null);
    const addedPaths = calls.flatMap(([, input]) => (input as { paths: string[] }).paths);
    expect(addedPaths).toEqual(dropped.map(({ path }) => path));
    expect(useComposer.getState().problems.map((problem) => problemText(problem).title)).toEqual(['“promise.png” could not be read.']);
    expect(useComposer.getState().additionIds).toEqual([]);
  });

  it('a single video switches the element to “from a video” with a notice, and the user’s own choice stays', async () => {
    chooseModel('kling-custom-element');
    const clip = imageReference(5, { kind: 'video', mimeType: 'video/mp4', name: 'face.mp4', durationSeconds: 4 });
    setResults({ 'references.addFiles': { added: [clip], failed: [] } });
    const dropped = [{ path: '/a/face.mp4', name: 'face.mp4' }] as unknown as File[];
    await addFiles(dropped, null);
    expect(referenceUses()).toEqual(['element-video 5']);
    const path = 'model_params.reference_type';
    expect(useComposer.getState().changes?.list).toEqual([{ field: path, from: 'image_refer', to: 'video_refer' }]);

    useComposer.setState(useComposer.getInitialState(), true);
    chooseModel('kling-custom-element');
    setParameter(path, 'image_refer');
    await addFiles(dropped, null);
    expect(referenceUses()).toEqual([]);
    expect(useComposer.getState().problems).toHaveLength(1);
  });

  it('swapping two references swaps the files, not the roles', () => {
    void loadRequest(
      {
        ...empty,
        references: [
          { role: 'first-frame', referenceId: 1 },
          { role: 'last-frame', referenceId: 2 },
        ],
      },
      null,
    );
    swapReferences(1, 0);
    expect(referenceUses()).toEqual(['first-frame 2', 'last-frame 1']);
  });
});
