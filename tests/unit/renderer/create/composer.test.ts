// The form of the composer: initial values, and what a change of model, a second click or a loaded request does to it.
import { describe, expect, it } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { randomInteger } from '../../../../renderer/src/views/create/controls/random-integer.ts';
import { changeField, writePrompt } from '../../../../renderer/src/views/create/edit-request.ts';
import { loadRequest, restoreNewestDraft } from '../../../../renderer/src/views/create/load-request.ts';
import { addFiles } from '../../../../renderer/src/views/create/references/add-references.ts';
import { firstShots } from '../../../../renderer/src/views/create/shots/initial-shots.ts';
import { isDoubleClick, submit } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import { chooseModel } from '../../../../renderer/src/views/create/switch-model.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { composerPerTest, imageReference, referenceUses } from './composer-fixture.ts';

const { setResults } = composerPerTest();

describe('an initial value', () => {
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
    setResults({ 'references.records': { references: [imageReference(1)] } });
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
    await expect.poll(referenceUses).toEqual(['first-frame 1']);
    expect([useComposer.getState().sourceTaskId, useComposer.getState().problems.length]).toEqual([3, 1]);
  });

  it('a second click is a double click only if it follows at once and without a change', async () => {
    setResults({ 'tasks.submit': { ids: [7] } });
    loadRequest({ ...defaultRequest('seedance-1.5-pro'), prompt: 'a fox' }, null);
    await submit(useComposer.getState().request, false);
    const now = useComposer.getState();
    expect(isDoubleClick(now, now.submittedAtMs + 200)).toBe(true);
    expect(isDoubleClick(now, now.submittedAtMs + 900)).toBe(false);
    writePrompt('another fox');
    expect(isDoubleClick(useComposer.getState(), now.submittedAtMs + 200)).toBe(false);
  });

  it('the problem “no room” disappears after a change of model', async () => {
    setResults({
      'references.addFiles': {
        added: [imageReference(1), imageReference(2), imageReference(3)],
        failed: [{ kind: 'reference-file-missing', name: 'x.png' }],
      },
    });
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
