// A resend keeps its idempotency key, with two exceptions: certainly nothing was accepted under the key and the body has changed,
// or the service knows the key with another body.
import { expect, test } from 'vitest';
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, rateLimited, serviceResponse, unauthorized } from '../../../support/fake-api.ts';
import { type Bench, fox } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;
const bench = benchPerTest();

const unavailable: AppError = { kind: 'service-unavailable', retryAfterMs: 60_000, service: serviceResponse(503) };
const conflict = (code: string | null): AppError => ({ kind: 'conflict', service: serviceResponse(409, code) });
async function withImage(): Promise<GenerationRequest> {
  const { added } = await bench.must('references.addFiles', { paths: ['/a.png'] });
  return { ...fox, references: [{ role: 'first-frame', referenceId: added[0]?.id ?? 0 }] };
}
const returnOnce = (outcome: ReturnType<Bench['api']['onSubmit']>) => {
  bench.api.onSubmit = () => {
    bench.api.onSubmit = () => bench.api.accept();
    return outcome;
  };
};
const keys = () => bench.api.submitted.map(({ key }) => key);
const bodies = () => bench.api.submitted.map(({ body }) => JSON.stringify(body));
/** Removes every upload from the file host: the next use uploads again, under another URL. */
function deleteUploads(): void {
  for (const { fileId } of bench.files.hostedFiles) bench.files.deletedUrls.add(`https://files.example/${fileId}`);
}

test.each([
  ['503', { kind: 'refused-for-now', error: unavailable }],
  ['429', { kind: 'refused-for-now', error: rateLimited }],
  ['401', { kind: 'account-refused', error: unauthorized }],
  ['no connection', { kind: 'unknown', wasSent: false, error: noResponse, raw: null }],
] as const)('after %s, which proves that nothing was accepted, another URL of a reference gets another key', async (_name, outcome) => {
  bench.api.onSubmit = () => outcome as never;
  const [id = 0] = await bench.submit(await withImage());
  await bench.clock.advance(11_000); // an upload that was just checked is not checked again
  deleteUploads();
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('profiles.check', { profileId: 1 });
  await bench.clock.advance(5 * 60_000);
  expect((await bench.task(id)).state).toBe('pending');
  expect(bodies().at(-1)).not.toBe(bodies()[0]);
  expect(new Set(keys()).size).toBe(2);
  expect(keys().at(-1)).not.toBe(keys()[0]);
});

test('while the upload of a reference is valid, the same body is sent again with the same key', async () => {
  returnOnce({ kind: 'refused-for-now', error: unavailable } as never);
  const [id = 0] = await bench.submit(await withImage());
  await bench.clock.advance(5 * 60_000);
  expect((await bench.task(id)).state).toBe('pending');
  expect(new Set(bodies()).size).toBe(1);
  expect(new Set(keys()).size).toBe(1);
});

test('a resend of a task that may have been accepted sends the same body while the upload is valid, and always the same key', async () => {
  returnOnce({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await bench.submit(await withImage());
  await bench.clock.sleep(71.5 * hourMs); // too little is left for a new task
  await bench.must('tasks.resend', { id, actionId: newActionId() });
  await bench.clock.advance(5_000);
  expect((await bench.task(id)).state).toBe('pending');
  expect(new Set(bodies()).size).toBe(1);
  expect(new Set(keys()).size).toBe(1);
});

test('a resend whose uploads were deleted keeps its key, because the first send may have been accepted', async () => {
  returnOnce({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await bench.submit(await withImage());
  await bench.clock.advance(11_000);
  deleteUploads();
  await bench.must('tasks.resend', { id, actionId: newActionId() });
  await bench.clock.advance(5_000);
  expect(new Set(bodies()).size).toBe(2);
  expect(new Set(keys()).size).toBe(1);
});

test('a key that EvoLink knows with another body is reconciled, then sent as a new request only on request', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: conflict('idempotency_conflict'), raw: null });
  const [id = 0] = await bench.submit();
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject({ error: { kind: 'conflict' } });
  await bench.clock.advance(2 * hourMs);
  expect(keys()).toHaveLength(1);
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('tasks.resend', { id, actionId: newActionId() });
  await bench.clock.advance(5_000);
  expect((await bench.task(id)).state).toBe('pending');
  expect(new Set(keys()).size).toBe(2);
});

test.each(['paid_outcome_unknown', 'request_in_progress', null])('after a 409 with the code %s, a resend keeps its key', async (code) => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: conflict(code), raw: null });
  const [id = 0] = await bench.submit();
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('tasks.resend', { id, actionId: newActionId() });
  await bench.clock.advance(5_000);
  expect(new Set(keys()).size).toBe(1);
});
