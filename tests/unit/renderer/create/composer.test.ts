import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { randomInteger } from '../../../../renderer/src/views/create/controls/random-integer.ts';
import {
  changeField,
  removeReference,
  setParameter,
  setReferences,
  swapReferences,
  writePrompt,
} from '../../../../renderer/src/views/create/edit-request.ts';
import { problemOf, problemText } from '../../../../renderer/src/views/create/file-problems.ts';
import { loadRequest, restoreNewestDraft } from '../../../../renderer/src/views/create/load-request.ts';
import { badgeOf, findModels, groupModels, lengthText } from '../../../../renderer/src/views/create/model/model-summary.ts';
import { addFiles, chooseFiles, placeReference } from '../../../../renderer/src/views/create/references/add-references.ts';
import { firstShots } from '../../../../renderer/src/views/create/shots/initial-shots.ts';
import { generateActionOf, isDoubleClick, readinessOf, submit } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import { chooseModel } from '../../../../renderer/src/views/create/switch-model.ts';
import type { Reference } from '../../../../shared/generation.ts';
import type { StudioStatus } from '../../../../shared/ipc.ts';
import { checkRequest, defaultRequest, models } from '../../../../shared/models/index.ts';
import { waitReasonOf } from '../../../../shared/wait-reason.ts';

const file = (id: number, more: Partial<Reference> = {}): Reference => ({
  id,
  kind: 'image',
  mimeType: 'image/png',
  name: `${id}.png`,
  bytes: 1_000_000,
  width: 1280,
  height: 720,
  durationSeconds: null,
  framesPerSecond: null,
  hasAlpha: false,
  normalizeReasons: [],
  decoded: true,
  source: null,
  sha256: 'a'.repeat(64),
  addedAtMs: 0,
  derivedFrom: null,
  ...more,
});
const uses = (): string[] => useComposer.getState().request.references.map(({ role, referenceId }) => `${role} ${referenceId}`);
const calls: [string, unknown][] = [];
let results: Readonly<Record<string, unknown>> = {};

beforeEach(() => {
  calls.length = 0;
  results = { 'references.records': { references: [] } };
  vi.stubGlobal('window', {
    studio: {
      call: async (name: string, input: unknown) => {
        calls.push([name, input]);
        return { ok: true, value: results[name] ?? {} };
      },
      pathOf: (dropped: { path: string }) => dropped.path,
    },
  });
  useComposer.setState(useComposer.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

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
    expect(uses()).toEqual(['first-frame 1']);
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
    results = { 'references.choose': { added: [], failed: [{ kind: 'reference-file-missing', name: 'other.png' }] } };
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
    const one = placeReference(empty, file(1), null);
    const two = one && placeReference(one, file(2), null);
    expect(two?.references).toEqual([
      { role: 'first-frame', referenceId: 1 },
      { role: 'last-frame', referenceId: 2 },
    ]);
    expect(two && placeReference(two, file(3), null)).toBeNull();
  });

  it('a file dropped on a full slot replaces the file in it', () => {
    const full = { ...empty, references: [{ role: 'first-frame' as const, referenceId: 1 }] };
    expect(placeReference(full, file(9), 'first-frame')?.references).toEqual([{ role: 'first-frame', referenceId: 9 }]);
  });

  it('a model that accepts only images refuses a video', () => {
    expect(placeReference(empty, file(1, { kind: 'video', mimeType: 'video/mp4' }), 'first-frame')).toBeNull();
  });

  it('dropped files are passed to main by path, pasted bitmaps as bytes, and one bad file does not affect the others', async () => {
    results = {
      'references.addFiles': {
        added: [file(1)],
        failed: [{ kind: 'reference-wrong-type', name: 'renamed.png', found: 'application/pdf' }],
      },
      'references.addBytes': file(2),
    };
    const dropped = [
      { path: '/a/1.png', name: '1.png' },
      { path: '/a/renamed.png', name: 'renamed.png' },
      { path: '', name: 'image.png', arrayBuffer: async () => new ArrayBuffer(4) },
    ];
    await addFiles(dropped as unknown as File[], null);
    expect(calls.map(([name]) => name)).toEqual(['references.addFiles', 'references.addBytes']);
    expect(calls[0]?.[1]).toEqual({ paths: ['/a/1.png', '/a/renamed.png'] });
    expect(uses()).toEqual(['first-frame 1', 'last-frame 2']);
    expect(useComposer.getState().problems.map((problem) => problemText(problem).title)).toEqual([
      '“renamed.png” is not an image, video or audio file.',
    ]);
    expect(useComposer.getState().additionIds).toEqual([]);
  });

  it('forty files dropped at once are all processed, and an unreadable one is named', async () => {
    results = { 'references.addFiles': { added: [], failed: [] } };
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
    const clip = file(5, { kind: 'video', mimeType: 'video/mp4', name: 'face.mp4', durationSeconds: 4 });
    results = { 'references.addFiles': { added: [clip], failed: [] } };
    const dropped = [{ path: '/a/face.mp4', name: 'face.mp4' }] as unknown as File[];
    await addFiles(dropped, null);
    expect(uses()).toEqual(['element-video 5']);
    const path = 'model_params.reference_type';
    expect(useComposer.getState().changes?.list).toEqual([{ field: path, from: 'image_refer', to: 'video_refer' }]);

    useComposer.setState(useComposer.getInitialState(), true);
    chooseModel('kling-custom-element');
    setParameter(path, 'image_refer');
    await addFiles(dropped, null);
    expect(uses()).toEqual([]);
    expect(useComposer.getState().problems).toHaveLength(1);
  });

  it('several shots start with the prompt, and fill the length of the video', () => {
    const shots = firstShots({ ...defaultRequest('kling-v3-text-to-video', 'x'.repeat(600)), durationSeconds: 7 }, 512);
    expect(shots.map(({ prompt, seconds }) => [prompt.length, seconds])).toEqual([
      [512, 4],
      [0, 3],
    ]);
  });

  it('several shots without a chosen length fill the model’s default length', () => {
    const shots = firstShots({ ...defaultRequest('kling-v3-text-to-video', 'a fox'), durationSeconds: null }, 512);
    expect(shots.map(({ seconds }) => seconds)).toEqual([3, 2]);
  });

  it('a random seed is accepted by the service', () => {
    expect([randomInteger(1, 4_294_967_295, () => 0), randomInteger(1, 4_294_967_295, () => 2 ** 32 - 1)]).toEqual([1, 4_294_967_295]);
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
    expect(uses()).toEqual(['first-frame 2', 'last-frame 1']);
  });
});

describe('the form after a change of model', () => {
  it('keeps what fits and reports what changed', () => {
    writePrompt('a fox');
    changeField({ durationSeconds: 12 }, 'durationSeconds');
    chooseModel('MiniMax-Hailuo-2.3');
    const { request, changes } = useComposer.getState();
    expect([request.prompt, request.model]).toEqual(['a fox', 'MiniMax-Hailuo-2.3']);
    expect(changes).toMatchObject({ kind: 'switch', model: 'Hailuo 2.3' });
    expect(changes?.list).toContainEqual({ field: 'durationSeconds', from: '12', to: '6' });
  });

  it('reports the other field that a rule changed', () => {
    chooseModel('MiniMax-Hailuo-2.3');
    changeField({ durationSeconds: 10 }, 'durationSeconds');
    changeField({ quality: '1080p' }, 'quality');
    const { request, changes } = useComposer.getState();
    expect([request.quality, request.durationSeconds, changes?.kind]).toEqual(['1080p', 6, 'rule']);
  });

  it('removes and names a reference that no longer exists', async () => {
    results = { 'references.records': { references: [file(1)] } };
    void loadRequest(
      {
        ...defaultRequest('seedance-1.5-pro', 'x'),
        references: [
          { role: 'first-frame', referenceId: 1 },
          { role: 'last-frame', referenceId: 7 },
        ],
      },
      3,
    );
    await expect.poll(uses).toEqual(['first-frame 1']);
    expect([useComposer.getState().sourceTaskId, useComposer.getState().problems.length]).toEqual([3, 1]);
  });

  it('a second click is a double click only if it follows at once and without a change', async () => {
    results = { 'tasks.submit': { ids: [7] } };
    loadRequest({ ...defaultRequest('seedance-1.5-pro'), prompt: 'a fox' }, null);
    await submit(useComposer.getState().request, false);
    const now = useComposer.getState();
    expect(isDoubleClick(now, now.submittedAtMs + 200)).toBe(true);
    expect(isDoubleClick(now, now.submittedAtMs + 900)).toBe(false);
    writePrompt('another fox');
    expect(isDoubleClick(useComposer.getState(), now.submittedAtMs + 200)).toBe(false);
  });

  it('the problem “no room” disappears after a change of model', async () => {
    results = {
      'references.addFiles': { added: [file(1), file(2), file(3)], failed: [{ kind: 'reference-file-missing', name: 'x.png' }] },
    };
    chooseModel('seedance-1.5-pro');
    await addFiles([{ path: '/a', name: 'a' }] as unknown as File[], null);
    const kinds = () => useComposer.getState().problems.map(({ cause }) => cause.kind);
    expect(kinds()).toEqual(['reference-file-missing', 'no-open-slot']);
    chooseModel('grok-imagine-image-to-video');
    expect(kinds()).toEqual(['reference-file-missing']);
  });

  it('an unsent draft can be restored; a sent or identical draft is not offered', () => {
    const again = defaultRequest('seedance-1.5-pro', 'made before');
    writePrompt('not sent yet');
    void loadRequest(again, 3);
    expect(useComposer.getState().replacedDrafts.map(({ request }) => request.prompt)).toEqual(['not sent yet']);
    restoreNewestDraft();
    expect([useComposer.getState().request.prompt, useComposer.getState().sourceTaskId]).toEqual(['not sent yet', null]);
    useComposer.setState((s) => ({ submittedRequest: s.request }));
    void loadRequest(again, 3);
    expect(useComposer.getState().replacedDrafts).toEqual([]);
    void loadRequest({ ...again }, 4);
    expect(useComposer.getState().replacedDrafts).toEqual([]);
  });
});

describe('readiness of Generate', () => {
  const profile = {
    id: 1,
    kind: 'evolink',
    name: 'Work',
    apiBaseUrl: '',
    filesBaseUrl: '',
    key: { state: 'present', lastFour: '4f2a', protection: 'keychain', backend: 'x' },
    holds: [],
    paused: false,
    requestsPerSecond: 10,
    submitPause: null,
    throttle: null,
    credits: null,
  } as const;
  const status = (more: Partial<StudioStatus> = {}): StudioStatus =>
    ({ profiles: [profile], activeProfileId: 1, ...more }) as unknown as StudioStatus;
  const issues = (prompt: string, more = {}) => checkRequest({ ...defaultRequest('seedance-1.5-pro', prompt), ...more }, new Map());

  it('is ready with a prompt and a key', () => {
    expect(readinessOf(status(), issues('a fox'), false)).toEqual({ kind: 'ready' });
  });

  it('names what is missing, and the field', () => {
    expect(readinessOf(status(), issues(' '), false)).toMatchObject({
      kind: 'not-now',
      field: 'prompt',
      reason: 'Describe what should happen in the video.',
    });
    expect(readinessOf(status(), issues('🦊'.repeat(5_001)), false)).toMatchObject({ kind: 'not-now', field: 'prompt' });
    expect(readinessOf(null, issues('a fox'), false).kind).toBe('not-now');
    expect(readinessOf(status({ activeProfileId: null }), issues('a fox'), false).kind).toBe('not-now');
    const keyless = { ...profile, key: { state: 'none' } } as const;
    expect(readinessOf(status({ profiles: [keyless] }), issues('a fox'), false)).toMatchObject({ reason: 'Work has no key yet.' });
  });

  it('counts an emoji as one character', () => {
    expect(readinessOf(status(), issues('🦊'.repeat(1_000)), false)).toEqual({ kind: 'ready' });
  });

  it('lets the user send a request whose only issues are advice', () => {
    expect(readinessOf(status(), checkRequest(defaultRequest('veo3', 'a fox'), new Map()), false)).toMatchObject({ kind: 'advised' });
  });
});

describe('the action of Generate', () => {
  const profile = { id: 1, name: 'Work', holds: [], paused: false, submitPause: null };
  const other = { ...profile, id: 2, paused: true };
  const status = (more: object): StudioStatus =>
    ({ profiles: [{ ...profile, ...more }, other], activeProfileId: 1 }) as unknown as StudioStatus;
  const noCredits = { error: { kind: 'insufficient-credits' }, ends: { kind: 'credits' } };

  it('knows why a new task would wait, for the active profile only', () => {
    expect(waitReasonOf(null, 0)).toBeNull();
    expect(waitReasonOf(status({}), 0)).toBeNull();
    expect(waitReasonOf(status({ paused: true }), 0)).toMatchObject({ kind: 'paused', profile: { id: 1 } });
    expect(waitReasonOf(status({ holds: [noCredits] }), 0)).toMatchObject({ kind: 'held', hold: noCredits });
    expect(waitReasonOf(status({ holds: [noCredits], paused: true }), 0)?.kind).toBe('paused');
  });

  it('treats a timed pause as a reason to wait until it is over', () => {
    const pause = { why: 'server-error', untilMs: 60_000 };
    expect(waitReasonOf(status({ submitPause: pause }), 59_999)).toMatchObject({ kind: 'send-paused', pause });
    expect(waitReasonOf(status({ submitPause: pause }), 60_000)).toBeNull();
    expect(waitReasonOf(status({ submitPause: pause, holds: [noCredits] }), 0)?.kind).toBe('held');
  });

  it('does not change during a timed pause', () => {
    const reason = waitReasonOf(status({ submitPause: { why: 'server-error', untilMs: 60_000 } }), 0);
    expect(generateActionOf({ kind: 'ready' }, reason)).toBe('send');
  });

  it('is to send, to add to a waiting queue, to send despite advice, or to do nothing', () => {
    const paused = waitReasonOf(status({ paused: true }), 0);
    const notNow = { kind: 'not-now', reason: '', name: '', field: null } as const;
    const advised = { kind: 'advised', advice: [] } as const;
    expect([
      generateActionOf({ kind: 'ready' }, null),
      generateActionOf({ kind: 'ready' }, paused),
      generateActionOf(advised, null),
      generateActionOf(advised, paused),
      generateActionOf(notNow, paused),
    ]).toEqual(['send', 'wait', 'anyway', 'anyway', 'nothing']);
  });
});

describe('the model picker', () => {
  it('searches by name, vendor, id and supported inputs', () => {
    expect(findModels('').length).toBe(models.length);
    expect(findModels('hailuo 02').map(({ id }) => id)).toEqual(['MiniMax-Hailuo-02']);
    expect(findModels('kuaishou edit').every(({ vendor }) => vendor === 'Kuaishou')).toBe(true);
    expect(findModels('no such thing')).toEqual([]);
  });

  it('shows favourites first and every model exactly once', () => {
    const groups = groupModels(findModels(''), ['veo3']);
    expect(groups[0]).toMatchObject({ title: 'Favourites', models: [{ id: 'veo3' }] });
    expect(groups.flatMap((group) => group.models.map(({ id }) => id)).sort()).toEqual(models.map(({ id }) => id).sort());
  });

  it('ranks stable and beta models above withdrawn and undocumented ones', () => {
    const badges = new Set(models.map((model) => `${model.documentation === 'current'} ${badgeOf(model)}`));
    expect([...badges].filter((badge) => badge.startsWith('true')).sort()).toEqual(['true beta', 'true stable']);
    expect([...badges].some((badge) => badge === 'false stable' || badge === 'false beta')).toBe(false);
  });

  it('shows lengths as ranges or lists', () => {
    expect([
      lengthText({ kind: 'range', minSeconds: 4, maxSeconds: 12, defaultSeconds: 5, source: 'both' }),
      lengthText({ kind: 'list', seconds: [6, 10], defaultSeconds: 6, source: 'both' }),
      lengthText({ kind: 'none' }),
    ]).toEqual(['4–12 s', '6, 10 s', 'length by EvoLink']);
  });
});
