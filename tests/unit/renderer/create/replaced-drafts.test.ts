// Drafts that the user wrote and did not send, and that loaded requests and prompts replace in the composer.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { startDraftAutosave } from '../../../../renderer/src/views/create/draft-autosave.ts';
import { writePrompt } from '../../../../renderer/src/views/create/edit-request.ts';
import { loadFromVideo, loadRequest, restoreNewestDraft } from '../../../../renderer/src/views/create/load-request.ts';
import { submit } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import { switchLoadedModel } from '../../../../renderer/src/views/create/switch-model.ts';
import { fillPrompt } from '../../../../renderer/src/views/prompts/replace-prompt.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

const owl = defaultRequest('seedance-1.5-pro', 'an owl');
const tram = defaultRequest('seedance-1.5-pro', 'a tram');
const draftPrompt = 'written and not sent';
const now = () => useComposer.getState();
const prompt = (): string => now().request.prompt;
/** The results of main, by call name. */
let results: Readonly<Record<string, () => unknown>> = {};

beforeEach(() => {
  results = { 'tasks.submit': () => ({ ids: [9] }) };
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('window', {
    studio: { call: async (name: string) => ({ ok: true, value: results[name]?.() ?? { references: [] } }) },
    addEventListener: () => {},
    removeEventListener: () => {},
  });
  useComposer.setState(useComposer.getInitialState(), true);
  useStudio.setState(useStudio.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

/** The prompts that the given number of "Restore draft" clicks restores, one after another. */
function restoredPrompts(userActions: number): readonly string[] {
  return Array.from({ length: userActions }, () => {
    restoreNewestDraft();
    return prompt();
  });
}

describe('an unsent prompt comes back', () => {
  it.each<[string, () => Promise<void>]>([
    [
      'after a double click on "Use again"',
      async () => {
        await loadRequest(owl, 3);
        await loadRequest(owl, 3);
      },
    ],
    [
      'after "Use again" on one task and then on another',
      async () => {
        await loadRequest(owl, 3);
        await loadRequest(tram, 4);
      },
    ],
    [
      'after the same video file was dropped twice',
      async () => {
        await loadFromVideo(structuredClone(owl), 'owl.mp4', []);
        await loadFromVideo(structuredClone(owl), 'owl.mp4', []);
      },
    ],
    [
      'after the request from "Use again" was sent',
      async () => {
        await loadRequest(owl, 3);
        await submit(now().request, false);
      },
    ],
    [
      'after "Use again" dropped a missing file, and another "Use again"',
      async () => {
        await loadRequest({ ...owl, references: [{ role: 'first-frame', referenceId: 7 }] }, 3);
        await loadRequest(tram, 4);
      },
    ],
    [
      'after two clicks that load a task and switch it to another model',
      async () => {
        await loadRequest(owl, 3);
        switchLoadedModel('kling-v3-text-to-video');
        await loadRequest(owl, 3);
        switchLoadedModel('kling-v3-text-to-video');
      },
    ],
    [
      'after an earlier prompt and "Use again"',
      async () => {
        fillPrompt('an earlier prompt');
        await loadRequest(owl, 3);
      },
    ],
    [
      'after two earlier prompts were sent, and "Use again"',
      async () => {
        fillPrompt('an earlier prompt');
        fillPrompt('an even earlier prompt');
        await submit(now().request, false);
        await loadRequest(owl, 3);
      },
    ],
    [
      'after "Use again", two earlier prompts and "Use again"',
      async () => {
        await loadRequest(owl, 3);
        fillPrompt('an earlier prompt');
        fillPrompt('an even earlier prompt');
        await loadRequest(tram, 4);
      },
    ],
  ])('%s', async (_, replace) => {
    writePrompt(draftPrompt);
    await replace();
    expect(restoredPrompts(1)).toEqual([draftPrompt]);
    // A request that only came from a task, a file or the history is not offered as a draft.
    expect(restoredPrompts(1)).toEqual([draftPrompt]);
  });
});

it('a task that was edited comes back as that task after "Use again" was used twice', async () => {
  await loadRequest(owl, 3, true);
  writePrompt('an owl at night');
  await loadRequest(tram, 4);
  await loadRequest(tram, 4);
  restoreNewestDraft();
  expect(now()).toMatchObject({ request: { prompt: 'an owl at night' }, sourceTaskId: 3, isEdit: true });
});

it('a task opened for editing counts as a draft even if unchanged, and hides no earlier draft', async () => {
  writePrompt(draftPrompt);
  await loadRequest(owl, 3, true);
  await loadRequest(tram, 4);
  expect(restoredPrompts(2)).toEqual(['an owl', draftPrompt]);
});

it('repeated “Restore draft” reaches every draft', async () => {
  writePrompt('first');
  await loadRequest(owl, 3);
  writePrompt('second');
  await loadRequest(tram, 4);
  writePrompt('third');
  expect(restoredPrompts(4)).toEqual(['second', 'first', 'third', 'second']);
});

it('the draft restored at start counts as the user’s own', async () => {
  useStudio.setState({
    mirror: { status: { composer: defaultRequest('seedance-1.5-pro', draftPrompt), composerActionId: null } },
  } as never);
  const stop = startDraftAutosave();
  await loadRequest(owl, 3);
  stop();
  expect(restoredPrompts(1)).toEqual([draftPrompt]);
});

it('a restored draft that is replaced again comes back again', async () => {
  writePrompt(draftPrompt);
  await loadRequest(owl, 3);
  restoreNewestDraft();
  await loadRequest(tram, 4);
  expect(restoredPrompts(1)).toEqual([draftPrompt]);
});

it('a draft that was replaced while being sent is not offered after it was sent', async () => {
  writePrompt(draftPrompt);
  const { request } = now();
  const sending = submit(request, false);
  fillPrompt('an earlier prompt');
  await sending;
  await loadRequest(owl, 3);
  expect(restoredPrompts(1)).toEqual(['an owl']);
});

it('a template filled with the user’s values counts as a draft', async () => {
  fillPrompt('a fox walks through a forest', 'written');
  await loadRequest(owl, 3);
  expect(restoredPrompts(1)).toEqual(['a fox walks through a forest']);
});

it('an edited task is no longer a draft once it was submitted, and later edits are a new draft', async () => {
  await loadRequest(owl, 3, true);
  const sending = submit(now().request, false);
  writePrompt('an owl at night');
  await loadRequest(tram, 4);
  await sending;
  expect(now()).toMatchObject({
    sourceTaskId: 4,
    replacedDrafts: [{ request: { prompt: 'an owl at night' }, sourceTaskId: null, isEdit: false }],
  });
});
