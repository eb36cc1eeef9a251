// Many tasks that stay pending at the service, for tests and measurements of the window while they wait.
import { expect, type Page } from '@playwright/test';
import { defaultRequest } from '../../../shared/models/index.ts';
import { newActionId } from '../../support/action-id.ts';
import { call, hangsAfterMs } from './bridge.ts';

/** The most tasks that one click on Generate submits. */
const maxVariations = 20;

/** Submits `count` tasks in the active profile and waits until the service has accepted each. The service must leave them pending. */
export async function submitPending(page: Page, count: number): Promise<void> {
  await call(page, 'settings.change', { maxConcurrentTasks: count });
  const request = defaultRequest('seedance-1.5-pro', 'paper lanterns over a night market');
  for (let left = count; left > 0; left -= maxVariations) {
    const variations = Math.min(left, maxVariations);
    await call(page, 'tasks.submit', { key: newActionId(), request, variations, sendAnyway: true, sourceTaskId: null });
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
