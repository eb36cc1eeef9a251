// The variations of a request are the number of tasks per click. They multiply the cost, so a number applies only to the request for which
// it was chosen.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeMatrix, resetAfterNewRequest, useBatch } from '../../../../renderer/src/views/batch/batch-store.ts';
import { sendBatch } from '../../../../renderer/src/views/batch/submit-batch.ts';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { setVariations, writePrompt } from '../../../../renderer/src/views/create/edit-request.ts';
import { loadFromVideo, loadRequest, restoreNewestDraft, startWithFile } from '../../../../renderer/src/views/create/load-request.ts';
import { submit } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import { fillPrompt } from '../../../../renderer/src/views/prompts/replace-prompt.ts';
import { evaluateLines, linesToSend, matrixLines, taskCount } from '../../../../shared/batch/index.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

const fox = defaultRequest('seedance-1.5-pro', 'a fox');
const owl = defaultRequest('seedance-1.5-pro', 'an owl');
const variations = (): number => useComposer.getState().variations;
/** The main process's responses by call name; each function runs when its call arrives. */
let responses: Readonly<Record<string, () => unknown>> = {};

beforeEach(() => {
  responses = { 'tasks.submit': () => ({ ids: [1, 2, 3, 4] }), 'tasks.submitBatch': () => ({ ids: [1] }) };
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('window', {
    studio: { call: async (name: string) => ({ ok: true, value: responses[name]?.() ?? { references: [] } }) },
  });
  useComposer.setState(useComposer.getInitialState(), true);
  useBatch.setState(useBatch.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

describe('the variations of the composer', () => {
  it.each([
    ['Use again and Edit', () => loadRequest(owl, 3)],
    ['a video file that is dropped', () => loadFromVideo(owl, 'owl.mp4', [])],
    ['an earlier prompt or a template', async () => fillPrompt('an owl')],
    ['Continue from its last frame', async () => startWithFile()],
  ])('are 1 again after %s', async (_, begin) => {
    await loadRequest(fox, null);
    setVariations(8);
    await begin();
    expect(variations()).toBe(1);
  });

  it('are 1 again when a draft is restored', async () => {
    writePrompt('not sent yet');
    await loadRequest(owl, 3);
    setVariations(8);
    restoreNewestDraft();
    expect([useComposer.getState().request.prompt, variations()]).toEqual(['not sent yet', 1]);
  });

  it('stay while the same request is edited', () => {
    writePrompt('a fox');
    setVariations(4);
    writePrompt('a fox in the snow');
    expect(variations()).toBe(4);
  });

  it('are 1 again after a success, and stay after a failure', async () => {
    setVariations(4);
    await submit(fox, false);
    expect(variations()).toBe(1);
    setVariations(4);
    vi.stubGlobal('window', { studio: { call: async () => ({ ok: false, error: { kind: 'internal', incident: 'x' } }) } });
    await submit(fox, false);
    expect(variations()).toBe(4);
  });

  it('keep a number that was chosen while the previous request was being sent', async () => {
    responses = {
      'tasks.submit': () => {
        setVariations(2);
        return { ids: [1, 2, 3, 4] };
      },
    };
    setVariations(4);
    await submit(fox, false);
    expect(variations()).toBe(2);
  });
});

describe('the variations of a batch', () => {
  it('are 1 again after a success, and no line of the batch can be sent a second time', async () => {
    changeMatrix({ models: ['seedance-1.5-pro', 'veo3'], variations: 4 });
    const lines = () => {
      const { matrix, sentRequests } = useBatch.getState();
      return linesToSend(evaluateLines(matrixLines(fox, matrix, new Map()), new Map(), sentRequests), true);
    };
    expect(taskCount(lines())).toBe(8);
    await sendBatch(lines());
    const { matrix } = useBatch.getState();
    expect([matrix.models.length, matrix.variations, taskCount(lines())]).toEqual([2, 1, 0]);
    changeMatrix({ prompts: ['an owl'] });
    expect(taskCount(lines())).toBe(2);
  });

  it('are 1 again when the composer starts a new request, and stay while the same request is edited', async () => {
    changeMatrix({ models: ['seedance-1.5-pro', 'veo3'], variations: 4 });
    writePrompt('a fox in the snow');
    resetAfterNewRequest(useComposer.getState().requestCount);
    expect(useBatch.getState().matrix.variations).toBe(4);
    await loadRequest(owl, 3);
    resetAfterNewRequest(useComposer.getState().requestCount);
    expect(useBatch.getState().matrix).toMatchObject({ models: ['seedance-1.5-pro', 'veo3'], variations: 1 });
  });
});
