// Composes and sends one request for each model of the catalogue in the real window. Each ends in a stored video, an element or a
// character.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { GenerationRequest, ReferenceRole } from '../../shared/generation.ts';
import { advisoryIssues, checkRequest, fileKindOf, type Model, models } from '../../shared/models/index.ts';
import { tinyClip } from '../contract/simulator/tiny-clip.ts';
import { startTrials } from '../models/model-trials.ts';
import { call } from './support/bridge.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { greyPng } from './support/plain-pictures.ts';
import { chooseSimulator, generate, messages, navButton, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollLiveTasks } from './support/tasks.ts';

const { home, studio } = studioPerFile();

/** Opens the picker, types the id, moves to the model if several match, and chooses the model. */
async function chooseModel(page: Page, { id }: Model): Promise<void> {
  await page.locator('#model').click();
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill(id);
  const active = () =>
    search.evaluate((field) => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.getAttribute('data-model'));
  for (const key of ['PageUp', ...Array.from({ length: 8 }, () => 'ArrowDown')]) {
    if ((await active()) === id) break;
    await search.press(key);
  }
  await expect.poll(active).toBe(id);
  await search.press('Enter');
  await expect(search).toBeHidden();
}

/** Chooses a file for an empty slot by answering the system's dialog. */
async function fillSlot(page: Page, role: ReferenceRole, index: number): Promise<void> {
  const isImage = fileKindOf(role) === 'image';
  // Files with the same content need the same name, because the studio identifies a file by its content.
  const name = `${index}.${isImage ? 'png' : 'mp4'}`;
  const video = { width: 1280, height: 720, durationSeconds: 4, framesPerSecond: 24, audio: false, seed: index };
  writeFileSync(join(home.folder, name), isImage ? greyPng(40 + index, 1280, 720) : tinyClip(video));
  await answerDialogs(studio, [join(home.folder, name)]);
  await page.locator(`[data-slot="${role}"]:not([data-reference])`).first().click();
  await expect(page.locator(`[data-slot="${role}"][data-reference][title="${name}"]`)).toBeVisible();
}

/** The roles of the references in a valid request of this model. If possible, the request has no warnings except about the model itself. */
function neededRoles(model: Model): readonly ReferenceRole[] {
  const hasDefaultChoices = (parameters: GenerationRequest['parameters']): boolean =>
    model.extra.every(({ type, path, default: preset }) => type !== 'choice' || (parameters[path] ?? null) === preset);
  const candidates = startTrials(model)
    .map(({ input }) => input)
    .filter(({ request }) => hasDefaultChoices(request.parameters));
  const withoutWarnings = candidates.find(({ request, files }) =>
    advisoryIssues(checkRequest(request, files)).every(({ field }) => field === 'model'),
  );
  return (withoutWarnings ?? candidates[0])?.request.references.map(({ role }) => role) ?? [];
}

/** Chooses the shortest duration and the lowest quality to save time, because the test renders 35 videos. */
async function chooseSmallestVideo(page: Page, model: Model): Promise<void> {
  if (model.duration.kind === 'range') await page.getByRole('slider', { name: messages.composer.duration }).press('Home');
  if (model.duration.kind === 'list' && model.duration.defaultSeconds === null)
    await page.getByRole('radiogroup', { name: messages.composer.duration }).getByRole('radio').nth(1).click();
  if (model.quality.kind !== 'list' || model.quality.values.includes('standard')) return;
  const [lowest = ''] = model.quality.values.filter((value) => value !== '512p');
  await page.getByRole('radiogroup', { name: messages.composer.quality }).getByRole('radio', { name: lowest, exact: true }).click();
}

async function send(page: Page, model: Model, earlierTask: string | null): Promise<void> {
  await test.step(model.id, async () => {
    await chooseModel(page, model);
    for (const references = page.locator('[data-reference]'); (await references.count()) > 0; ) {
      await references
        .first()
        .getByRole('button', { name: /^Remove/ })
        .click();
    }
    for (const [index, role] of neededRoles(model).entries()) await fillSlot(page, role, index);
    for (const field of model.extra.filter(({ required, default: preset, type }) => required && preset === null && type !== 'choice')) {
      const control = page.locator(`[data-field="${field.path}"]`).locator('input, textarea');
      await control.fill(field.type === 'task' ? (earlierTask ?? '') : 'Fox');
    }
    await chooseSmallestVideo(page, model);
    await writePrompt(page, `by ${model.id}`);
    await generate(page);
    await expect.poll(() => requestCount(page, model.id)).toBe(1);
  });
}

/** Reads the live tasks and the newest videos. */
async function tasksAndVideos(page: Page) {
  const { tasks } = await call(page, 'studio.snapshot', {});
  const { resultIds } = await call(page, 'library.index', {});
  const { items } = await call(page, 'library.records', { resultIds: resultIds.slice(0, 50) });
  return { tasks, videos: items };
}

/** Counts the tasks of a model, including tasks that have already become a video. */
async function requestCount(page: Page, model: string): Promise<number> {
  const { tasks, videos } = await tasksAndVideos(page);
  const ids = [
    ...tasks.filter(({ request }) => request.model === model).map(({ id }) => id),
    ...videos.filter(({ request }) => request.model === model).map(({ serviceTaskId }) => serviceTaskId),
  ];
  return new Set(ids).size;
}

/** Reads the state of each model's request, or the kind of a stored result that is not a video. */
async function outcomes(page: Page): Promise<Readonly<Record<string, string>>> {
  await pollLiveTasks(page);
  const { tasks, videos } = await tasksAndVideos(page);
  return Object.fromEntries([
    ...tasks.map((task) => {
      const dataResult = task.state === 'completed' ? task.results.find(({ kind }) => kind !== 'video') : undefined;
      return [task.request.model, dataResult?.state === 'stored' ? dataResult.kind : task.state] as const;
    }),
    ...videos.map(({ request, state }) => [request.model, state] as const),
  ]);
}

test('each of the 37 models produces a stored video, an element or a character', async () => {
  const { page } = studio;
  await chooseSimulator(page);
  await call(page, 'settings.change', { maxConcurrentTasks: 8 });
  // The model that extends a video needs an earlier task.
  const [extendModel] = models.filter(({ kinds }) => kinds.includes('extend'));
  const extendableModels = models.filter(({ id }) => id === 'veo3.1-fast');
  const others = models.filter((model) => model !== extendModel && !extendableModels.includes(model));
  for (const model of [...extendableModels, ...others]) await send(page, model, null);
  await expect.poll(async () => (await outcomes(page))['veo3.1-fast']).toBe('stored');
  const { items } = await call(page, 'library.records', { resultIds: (await call(page, 'library.index', {})).resultIds.slice(0, 50) });
  const extendableVideo = items.find(({ request }) => request.model === 'veo3.1-fast');
  if (extendModel !== undefined) await send(page, extendModel, extendableVideo?.serviceTaskId ?? null);

  const expectedOutcome = { video: 'stored', element: 'element', character: 'character' } as const;
  await expect
    .poll(() => outcomes(page), { intervals: [1_000] })
    .toEqual(Object.fromEntries(models.map(({ id, output: makes }) => [id, expectedOutcome[makes]])));

  // Elements and characters are not videos, so the queue shows them.
  await navButton(page, 'queue').click();
  const row = (id: string) => page.getByRole('listitem').filter({ hasText: `by ${id}` });
  await expect(row('kling-custom-element')).toContainText('the element is ready: ');
  await expect(row('sora-character')).toContainText('the character is ready');
});
