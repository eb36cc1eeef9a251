// Measures the studio at rest: the processor time of all its processes while the library shows 50 tasks that wait at the service, as a
// share of one core. The service runs in this process, so its time does not count. Linux only, because only Linux has processor times in
// /proc.
import { addProfile } from '../e2e/support/accounts.ts';
import { startService } from '../e2e/support/outside-service.ts';
import { navButton } from '../e2e/support/steps.ts';
import { createHome, launchStudio } from '../e2e/support/studio-app.ts';
import { submitPending } from '../e2e/support/tasks.ts';
import { type Figures, figure, median } from './figures.ts';
import { treeTimeMs } from './linux-processes.ts';

const runs = 3;
const runMs = 20_000;
/** The wait before the measurement. After this time posters, the file check at the start and the first polls are done. */
const settleMs = 20_000;
const liveTasks = 50;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * `atRest.none` and `atRest.live50`: processor time during a run. The yardstick is the time of one busy core, so the ratio is a share of
 * one core.
 */
export async function atRestFigures(): Promise<Figures> {
  if (process.platform !== 'linux') return {};
  const home = createHome();
  const service = await startService({ progressMs: 24 * 3_600_000, credits: 100_000 });
  try {
    const studio = await launchStudio(home, { switches: ['--as-shipped'] });
    const pid = studio.app.process().pid;
    if (pid === undefined) throw new Error('the studio has no process');
    const measure = async () => {
      await wait(settleMs);
      const usedMs: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const [beforeMs, beganAtMs] = [treeTimeMs(pid), performance.now()];
        await wait(runMs);
        usedMs.push(((treeTimeMs(pid) - beforeMs) / (performance.now() - beganAtMs)) * runMs);
      }
      return figure(median(usedMs), 'ms', runMs);
    };
    await addProfile(studio.page, { name: 'Work', key: 'sk-rest-0123456789', api: service.api, files: service.files });
    await navButton(studio.page, 'library').click();
    const none = await measure();
    await submitPending(studio.page, liveTasks);
    const live = await measure();
    await studio.quit();
    return { 'atRest.none': none, [`atRest.live${liveTasks}`]: live };
  } finally {
    await service.stop();
    home.remove();
  }
}
