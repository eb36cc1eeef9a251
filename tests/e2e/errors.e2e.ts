// Tests every error as the user sees it. One queue shows each refusal of the service and each way a task can fail, with its message, its
// button and the service's response. Also: what the buttons do, a withdrawn model, and the details of a task and of an uploaded file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { FaultAction } from '../../electron/simulator/faults/faults.ts';
import type { AppError } from '../../shared/errors.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import { defaultRequest } from '../../shared/models/index.ts';
import { taskErrors } from '../../shared/service-errors/index.ts';
import type { Task } from '../../shared/task.ts';
import { newActionId } from '../support/action-id.ts';
import { dialogOf } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { checkView, largerSize, takeScreenshot } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { greyPng } from './support/plain-pictures.ts';
import { messages, navButton, promptField, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile({ choosesSimulator: true });
let service: OutsideService;
let profiles = 0;

test.beforeAll(async () => {
  service = await startService({ credits: 100_000 });
  await call(studio.page, 'settings.change', { maxConcurrentTasks: 20 });
});
test.afterAll(() => service?.stop());

const foxRequest = (prompt: string, model = 'seedance-1.5-pro'): GenerationRequest => ({
  ...defaultRequest(model, prompt),
  ...(model === 'seedance-1.5-pro' ? { quality: '480p', durationSeconds: 4 } : {}),
});

const newestKey = () => `sk-errors-${profiles}-0123456789`;

/** Adds a profile for one situation, because a hold or a pause affects a whole profile. */
async function newProfile(page: Page, name: string): Promise<number> {
  profiles += 1;
  const connection = { profileId: null, name, key: newestKey(), apiBaseUrl: service.api, filesBaseUrl: service.files };
  return (await call(page, 'profiles.connect', connection)).id;
}
async function send(page: Page, request: GenerationRequest): Promise<number> {
  const { ids } = await call(page, 'tasks.submit', {
    actionId: newActionId(),
    request,
    variations: 1,
    sendAnyway: true,
    sourceTaskId: null,
  });
  return ids[0] ?? 0;
}
/** Polls the task repeatedly until `condition` is true. */
async function waitForTask(page: Page, id: number, condition: (task: Task) => boolean): Promise<void> {
  await expect
    .poll(async () => {
      const { task } = await call(page, 'tasks.read', { id });
      if (condition(task)) return 'fulfilled';
      await pollLiveTasks(page);
      return task;
    })
    .toBe('fulfilled');
}
const errorOf = (task: Task): AppError | null => ('error' in task ? task.error : 'pollError' in task ? task.pollError : null);
/** Makes the next request of the newest profile fail. */
const failNext = (endpoint: string, action: FaultAction): void => {
  service.simulator.clearFaults();
  service.simulator.addFaults([{ match: { endpoint, key: newestKey() }, count: 1, action }]);
};

/** Scrolls to the task's row in the queue and returns it; only visible rows are in the page. */
async function rowOf(page: Page, prompt: string): Promise<Locator> {
  const row = page.getByRole('region', { name: messages.queue.title }).locator('li').filter({ hasText: prompt }).first();
  const scroller = page.getByRole('region', { name: messages.queue.title }).locator('ul').locator('..');
  await expect(async () => {
    for (let y = 0; y < 40 && (await row.count()) === 0; y += 1) {
      await scroller.evaluate((node, top) => node.scrollTo(0, top), y * 400);
      // The next frame draws the rows at this position.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    }
    expect(await row.count()).toBe(1);
  }).toPass();
  await row.scrollIntoViewIfNeeded();
  return row;
}

const status = (code: number, change: Partial<Extract<FaultAction, { kind: 'status' }>> = {}): FaultAction => ({
  kind: 'status',
  status: code,
  ...change,
});
const signInPage = status(200, { body: '<!doctype html><p>Sign in', contentType: 'text/html' });
const httpCases: readonly (readonly [name: string, endpoint: 'create' | 'upload-stream', action: FaultAction])[] = [
  ['400', 'create', status(400, { code: 'invalid_parameter' })],
  ['401', 'create', status(401)],
  ['402', 'create', status(402)],
  ['403', 'create', status(403)],
  ['404', 'create', status(404)],
  ['409', 'create', status(409, { code: 'paid_outcome_unknown' })],
  ['413', 'create', status(413)],
  ['429', 'create', status(429, { retryAfter: 600 })],
  ['500', 'create', status(500)],
  ['502', 'create', status(502)],
  ['503', 'create', status(503, { retryAfter: 600 })],
  ['no answer', 'create', { kind: 'drop' }],
  ['not JSON', 'create', signInPage],
  ['file host 400', 'upload-stream', status(400, { message: 'Unsupported file' })],
  ['file host 403', 'upload-stream', status(403, { message: 'Forbidden' })],
];

test('the queue shows each error with its message, its button and the service’s response', async () => {
  const { page } = studio;
  await navButton(page, 'queue').click();
  const sentTasks: { readonly prompt: string; readonly id: number }[] = [];
  service.simulator.configure({ fileErrorsOn200: true });
  const frame = join(home.folder, 'frame.png');
  writeFileSync(frame, greyPng(90));
  const { added } = await call(page, 'references.addFiles', { paths: [frame] });
  const references = [{ role: 'first-frame' as const, referenceId: added[0]?.id ?? 0 }];
  for (const [name, endpoint, action] of httpCases) {
    await newProfile(page, `Profile ${name}`);
    failNext(endpoint, action);
    const prompt = `a fox and ${name}`;
    const id = await send(page, endpoint === 'create' ? foxRequest(prompt) : { ...foxRequest(prompt), references });
    await waitForTask(page, id, (task) => errorOf(task) !== null);
    sentTasks.push({ prompt, id });
  }
  service.simulator.clearFaults();
  await newProfile(page, 'Failures');
  for (const code of Object.keys(taskErrors)) {
    const prompt = `a fox [simulate:${code}]`;
    sentTasks.push({ prompt, id: await send(page, foxRequest(prompt)) });
  }
  for (const { id } of sentTasks.slice(httpCases.length)) await waitForTask(page, id, ({ state }) => state === 'failed');

  for (const { prompt, id } of sentTasks) {
    const { task } = await call(page, 'tasks.read', { id });
    const error = errorOf(task);
    if (error === null) throw new Error(`${prompt} has no error`);
    const row = await rowOf(page, prompt);
    const { title, action } = messages.errorText(error);
    const serviceMessage = messages.serviceWords(error);
    const isUnconfirmed = task.state === 'unconfirmed';
    await expect(row, prompt).toContainText(isUnconfirmed ? 'It is unclear whether EvoLink accepted this.' : title.replace(/\.$/, ''));
    if (isUnconfirmed) await expect(row.getByRole('button', { name: messages.queue.actions['poll-now'] }), prompt).toBeVisible();
    else if (action !== null) await expect(row.getByRole('button', { name: new RegExp(`^${action.label}`) }), prompt).toBeVisible();
    if (serviceMessage !== null) {
      await row.getByText(messages.queue.rawMessage).click();
      await expect(row.locator('pre'), prompt).toContainText(serviceMessage);
      await row.getByText(messages.queue.rawMessage).click();
    }
  }
  // The studio sent nothing twice automatically: the service accepted no refused request, and accepted each failing task exactly once.
  expect(service.simulator.ledger().accepted).toHaveLength(Object.keys(taskErrors).length);
  await checkView(page, 'errors-queue');
});

test('the button of an error leads to the prompt, the image slot or the key, or counts down to the next attempt', async () => {
  const { page } = studio;
  await page.setViewportSize(largerSize);
  const contentRow = await rowOf(page, '[simulate:content_policy_violation]');
  await contentRow.getByRole('button', { name: 'Edit prompt' }).click();
  await expect(promptField(page)).toBeFocused();
  await expect(promptField(page)).toHaveValue('a fox [simulate:content_policy_violation]');
  // A new profile and task, so that the countdown has just begun.
  await newProfile(page, 'Busy');
  const busyId = await send(page, foxRequest('a fox at a busy hour [simulate:service_error]'));
  await waitForTask(page, busyId, ({ state }) => state === 'failed');
  const busyRow = await rowOf(page, 'a fox at a busy hour');
  await expect(busyRow.getByRole('button', { name: /^Try again in 0:\d\d/ })).toHaveAttribute('aria-disabled', 'true');
  const timeoutRow = await rowOf(page, '[simulate:generation_timeout]');
  await timeoutRow.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(promptField(page)).toHaveValue('a fox [simulate:generation_timeout]');
  const file = await rowOf(page, 'a fox and file host 400');
  await file.getByRole('button', { name: 'Change images' }).click();
  await expect(page.locator('[data-slot="first-frame"] :focus')).toBeAttached();
  const refusedRow = await rowOf(page, 'a fox and 401');
  await refusedRow.getByRole('button', { name: 'Replace key…' }).click();
  const dialog = dialogOf(page, messages.settings.replaceKeyOf('Profile 401'));
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a task that failed because its model was withdrawn can be sent with another model of the same kind', async () => {
  const { page } = studio;
  await newProfile(page, 'Withdrawn');
  service.simulator.configure({ goneModels: ['kling-v3-text-to-video'] });
  const before = service.simulator.ledger().accepted.length;
  const id = await send(page, { ...foxRequest('a fox whose model is gone', 'kling-v3-text-to-video'), durationSeconds: 10, quality: '4k' });
  await waitForTask(page, id, ({ state }) => state === 'failed');
  await navButton(page, 'queue').click();
  const row = await rowOf(page, 'a fox whose model is gone');
  await expect(row).toContainText('EvoLink does not offer this model to this key.');
  const others = row.getByRole('button', { name: /^Use .* instead$/ });
  await expect(others).toHaveCount(3);
  await checkView(page, 'errors-withdrawn');
  await row.getByRole('button', { name: 'Choose a model' }).click();
  await expect(page.getByPlaceholder(messages.modelPicker.searchHint)).toBeVisible();
  await page.keyboard.press('Escape');
  const name = (await others.first().textContent())?.replace(/^Use (.*) instead$/, '$1') ?? '';
  await others.first().click();
  await expect(page.locator('[data-field="model"]')).toContainText(name);
  await expect(promptField(page)).toHaveValue('a fox whose model is gone');
  await page.getByRole('button', { name: /^(Generate|Send anyway)/ }).click();
  await expect.poll(() => service.simulator.ledger().accepted.length).toBe(before + 1);
});

test('after a server error waiting tasks show that sending is paused and when it is tried again', async () => {
  const { page } = studio;
  await newProfile(page, 'Paused by an error');
  failNext('create', status(500));
  const failed = await send(page, foxRequest('a fox that met an error'));
  await waitForTask(page, failed, ({ state }) => state === 'unconfirmed');
  await send(page, foxRequest('a fox behind it'));
  const pauseReason = messages.queue.submitPauseReasons['server-error'];

  await navButton(page, 'queue').click();
  const row = await rowOf(page, 'a fox behind it');
  await expect(row).toContainText(pauseReason);
  await expect(row).toContainText(/next try in \d:\d\d/);
  await writePrompt(page, 'a fox that comes later');
  await expect(page.locator('#generate-state')).toContainText(/^Sending is paused after a server error at EvoLink\..* next try at \d/);
  await expect(page.getByRole('button', { name: messages.composer.generate, exact: true })).toBeVisible();
  await checkView(page, 'errors-sending-paused');

  await row.getByRole('button', { name: messages.queue.more }).click();
  await page.getByRole('menuitem', { name: messages.queue.actions.details }).click();
  await expect(dialogOf(page, messages.inspector.title)).toContainText(
    `${pauseReason.charAt(0).toUpperCase()}${pauseReason.slice(1)}, next try in`,
  );
  await page.keyboard.press('Escape');
});

test('the details of a task and of an uploaded file list every field of the responses, even missing ones', async () => {
  const { page } = studio;
  await newProfile(page, 'Inside');
  const frame = join(home.folder, 'inside.png');
  writeFileSync(frame, greyPng(140));
  await answerDialogs(studio, [frame]);
  const { added } = await call(page, 'references.addFiles', { paths: [frame] });
  const id = await send(page, {
    ...foxRequest('a fox from the inside [simulate:upstream_error]'),
    references: [{ role: 'first-frame', referenceId: added[0]?.id ?? 0 }],
  });
  await waitForTask(page, id, ({ state }) => state === 'failed');
  const row = await rowOf(page, 'a fox from the inside');
  await row.getByRole('button', { name: messages.queue.actions.details }).click();
  const inspector = dialogOf(page, messages.inspector.title);
  const fields = inspector.getByRole('region', { name: messages.inspector.responses });
  for (const path of Object.keys(messages.inspector.fieldNames)) await expect(fields.getByText(path, { exact: true })).toBeAttached();
  await expect(fields).toContainText('upstream_error');
  await expect(fields).toContainText(messages.inspector.notProvided);
  await expect(inspector.getByRole('region', { name: messages.inspector.files })).toContainText('inside.png');
  await checkView(page, 'errors-inspector');
  await fields.scrollIntoViewIfNeeded();
  await takeScreenshot(page, 'errors-inspector-fields');
  await page.keyboard.press('Escape');
  await navButton(page, 'settings').click();
  const box = page.getByRole('region', { name: messages.files.title });
  await box.getByRole('button', { name: messages.files.show }).click();
  const file = box.getByRole('list', { name: messages.files.list }).getByRole('listitem').filter({ hasText: 'inside.png' }).first();
  await file.getByText(messages.files.details).click();
  for (const path of Object.keys(messages.files.replyNames)) await expect(file.getByText(path, { exact: true })).toBeVisible();
  await checkView(page, 'errors-upload');
});
