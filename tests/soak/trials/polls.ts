// A failed poll never fails a task: a task gets 50 bad responses of every kind in a row, and then a good one.
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import type { FaultAction } from '../../../electron/simulator/faults/faults.ts';
import { createSimulator } from '../../../electron/simulator/simulator.ts';
import { createTinyClips } from '../../contract/simulator/tiny-clip.ts';
import { isStored, openRealStudio, scaledDown, waitFor } from '../../support/real-studio.ts';
import { scaledClock } from '../../support/scaled-clock.ts';
import { fox } from '../../support/studio-bench.ts';
import { submission } from '../../support/submission.ts';
import { exactly, seededRandom, type Trial } from '../trial.ts';

const badPolls = 50;

const faultKinds: readonly FaultAction[] = [
  { kind: 'status', status: 429 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 503, contentType: 'text/html', body: '<html>busy</html>' },
  { kind: 'drop' },
  { kind: 'hang' },
  { kind: 'truncate', bytes: 20 },
  { kind: 'html' },
  { kind: 'html', status: 502 },
];

export const polls: Trial = {
  name: 'polls',
  promise: `${badPolls} consecutive 429/500/502/503/reset/time-out/HTML answers to polls, then success: stored`,
  runs: { full: 10, short: 1 },
  async run({ seed, runs, directory, say }) {
    const next = seededRandom(seed);
    let stored = 0;
    let accepted = 0;
    let harmed = 0;
    for (let run = 0; run < runs; run += 1) {
      // The clock runs 20 times as fast, so that a time-out of 15 s takes 0.75 s. In addition, the product's waits are 50 times shorter.
      const clock = scaledClock(20);
      const http = createNodeHttpClient();
      const service = createSimulator({ directory: null, clips: createTinyClips(), settings: { progressMs: 1 } });
      const addresses = await service.start();
      const studio = openRealStudio({
        directory: `${directory}/${run}`,
        service: addresses,
        clock,
        http,
        timings: scaledDown(productTimings, 50),
      });
      await studio.must('profiles.useSimulator', {});
      const actions = Array.from({ length: badPolls }, () => faultKinds[Math.floor(next() * faultKinds.length)] as FaultAction);
      service.control.addFaults(actions.map((action, index) => ({ match: { endpoint: 'task', nth: index + 1 }, count: 1, action })));
      const { ids } = await studio.must('tasks.submit', submission(fox));
      const isDone = await waitFor(async () => isStored(await studio.task(ids[0] ?? 0)), 110_000);
      stored += isDone ? 1 : 0;
      accepted += service.control.ledger().accepted.length;
      harmed += service.control.state().faults.reduce((sum, rule) => sum + rule.harmed, 0);
      if (!isDone) say(`run ${run}: ${JSON.stringify(await studio.task(ids[0] ?? 0))}`);
      await studio.studio.stop({ withinMs: 0 });
      await service.stop();
      http.close();
    }
    return {
      conditions: [
        exactly('stored', stored, runs),
        exactly('bad answers that were given', harmed, runs * badPolls),
        exactly('requests accepted', accepted, runs),
      ],
      figures: { runs, badPolls: harmed, stored, accepted },
    };
  },
};
