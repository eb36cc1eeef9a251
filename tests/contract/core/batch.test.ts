// Five hundred tasks from one press against the simulator, over HTTP: sent at the profile's pace, paused by a 429, each accepted once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEvolinkApi } from '../../../electron/adapters/evolink-api.ts';
import { createFilesApi } from '../../../electron/adapters/files-api.ts';
import { createLibrary } from '../../../electron/adapters/library.ts';
import { createNodeHttpClient } from '../../../electron/adapters/node-http-client.ts';
import { createReferenceStore } from '../../../electron/adapters/reference-store.ts';
import { usualPerSecond } from '../../../electron/core/pace.ts';
import type { Clock, EvolinkApi } from '../../../electron/core/ports.ts';
import { simulatorTimings } from '../../../electron/core/timings.ts';
import { systemRandom as random } from '../../../electron/shell/clock.ts';
import { createSimulator, type Simulator } from '../../../electron/simulator/simulator.ts';
import { createStudio, type Studio } from '../../../electron/studio.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import { scaledClock } from '../../soak/support/scaled-clock.ts';
import { createFakeDesktop, createFakeKeyVault } from '../../support/fake-desktop.ts';
import { createFakePosters } from '../../support/fake-files.ts';
import { createFakeLog } from '../../support/fake-log.ts';
import { fox } from '../../support/studio-bench.ts';
import { createTinyClips } from '../simulator/tiny-clip.ts';

const total = 500;
/** The studio's clock runs this much faster, so that minutes of waiting fit into a test. */
const faster = 8;
const pauseMs = 30_000;

const http = createNodeHttpClient();
const clock: Clock = scaledClock(faster);
let directory: string;
let service: Simulator;
let studio: Studio;
/** When each submission left, by the studio's clock. */
let leftAtMs: number[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'batch-'));
  leftAtMs = [];
  service = createSimulator({
    directory: join(directory, 'service'),
    clips: createTinyClips(),
    settings: { progressMs: 1, credits: 100_000 },
  });
  const { api: apiBaseUrl, files: filesBaseUrl } = await service.start();
  const real = createEvolinkApi({ http, clock, version: '0.0.0' });
  const api: EvolinkApi = {
    ...real,
    submit(account, body, key, signal) {
      leftAtMs.push(clock.now());
      return real.submit(account, body, key, signal);
    },
  };
  // Nothing but sending is of interest here: nobody looks, so nothing is downloaded, and running tasks do not hold the others up.
  const timings = { ...simulatorTimings, firstLookMs: 86_400_000, rateLimitedMinMs: pauseMs, rateLimitedMaxMs: pauseMs + 1_000 };
  studio = createStudio(
    {
      clock,
      random,
      log: createFakeLog(),
      simulator: { start: async () => ({ apiBaseUrl, filesBaseUrl }), stop: async () => undefined },
      api,
      files: createFilesApi({ http, clock, version: '0.0.0' }),
      library: createLibrary({ http, clock }),
      references: createReferenceStore({ folder: join(directory, 'references'), http }),
      posters: createFakePosters(),
      keys: createFakeKeyVault(),
      desktop: createFakeDesktop(),
    },
    {
      databasePath: join(directory, 'studio.sqlite'),
      defaultLibraryFolder: join(directory, 'videos'),
      timings: { evolink: timings, simulator: timings },
      app: { version: '0.0.0', platform: 'linux', electron: '0' },
      systemLocales: ['en'],
      environmentKey: null,
      checksOutput: true,
    },
  );
  const started = studio.start();
  if (!started.ok) throw new Error(started.error.kind);
  await must('profiles.useSimulator', {});
});
afterEach(async () => {
  await studio.stop({ withinMs: 0 });
  await service.stop();
  http.close();
  await rm(directory, { recursive: true, force: true });
});

async function must<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await studio.dispatch(name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as CallOutput<N>;
}

const submitted = () => service.control.ledger().accepted;
const most = (counts: readonly number[]): number => counts.reduce((a, b) => Math.max(a, b), 0);

test('five hundred tasks leave at the pace, a 429 pauses them, and each is accepted once', async () => {
  service.control.addFaults([{ match: { endpoint: 'create', nth: 200 }, count: 1, action: { kind: 'status', status: 429 } }]);
  await must('settings.change', { maxRunning: total });
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  stalls.enable();
  const items = Array.from({ length: total / 2 }, (_, n) => ({ request: { ...fox, prompt: `fox ${n}` }, count: 2 }));
  const press = () => must('tasks.submitBatch', { key: 'one-press', items, sendAnyway: false });
  const [first, second] = await Promise.all([press(), press()]);
  expect(second.ids).toEqual(first.ids);
  expect(first.ids).toHaveLength(total);
  await expect.poll(() => submitted().length, { timeout: 50_000, interval: 100 }).toBe(total);

  // Each once: the one that met the 429 left twice, with one key.
  expect(leftAtMs).toHaveLength(total + 1);
  expect(new Set(submitted().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(total);
  const prompts = submitted().map(({ body }) => (body as { readonly prompt: string }).prompt);
  for (const { request } of items) expect(prompts.filter((prompt) => prompt === request.prompt)).toHaveLength(2);

  // At the pace, on the whole and in any second. What the machine held up between a permission and its request, magnified by the faster
  // clock, says nothing of the pace: a second is looked at without it.
  expect((leftAtMs.at(-1) ?? 0) - (leftAtMs[0] ?? 0)).toBeGreaterThanOrEqual(((total - usualPerSecond) / usualPerSecond) * 1_000 + pauseMs);
  const secondMs = 1_000 - (stalls.max / 1e6) * faster;
  const fullest = most(leftAtMs.map((from) => leftAtMs.filter((ms) => ms >= from && ms < from + secondMs).length));
  expect(fullest).toBeLessThanOrEqual(usualPerSecond);
  // And the 429 held everything back.
  const gaps = leftAtMs.map((ms, at) => ms - (leftAtMs[at - 1] ?? ms));
  expect(most(gaps)).toBeGreaterThanOrEqual(pauseMs - 1_000);
  const { tasks } = await must('studio.snapshot', {});
  expect(tasks.filter(({ state }) => state === 'unconfirmed' || state === 'failed' || state === 'waiting')).toEqual([]);
});
