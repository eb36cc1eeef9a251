// Generate waits for files that are still being added, and a file that arrives late is not put into another request.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PaidActionTrigger } from '../../../../renderer/src/input/paid-action-guard.ts';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { removeReference, setReferences, writePrompt } from '../../../../renderer/src/views/create/edit-request.ts';
import { useFixing, whileBusy } from '../../../../renderer/src/views/create/fixing/fixing-store.ts';
import { loadRequest, restoreDraft } from '../../../../renderer/src/views/create/load-request.ts';
import {
  addDropped,
  addFiles,
  addReference,
  addUrl,
  allowAndAdd,
  cancelAdditions,
  chooseFiles,
} from '../../../../renderer/src/views/create/references/add-references.ts';
import { addOrLoadDropped } from '../../../../renderer/src/views/create/references/fill-from-dropped-video.ts';
import { currentReadiness, generateFromComposer } from '../../../../renderer/src/views/create/submit/generate-press.ts';
import { chooseModel } from '../../../../renderer/src/views/create/switch-model.ts';
import type { Reference } from '../../../../shared/generation.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { fileFor } from '../../models/requests.ts';
import { readyStatus } from '../ready-status.ts';

const waysToPress: readonly PaidActionTrigger[] = ['button', 'key', 'menu'];
const late: Reference = fileFor(42, 'first-frame', { name: 'late.png' });

const calls: string[] = [];
/** Sends the response to the pending call. */
let answerCall: (answer: unknown) => void;
const pendingCall = () => new Promise((resolve) => (answerCall = resolve));
const slow = [
  'references.addUrl',
  'references.addFiles',
  'references.addBytes',
  'references.choose',
  'library.readTags',
  'network.allowHost',
];

beforeEach(() => {
  calls.length = 0;
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
  vi.stubGlobal('window', {
    studio: {
      call: async (name: string) => {
        calls.push(name);
        return slow.includes(name) ? await pendingCall() : ok({ ids: [1], references: [] });
      },
      pathOf: ({ path }: { path: string }) => path,
    },
  });
  useComposer.setState(useComposer.getInitialState(), true);
  useFixing.setState(useFixing.getInitialState(), true);
  useStudio.setState(readyStatus());
  writePrompt('a fox');
});
afterEach(() => vi.unstubAllGlobals());

const address = 'https://a.example/late.png';
const droppedFile = (name: string) => [{ path: `/a/${name}`, name }] as unknown as File[];
const sendings = () => calls.filter((name) => name.startsWith('tasks.submit')).length;
const uses = () => useComposer.getState().request.references.map(({ referenceId }) => referenceId);
const problems = () => useComposer.getState().problems.map(({ cause }) => cause.kind);
const press = (by: PaidActionTrigger) => generateFromComposer(by, { kind: 'ready' });

const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['fetched from a URL', () => addUrl(address, null)],
  ['dropped', () => addFiles(droppedFile('late.png'), null)],
  ['dropped as a video that may have a tag record', () => addOrLoadDropped(droppedFile('late.mp4'))],
  ['dragged out of a browser', () => addDropped({ kind: 'bytes', name: 'late.png', bytes: new Uint8Array(4) }, null)],
  ['chosen in the dialog', () => chooseFiles('image', null)],
  [
    'fetched from a host that was just allowed',
    () => allowAndAdd({ kind: 'address-needs-permission', host: 'a.example', url: address, target: null }),
  ],
  ['drawn from a video', () => addReference(() => pendingCall() as Promise<Result<Reference, never>>, null)],
];

describe.each(ways)('while a file is %s', (_way, add) => {
  test.each(waysToPress)('Generate by %s sends nothing, and the button shows why', (by) => {
    void add();
    expect(press(by)).toEqual({ kind: 'not-now', field: 'references' });
    expect(currentReadiness()).toEqual({ kind: 'not-now', reason: 'A file is still being added.', name: '', field: 'references' });
    expect(sendings()).toBe(0);
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  test('the user can cancel the addition even if the call never returns, and Generate is enabled at once', async () => {
    const adding = add();
    cancelAdditions();
    await adding;
    expect(press('key')).toEqual({ kind: 'sent' });
    expect(sendings()).toBe(1);
  });
});

test('Generate is enabled once the file is in its slot, and sends it', async () => {
  const adding = addUrl(address, null);
  answerCall(ok(late));
  expect(await adding).toBe(true);
  expect([uses(), currentReadiness().kind]).toEqual([[late.id], 'ready']);
  expect(press('key')).toEqual({ kind: 'sent' });
});

test('Generate is enabled again when the file is refused', async () => {
  const adding = addUrl(address, null);
  answerCall({ ok: false, error: { kind: 'file-missing' } });
  expect(await adding).toBe(false);
  expect([problems(), currentReadiness().kind]).toEqual([['file-missing'], 'ready']);
});

test('a file that arrives after the user cancelled its addition is left out without a message', async () => {
  const adding = addUrl(address, null);
  cancelAdditions();
  answerCall(ok(late));
  expect([await adding, uses(), problems()]).toEqual([false, [], []]);
});

test('cancelling the first of many files adds none of the others', async () => {
  const many = Array.from({ length: 40 }, (_, at) => droppedFile(`${at}.png`)).flat();
  const adding = addFiles(many, null);
  cancelAdditions();
  answerCall(ok({ added: [late], failed: [] }));
  await adding;
  expect([calls, uses()]).toEqual([['references.addFiles'], []]);
});

test('a file that arrives after another request was loaded is reported as left out, and Generate does not wait for it', async () => {
  const adding = addUrl(address, null);
  const other = defaultRequest('seedance-1.5-pro', 'a tram');
  await loadRequest(other, 7);
  expect([problems(), currentReadiness().kind]).toEqual([['request-replaced'], 'ready']);
  answerCall(ok(late));
  await adding;
  expect(useComposer.getState().request).toEqual(other);
});

test('a video with a tag record does not fill the form once another request was loaded', async () => {
  const adding = addOrLoadDropped(droppedFile('late.mp4'));
  const other = defaultRequest('seedance-1.5-pro', 'a tram');
  await loadRequest(other, 7);
  answerCall(ok({ found: { request: defaultRequest('seedance-1.5-pro', 'a bear'), lost: [] } }));
  await adding;
  expect(useComposer.getState().request).toEqual(other);
});

test('a file that is dropped during start-up is added to the restored draft', async () => {
  const adding = addUrl(address, null);
  await restoreDraft({ request: defaultRequest('seedance-1.5-pro', 'a tram'), sourceTaskId: null, isEdit: false });
  expect(currentReadiness()).toMatchObject({ reason: 'A file is still being added.' });
  answerCall(ok(late));
  await adding;
  expect([useComposer.getState().request.prompt, uses(), problems()]).toEqual(['a tram', [late.id], []]);
});

test('a file that arrives after a change of model is added to the same request', async () => {
  const adding = addUrl(address, null);
  chooseModel('seedance-2.0');
  answerCall(ok(late));
  await adding;
  expect(uses()).toEqual([late.id]);
});

test.each(waysToPress)('Generate by %s sends nothing while a picture of the request is being changed', async (by) => {
  useComposer.setState({ references: new Map([[late.id, late]]) });
  setReferences([{ role: 'first-frame', referenceId: late.id }]);
  let done = (): void => {};
  const changing = whileBusy([late.id], () => new Promise<void>((resolve) => (done = resolve)));
  expect(press(by)).toMatchObject({ kind: 'not-now' });
  expect(currentReadiness()).toMatchObject({ reason: 'An image is still being changed.' });
  removeReference(0);
  expect(currentReadiness().kind).toBe('ready');
  done();
  await changing;
  expect(sendings()).toBe(0);
});

test('a button that was rendered before advice appeared does not send the request', () => {
  chooseModel('veo3');
  expect(press('button')).toEqual({ kind: 'needs-button' });
  expect(generateFromComposer('button', { kind: 'advised', advice: [] })).toEqual({ kind: 'sent' });
  expect(sendings()).toBe(1);
});
