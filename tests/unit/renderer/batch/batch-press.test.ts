// Generate in a batch sends the shown lines, and only while they match the composer.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PaidActionTrigger } from '../../../../renderer/src/input/paid-action-guard.ts';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { createBatchPresses, currentSource, type ShownBatch } from '../../../../renderer/src/views/batch/batch-press.ts';
import { useBatch, writePrompts } from '../../../../renderer/src/views/batch/batch-store.ts';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { changeField, writePrompt } from '../../../../renderer/src/views/create/edit-request.ts';
import { useFixing } from '../../../../renderer/src/views/create/fixing/fixing-store.ts';
import { addUrl, cancelAdditions } from '../../../../renderer/src/views/create/references/add-references.ts';
import { evaluateLines, linesToSend, matrixLines } from '../../../../shared/batch/index.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { ok } from '../../../../shared/result.ts';
import { readyStatus } from '../ready-status.ts';

const waysToPress: readonly PaidActionTrigger[] = ['button', 'key', 'menu'];

/** The prompts of each batch that was submitted. */
const batches: (readonly string[])[] = [];
beforeEach(() => {
  batches.length = 0;
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
  vi.stubGlobal('window', {
    studio: {
      call: async (name: string, input: { readonly items: readonly { readonly request: GenerationRequest }[] }) => {
        if (name === 'references.addUrl') return await new Promise(() => {});
        if (name === 'tasks.submitBatch') batches.push(input.items.map(({ request }) => request.prompt));
        return ok({ ids: [1] });
      },
    },
  });
  useComposer.setState(useComposer.getInitialState(), true);
  useBatch.setState(useBatch.getInitialState(), true);
  useFixing.setState(useFixing.getInitialState(), true);
  useStudio.setState(readyStatus());
  writePrompt('a fox');
});
afterEach(() => vi.unstubAllGlobals());

/** The footer of the batch as it is shown once the lines have followed the composer. */
function shownBatch(): ShownBatch {
  const source = { ...currentSource() };
  const { request, references, batch } = source;
  const lines = evaluateLines(matrixLines(request, batch.matrix, references), references, batch.sentRequests);
  const { sendAnyway } = useBatch.getState();
  const toSend = linesToSend(lines, sendAnyway);
  return { source, toSend, sendAnyway, action: toSend.length === 0 ? 'nothing' : 'send' };
}

test.each(waysToPress)('Generate by %s sends the shown lines', (by) => {
  expect(createBatchPresses().press(by, shownBatch())).toBe('sent');
  expect(batches).toEqual([['a fox']]);
});

test.each(waysToPress)('Generate by %s right after the last word waits for the lines with that word', (by) => {
  const presses = createBatchPresses();
  const before = shownBatch();
  writePrompt('a fox in the snow');
  expect(presses.press(by, before)).toBe('waits');
  presses.handleShown(before);
  expect(batches).toEqual([]);
  presses.handleShown(shownBatch());
  presses.handleShown(shownBatch());
  expect(batches).toEqual([['a fox in the snow']]);
});

test('pressing Generate again while the first press waits sends one batch', () => {
  const presses = createBatchPresses();
  const before = shownBatch();
  writePrompt('a fox in the snow');
  presses.press('key', before);
  presses.press('key', before);
  presses.handleShown(shownBatch());
  presses.handleShown(shownBatch());
  expect(batches).toEqual([['a fox in the snow']]);
});

test('Generate also waits for the lines of the batch’s own prompts', () => {
  const presses = createBatchPresses();
  writePrompts('a tram');
  const before = shownBatch();
  writePrompts('a tram at night');
  expect(presses.press('key', before)).toBe('waits');
  presses.handleShown(shownBatch());
  expect(batches).toEqual([['a tram at night']]);
});

test('a waiting Generate is dropped when the user continues typing', () => {
  const presses = createBatchPresses();
  const before = shownBatch();
  writePrompt('a fox in');
  presses.press('key', before);
  writePrompt('a fox in the snow');
  presses.handleShown(shownBatch());
  expect(batches).toEqual([]);
});

test('a waiting Generate is dropped when the number of tasks differs from the number on the button', () => {
  const presses = createBatchPresses();
  const before = shownBatch();
  writePrompts('a tram\na bear');
  presses.press('key', before);
  presses.handleShown(shownBatch());
  expect(batches).toEqual([]);
});

test('a waiting Generate is dropped when the price of the lines differs from the shown price', () => {
  const presses = createBatchPresses();
  const before = shownBatch();
  changeField({ durationSeconds: 10 }, 'durationSeconds');
  presses.press('key', before);
  presses.handleShown(shownBatch());
  expect(batches).toEqual([]);
});

test.each(waysToPress)('Generate by %s sends nothing while a file is being added to the composer', (by) => {
  const presses = createBatchPresses();
  const shown = shownBatch();
  void addUrl('https://a.example/late.png', null);
  expect(presses.press(by, shown)).toBe('refused');
  expect(batches).toEqual([]);
  cancelAdditions();
  expect(presses.press(by, shownBatch())).toBe('sent');
});

test('lines with advice are sent only by the button itself, and only if the user has chosen to send them', () => {
  const presses = createBatchPresses();
  useBatch.setState({ sendAnyway: true });
  const shown: ShownBatch = { ...shownBatch(), action: 'anyway' };
  expect(presses.press('key', shown)).toBe('needs-button');
  useBatch.setState({ sendAnyway: false });
  expect(presses.press('button', shown)).toBe('refused');
  expect(batches).toEqual([]);
});
