// What the log records about the jobs of a task, from Generate to the poster, and that it contains no secrets.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { noResponse, rateLimited, serviceResponse, unauthorized } from '../../../support/fake-api.ts';
import { createFakeLog } from '../../../support/fake-log.ts';
import { type Bench, createWorld, fox, startBench } from '../../../support/studio-bench.ts';

let bench: Bench;
let debugLines: string[];
beforeEach(async () => {
  debugLines = [];
  bench = startBench({ world: { ...createWorld(), log: createFakeLog((line) => debugLines.push(line)) } });
  await bench.connect();
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
});

type Line = Readonly<Record<string, unknown>>;
/** The log lines of jobs, without what depends on the machine. */
function jobLines(): Line[] {
  return bench.log.lines
    .filter((line) => line.startsWith('job-'))
    .map((line) => {
      const { tookMs: _, ...fields } = JSON.parse(line.slice(line.indexOf(' '))) as Line;
      return { event: line.slice(0, line.indexOf(' ')), ...fields };
    });
}
const endsOf = (job: string): Line[] => jobLines().filter((line) => line.event === 'job-end' && line.job === job);

test('each job of a task logs a start line and an end line, from the submission to the poster', async () => {
  const [id = 0] = await bench.submit();
  const serviceId = bench.api.lastTaskId();
  await bench.clock.advance(16_000);
  bench.api.finish(serviceId);
  await bench.clock.advance(20_000);
  const resultId = (await bench.taskIn(id, 'completed')).results[0]?.id;
  const ids = { task: id, result: resultId };
  // Sorted by job, because a job may begin before the job that made it due has logged its end.
  const lines = ['submit', 'poll', 'download', 'poster'].flatMap((job) => jobLines().filter((line) => line.job === job));
  expect(lines).toEqual([
    { event: 'job-start', job: 'submit', task: id, profile: 1, attempt: 1 },
    { event: 'job-end', job: 'submit', task: id, profile: 1, attempt: 1, outcome: 'done', serviceTaskId: `…${serviceId.slice(-5)}` },
    { event: 'job-end', job: 'poll', task: id, profile: 1, outcome: 'done', state: 'completed' },
    { event: 'job-start', job: 'download', ...ids, attempt: 1 },
    { event: 'job-end', job: 'download', ...ids, attempt: 1, outcome: 'done', bytes: 1_000 },
    { event: 'job-start', job: 'poster', ...ids },
    { event: 'job-end', job: 'poster', ...ids, outcome: 'done' },
  ]);
  // A poll without news is logged at level debug only.
  expect(debugLines.filter((line) => line.includes('"outcome":"unchanged"'))).toHaveLength(1);
});

test('a refusal for now is logged as a retry with its delay, the pause and the lowered rate', async () => {
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 20_000 } });
  await bench.submit();
  expect(endsOf('submit')).toEqual([
    { event: 'job-end', job: 'submit', task: 1, profile: 1, attempt: 1, outcome: 'retry', why: 'rate-limited', inMs: 20_000 },
  ]);
  expect(bench.log.lines.filter((line) => /^(rate|profile|service)-/.test(line))).toEqual([
    'rate-lowered {"profile":1,"requestsPerSecond":5}',
    'profile-paused {"profile":1,"waitMs":20000}',
    'service-error {"profile":1,"call":"submit","why":"rate-limited","effect":"paused"}',
  ]);
});

test('a final refusal is logged as failed; a missing response leaves the task unconfirmed and pauses submissions', async () => {
  bench.api.onSubmit = () => ({ kind: 'refused', error: { kind: 'invalid-request', service: serviceResponse(400) } });
  await bench.submit();
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  await bench.submit();
  expect(endsOf('submit').map(({ outcome, why }) => [outcome, why])).toEqual([
    ['failed', 'invalid-request'],
    ['unconfirmed', 'no-response'],
  ]);
  expect(bench.log.lines.some((line) => line.startsWith('submits-paused {"profile":1,"why":"unclear-response"'))).toBe(true);
  bench.api.onList = () => fail(noResponse);
  await bench.clock.advance(70_000);
  expect(endsOf('reconcile')[0]).toMatchObject({ task: 2, outcome: 'retry', why: 'no-response', attempt: 1, tasks: 1 });
});

test('a rejected key holds the profile, and the next key is logged without the key', async () => {
  bench.api.onSubmit = () => ({ kind: 'account-refused', error: unauthorized });
  await bench.submit();
  expect(bench.log.lines).toContain('profile-held {"profile":1,"why":"unauthorized"}');
  const connection = { profileId: 1, name: 'Mine', key: 'sk-another-9999', apiBaseUrl: null, filesBaseUrl: null };
  await bench.must('profiles.connect', connection);
  expect(bench.log.lines).toContain('profile-released {"profile":1,"why":"unauthorized"}');
  expect(bench.log.lines).toContain('key-stored {"profile":1,"another":true,"keptIn":"keychain"}');
  expect(bench.log.lines.join()).not.toContain('9999');
});

test('only the first of consecutive failed polls is logged', async () => {
  await bench.submit();
  bench.api.onPoll = () => fail(noResponse);
  await bench.clock.advance(120_000);
  expect(endsOf('poll')).toEqual([expect.objectContaining({ outcome: 'retry', why: 'no-response', attempt: 1 })]);
  expect(debugLines.filter((line) => line.startsWith('job-end') && line.includes('"outcome":"retry"')).length).toBeGreaterThan(2);
});

test('no log line of any level contains a key, a prompt, a link, a path or a message of the service', async () => {
  const canary = 'canary';
  const request = { ...fox, prompt: `a ${canary} in the snow` };
  const service = { ...serviceResponse(400), message: `${canary} message`, body: `${canary} body` };
  const outcomes = [
    () => bench.api.accept(),
    () => ({ kind: 'refused', error: { kind: 'invalid-request', service } }) as const,
    () => ({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 1_000, service } }) as const,
    () => ({ kind: 'unknown', wasSent: true, error: { kind: 'server-error', service }, raw: canary }) as const,
  ];
  bench.api.onSubmit = () => (outcomes.shift() ?? (() => bench.api.accept()))();
  bench.library.onDownload = () => fail({ kind: 'link-refused', httpStatus: 403 });
  for (let index = 0; index < 4; index += 1) {
    await bench.submit(request);
    await bench.clock.advance(30_000);
  }
  for (const serviceTaskId of bench.api.tasks.keys())
    bench.api.finish(serviceTaskId, { results: [{ kind: 'video', url: `https://files.example/${canary}.mp4` }] });
  await bench.clock.advance(120_000);
  expect(new Set(jobLines().map(({ outcome }) => outcome))).toContain('unconfirmed');
  expect(endsOf('download').length).toBeGreaterThan(0);
  const all = [...bench.log.lines, ...debugLines].join('\n');
  for (const secret of [canary, 'sk-abcdefgh1234', '1234', 'https://', '/videos']) expect(all).not.toContain(secret);
});
