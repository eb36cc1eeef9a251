// Creates and polls tasks by calls, for tests that are not about creating tasks in the window.
import { expect, type Page } from '@playwright/test';
import type { CallInput } from '../../../shared/ipc.ts';
import { defaultRequest } from '../../../shared/models/index.ts';
import { newActionId } from '../../support/action-id.ts';
import { call, hangsAfterMs } from './bridge.ts';
import { storedTile } from './steps.ts';

/** Polls every accepted task now. To spare the real service, the studio itself polls a task only after 15 s. */
export async function pollLiveTasks(page: Page): Promise<void> {
  const { tasks } = await call(page, 'studio.snapshot', {});
  for (const { id, state } of tasks) {
    if (state === 'pending' || state === 'processing') await call(page, 'tasks.pollNow', { id }).catch(() => undefined);
  }
}

/**
 * Polls until the library shows a stored video of this prompt. `waitUntilStored` takes longer because it waits for the studio's own polls.
 */
export async function pollUntilStored(page: Page, prompt: string): Promise<void> {
  await expect(async () => {
    await pollLiveTasks(page);
    await expect(storedTile(page, prompt).first()).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** Submits a request once and returns the id of its task. */
export async function submitOne(page: Page, request: CallInput<'tasks.submit'>['request']): Promise<number> {
  const input = { actionId: newActionId(), request, variations: 1, sendAnyway: true, sourceTaskId: null };
  const { ids } = await call(page, 'tasks.submit', input);
  return ids[0] ?? 0;
}

/** Submits a request, polls until its video is stored, and returns its result id. Videos of other tasks may be stored meanwhile. */
export async function makeVideo(page: Page, request: CallInput<'tasks.submit'>['request']): Promise<number> {
  const id = await submitOne(page, request);
  let resultId = 0;
  await expect
    .poll(
      async () => {
        await pollLiveTasks(page);
        const { task } = await call(page, 'tasks.read', { id });
        const [result] = task.state === 'completed' ? task.results : [];
        resultId = result?.id ?? 0;
        return result?.state ?? task.state;
      },
      { timeout: hangsAfterMs },
    )
    .toBe('stored');
  return resultId;
}

/** The most tasks that one click on Generate submits. */
const maxVariations = 20;

/** Submits `count` tasks in the active profile and waits until the service has accepted each. The service must leave them pending. */
export async function submitPending(page: Page, count: number): Promise<void> {
  await call(page, 'settings.change', { maxConcurrentTasks: count });
  const request = defaultRequest('seedance-1.5-pro', 'paper lanterns over a night market');
  for (let remaining = count; remaining > 0; remaining -= maxVariations) {
    const variations = Math.min(remaining, maxVariations);
    await call(page, 'tasks.submit', { actionId: newActionId(), request, variations, sendAnyway: true, sourceTaskId: null });
  }
  const states = async (): Promise<readonly string[]> => (await call(page, 'studio.snapshot', {})).tasks.map(({ state }) => state);
  const pending = async (): Promise<number> => (await states()).filter((state) => state === 'pending').length;
  await expect
    .poll(pending, { timeout: hangsAfterMs })
    .toBe(count)
    .catch(async (error: unknown) => {
      throw new Error(`not all are at the service: ${await states()}`, { cause: error });
    });
}
