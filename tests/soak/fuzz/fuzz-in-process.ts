// Sends payloads through the dispatcher of a complete studio with real parts, and records which files it touches.

import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { createReferenceStore } from '../../../electron/adapters/references/reference-store.ts';
import { type HttpClient, HttpFailure } from '../../../electron/core/ports.ts';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { createSimulator } from '../../../electron/simulator/simulator.ts';
import { createTinyClips } from '../../contract/simulator/tiny-clip.ts';
import { createFakeDesktop } from '../../support/fake-desktop.ts';
import type { FakeLog } from '../../support/fake-log.ts';
import { createFakePictureDecoder } from '../../support/fake-picture-decoder.ts';
import { isStored, openRealStudio, scaledDown, waitFor } from '../../support/real-studio.ts';
import { fox } from '../../support/studio-bench.ts';
import { submission } from '../../support/submission.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import { watchFiles } from '../support/watched-files.ts';
import { atMost, exactly, type Findings, type TrialOptions, timeLimit } from '../trial.ts';
import { createCanaries } from './canaries.ts';
import { callNames, payloads } from './payloads.ts';
import { buildValue } from './recipe.ts';
import { createTally, verdictOf } from './verdict.ts';

/** The number of payloads in progress at one time. */
const concurrentCalls = 4;

/** An HTTP client that refuses every request to another computer and records it. */
function loopbackOnly(http: HttpClient): { readonly http: HttpClient; readonly refused: string[] } {
  const refused: string[] = [];
  return {
    refused,
    http: {
      send(request) {
        if (new URL(request.url).hostname === '127.0.0.1') return http.send(request);
        refused.push(request.url);
        return Promise.reject(new HttpFailure('before', 'connection-failed', 'there is no network here'));
      },
    },
  };
}

/** The incidents in the log, except incidents that the fuzzer itself reported through `system.reportWindowError`. */
const incidentsIn = (log: FakeLog): readonly string[] =>
  log.lines.filter((line) => line.startsWith('incident ') && !line.startsWith('incident window: '));

export async function fuzzInProcess(options: TrialOptions, count: number, next: () => number): Promise<Findings> {
  const { directory, say } = options;
  const home = join(directory, 'studio');
  mkdirSync(home, { recursive: true });
  const canaries = createCanaries(directory, home);
  const service = createSimulator({ directory: null, clips: createTinyClips(), settings: { progressMs: 1, credits: 100_000_000 } });
  const addresses = await service.start();
  const client = createNodeHttpClient();
  const { http, refused } = loopbackOnly(client);
  const outsideBefore = snapshotOf(directory, [home]);
  await import('mediabunny'); // loaded in advance, because the studio loads it with the first video and its files must not count as touched
  const desktop = createFakeDesktop();
  desktop.chosenFolder = join(home, 'other-videos');
  desktop.chosenFiles = [canaries.picture];
  const watch = watchFiles([home]);
  try {
    const bench = openRealStudio({
      directory: home,
      service: addresses,
      clock: systemClock,
      http,
      timings: scaledDown(simulatorTimings, 10),
      checksOutput: true,
      portOverrides: {
        desktop,
        references: createReferenceStore({
          pictures: createFakePictureDecoder(),
          folder: join(home, 'references'),
          http,
          lookup: async () => ['203.0.113.7'],
        }),
      },
    });
    await bench.must('profiles.useSimulator', {});
    // One row of each kind, so that some ids in payloads are valid.
    await bench.must('references.addFiles', { paths: [canaries.picture] });
    await bench.must('tasks.submit', submission(fox, { variations: 12 }));
    await bench.must('templates.save', { id: null, name: 'walk', text: '{subject} walks' });
    const tally = createTally();
    const triedCalls = new Set<string>();
    const succeededCalls = new Set<string>();
    const allowedPaths = new Set<string>([canaries.picture]);
    const problems: string[] = [];
    let [slowestMs, slowestCall, thrown, leaks] = [0, '', 0, 0];
    const rssBefore = process.memoryUsage().rss;
    let peakRss = rssBefore;

    const list = payloads({
      random: next,
      count,
      withUnclonable: false,
      values: {
        paths: canaries.paths,
        addresses: [
          'http://127.0.0.1:9/a.png',
          'http://169.254.169.254/latest/meta-data',
          'http://[::1]:9/a',
          'http://10.0.0.1/a.png',
          'https://name.example/a.png',
          'file:///etc/passwd',
          `${addresses.api}/v1/credits`,
          'http://user:pass@127.0.0.1/',
          'data:image/png;base64,AAAA',
        ],
        baseUrls: [addresses.api, addresses.files, 'http://127.0.0.1:9', 'http://example.com', 'https://user@example.com', 'ftp://x'],
      },
    });
    const send = async (payload: { name: unknown; input: unknown }): Promise<void> => {
      const startedAt = performance.now();
      try {
        const result = await bench.studio.dispatch(payload.name, payload.input);
        const verdict = verdictOf(result);
        tally.add(verdict);
        if (verdict === 'ok' && typeof payload.name === 'string') succeededCalls.add(payload.name);
        if (verdict === 'no-result' || verdict === 'internal')
          problems.push(`${String(payload.name)}: ${JSON.stringify(result)}`.slice(0, 400));
        if (JSON.stringify(result).includes(canaries.secret)) leaks += 1;
      } catch (error) {
        thrown += 1;
        problems.push(`threw: ${error instanceof Error ? error.stack : String(error)}`);
      }
      const tookMs = performance.now() - startedAt;
      if (tookMs > slowestMs) [slowestMs, slowestCall] = [tookMs, typeof payload.name === 'string' ? payload.name.slice(0, 40) : '?'];
    };
    let group: Promise<void>[] = [];
    for (const { name, input } of list) {
      const payload = { name: buildValue(name), input: buildValue(input) };
      if (typeof payload.name === 'string') triedCalls.add(payload.name);
      const paths = (payload.input as { paths?: unknown } | null)?.paths;
      const { path: one } = (payload.input ?? {}) as { path?: unknown };
      if (payload.name === 'library.readTags' && typeof one === 'string') allowedPaths.add(one);
      if (payload.name === 'references.addFiles' && Array.isArray(paths))
        for (const path of paths) if (typeof path === 'string') allowedPaths.add(path);
      group.push(send(payload));
      if (group.length < concurrentCalls) continue;
      await Promise.all(group);
      group = [];
      peakRss = Math.max(peakRss, process.memoryUsage().rss);
    }
    await Promise.all(group);

    // After all payloads the studio must still be able to make a video.
    const { id: profileId } = await bench.must('profiles.useSimulator', {});
    await bench.must('settings.change', { maxConcurrentTasks: 50 });
    // A payload may have set one request per second. At that rate the tasks that the fuzzer created would take a minute.
    await bench.must('profiles.setRequestRate', { profileId, requestsPerSecond: 50 });
    await bench.must('profiles.pause', { profileId, paused: false });
    const { ids } = await bench.must('tasks.submit', submission(fox));
    const id = ids[0] ?? 0;
    await bench.studio.dispatch('tasks.runNext', { id });
    const stored = await waitFor(async () => isStored(await bench.task(id)));
    if (!stored) say(JSON.stringify(await bench.task(id)));
    await bench.studio.stop({ withinMs: 1_000 });

    watch.end();
    const resolved = new Set([...allowedPaths].filter(isAbsolute).map((path) => resolve(path)));
    const touchedOutside = watch.outside.filter(({ call, path }) => !(call === 'open' && resolved.has(path)));
    const changed = differences(outsideBefore, snapshotOf(directory, [home]));
    for (const line of [...problems.slice(0, 10), ...incidentsIn(bench.log).slice(0, 10), ...changed, ...refused.slice(0, 5)]) say(line);
    for (const { call, path } of touchedOutside.slice(0, 10)) say(`${call} ${path}`);
    const opened = openDatabase({ path: join(home, 'studio.sqlite'), nowMs: Date.now(), onSlowStatement: () => undefined });
    const isSound = opened.ok && opened.value.movedAsidePath === null;
    if (opened.ok) opened.value.database.close();
    say(JSON.stringify(tally.all()));
    say(`never succeeded: ${callNames.filter((name) => !succeededCalls.has(name)).join(', ')}`);
    return {
      conditions: [
        exactly('calls of the contract that were tried', callNames.filter((name) => triedCalls.has(name)).length, callNames.length),
        exactly('thrown', thrown, 0),
        exactly('answers without a known result or error', tally.of('no-result'), 0),
        exactly('incidents', incidentsIn(bench.log).length, 0),
        exactly('files changed outside', changed.length, 0),
        exactly('files touched outside that were not given', touchedOutside.length, 0),
        exactly('answers with a secret of another file', leaks, 0),
        exactly('videos made afterwards', stored ? 1 : 0, 1),
        exactly('databases that open afterwards', isSound ? 1 : 0, 1),
        atMost(`slowest call (${slowestCall})`, slowestMs, timeLimit(options.scale, 5_000, 60_000), 'ms'),
        atMost('peak memory growth', (peakRss - rssBefore) / 2 ** 20, 600, 'MiB'),
      ],
      figures: {
        payloads: count,
        answeredWell: tally.of('ok'),
        slowestMs: Math.round(slowestMs),
        leftTheComputer: refused.length,
        stored: Number(stored),
      },
    };
  } finally {
    watch.end();
    await service.stop();
    client.close();
  }
}
