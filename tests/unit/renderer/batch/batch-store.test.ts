import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exceedsLimits } from '../../../../electron/core/dispatch.ts';
import { changeMatrix, toggleMatrixValue, useBatch, writePrompts } from '../../../../renderer/src/views/batch/batch-store.ts';
import { loadBatchFile } from '../../../../renderer/src/views/batch/read-batch-file.ts';
import { isBatchTooLong, sendBatch } from '../../../../renderer/src/views/batch/submit-batch.ts';
import { batchMaxCharacters, emptyMatrix, evaluateLines, matrixLines } from '../../../../shared/batch/index.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

const calls: [string, Readonly<Record<string, unknown>>][] = [];
let answer: (name: string) => unknown;
const submits = () => calls.filter(([name]) => name === 'tasks.submitBatch').map(([, input]) => input);

beforeEach(() => {
  calls.length = 0;
  answer = () => ({ ok: true, value: { ids: [1, 2] } });
  vi.stubGlobal('window', {
    studio: {
      call: async (name: string, input: Readonly<Record<string, unknown>>) => {
        calls.push([name, input]);
        return answer(name);
      },
    },
  });
  useBatch.setState(useBatch.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

const base = defaultRequest('seedance-1.5-pro', 'a fox');
const lines = () =>
  evaluateLines(matrixLines(base, { ...emptyMatrix, variations: 2 }, new Map()), new Map(), useBatch.getState().sentRequests);

it('a second click while the first is in progress submits nothing, and sent lines are not ready again', async () => {
  await Promise.all([sendBatch(lines()), sendBatch(lines())]);
  expect(submits()).toMatchObject([{ items: [{ request: base, count: 2 }], sendAnyway: false }]);
  expect(useBatch.getState()).toMatchObject({ isSubmitting: false, addedTaskIds: [1, 2], isJustAdded: true });
  expect(lines().map(({ status }) => status.kind)).toEqual(['sent']);
});

it('a click after an error repeats the same batch, and a click after a success or a change starts another', async () => {
  answer = () => ({ ok: false, error: { kind: 'internal', incident: 'x' } });
  await sendBatch(lines());
  answer = () => ({ ok: true, value: { ids: [1, 2] } });
  await sendBatch(lines());
  await sendBatch(matrixLines(base, emptyMatrix, new Map()).map((line) => ({ ...line, status: { kind: 'ready' } })));
  const keys = submits().map(({ actionId }) => actionId);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);
  changeMatrix({ variations: 3 });
  expect(useBatch.getState().actionId).not.toBe(keys[2]);
});

it('values keep the order in which they are offered, and each prompt is one line', () => {
  for (const seconds of [8, 4, 5, 8]) toggleMatrixValue('seconds', seconds, [4, 5, 6, 7, 8]);
  writePrompts('a fox\n\n a tram \r\n');
  expect(useBatch.getState().matrix).toMatchObject({ seconds: [4, 5], prompts: ['a fox', 'a tram'] });
});

it('a file may be UTF-8 or UTF-16 with a BOM, and any other encoding is reported as not text', async () => {
  const text = 'prompt\n雪地里的狐狸\n';
  const wide = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]);
  for (const part of [text, wide]) {
    await loadBatchFile(new File([part], 'foxes.csv'));
    expect(useBatch.getState().file).toMatchObject({ name: 'foxes.csv', reading: { kind: 'rows', rows: [{ lineNumber: 2 }] } });
  }
  await loadBatchFile(new File([Uint8Array.from([0xd1, 0xa9, 0xb5, 0xd8, 0xff])], 'broken.csv'));
  expect(useBatch.getState()).toMatchObject({ file: null, fileError: { kind: 'unknown-encoding', name: 'broken.csv' } });
});

it('a GBK file is read and reported as such, and a workbook is reported as a workbook', async () => {
  const gbk = Uint8Array.from([
    ...new TextEncoder().encode('prompt\n'),
    0xd1,
    0xa9,
    0xb5,
    0xd8,
    0xc0,
    0xef,
    0xb5,
    0xc4,
    0xba,
    0xfc,
    0xc0,
    0xea,
    0x0a,
  ]);
  await loadBatchFile(new File([gbk], 'foxes.csv'));
  expect(useBatch.getState().file).toMatchObject({ encoding: 'gbk', reading: { kind: 'rows' } });
  await loadBatchFile(new File(['prompt\na fox\n'], 'foxes.csv'));
  expect(useBatch.getState().file).toMatchObject({ encoding: 'unicode' });
  await loadBatchFile(new File(['PK\u0003\u0004 workbook'], 'foxes.csv'));
  expect(useBatch.getState()).toMatchObject({ file: null, fileError: { kind: 'spreadsheet', name: 'foxes.csv' } });
});

it('main accepts the size of every batch that the window accepts, and the window is only a little stricter', () => {
  const cases = [
    ['a'.repeat(1_990), 1_000],
    ['狐'.repeat(2_200), 900],
    ['"\n'.repeat(3_000), 200],
    ['a', 1_000],
    ['a'.repeat(20_000), 99],
    ['a'.repeat(20_000), 101],
  ] as const;
  for (const [prompt, count] of cases) {
    const judgedLines = evaluateLines(
      Array.from({ length: count }, (_, at) => ({
        lineNumber: at + 1,
        count: 1,
        request: { ...base, prompt },
        changes: [],
        problems: [],
        unreadFileCount: 0,
      })),
      new Map(),
      new Map(),
    );
    const items = judgedLines.map(({ request, count: times }) => ({ request, count: times }));
    const refused = exceedsLimits({ actionId: crypto.randomUUID(), items, sendAnyway: false }) !== null;
    if (!isBatchTooLong(judgedLines)) expect([prompt.length, count, refused]).toEqual([prompt.length, count, false]);
    if (prompt.length * count > batchMaxCharacters) expect(isBatchTooLong(judgedLines)).toBe(true);
    if (prompt.length * count < batchMaxCharacters / 2) expect(isBatchTooLong(judgedLines)).toBe(false);
  }
});

it('each file named in rows is read once, and an unreadable one reports why', async () => {
  answer = (name) =>
    name === 'references.addFiles'
      ? { ok: true, value: { added: [], failed: [{ kind: 'reference-file-missing', name: 'a.png' }] } }
      : { ok: false, error: { kind: 'reference-address', url: 'https://x.example/b.png', reason: 'unreachable' } };
  await loadBatchFile(new File(['first_frame,last_frame\n/a.png,https://x.example/b.png\n/a.png,\n'], 'f.csv'));
  expect(calls).toEqual([
    ['references.addFiles', { paths: ['/a.png'] }],
    ['references.addUrl', { url: 'https://x.example/b.png' }],
  ]);
  expect([...useBatch.getState().files].map(([at, file]) => [at, file.state === 'failed' ? file.error.kind : file.state])).toEqual([
    ['/a.png', 'reference-file-missing'],
    ['https://x.example/b.png', 'reference-address'],
  ]);
});

it('a file that is too large for any batch is rejected before it is read', async () => {
  let read = 0;
  const file = {
    name: 'huge.csv',
    size: 5_000_000_000,
    arrayBuffer: async () => {
      read += 1;
      return new ArrayBuffer(0);
    },
  };
  await loadBatchFile(file as unknown as File);
  expect(useBatch.getState().file?.reading).toMatchObject({
    kind: 'unusable',
    problems: [{ kind: 'too-long', characters: 5_000_000_000 }],
  });
  expect(read).toBe(0);
});

it('a file that finishes loading later makes the lines a new batch, and advice has to be confirmed again', async () => {
  let finishLoading = (): void => undefined;
  answer = (name) =>
    name === 'references.addUrl'
      ? new Promise((resolve) => (finishLoading = () => resolve({ ok: false, error: { kind: 'reference-file-missing', name: 'a.png' } })))
      : { ok: true, value: { ids: [1] } };
  const loading = loadBatchFile(new File(['prompt,image_urls\na fox,https://example.com/a.png\n'], 'foxes.csv'));
  await expect.poll(() => calls.map(([name]) => name)).toContain('references.addUrl');
  useBatch.setState({ sendAnyway: true });
  const { actionId } = useBatch.getState();
  finishLoading();
  await loading;
  expect(useBatch.getState().sendAnyway).toBe(false);
  expect(useBatch.getState().actionId).not.toBe(actionId);
});
