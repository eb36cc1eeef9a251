// Searches for a leaked key in the real, built studio: its heap, files, processes and window, after the key was entered, refused, saved and used,
// and after a restart and a crash.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { defaultRequest } from '../../../shared/models/index.ts';
import { connectButton, dialogOf, keyField } from '../../e2e/support/accounts.ts';
import { call, callRaw } from '../../e2e/support/bridge.ts';
import { startService } from '../../e2e/support/outside-service.ts';
import { plainPng } from '../../e2e/support/plain-pictures.ts';
import { messages, navButton } from '../../e2e/support/steps.ts';
import { createHome, launchStudio, type RunningStudio } from '../../e2e/support/studio-app.ts';
import { pollLiveTasks } from '../../e2e/support/tasks.ts';
import { newActionId } from '../../support/action-id.ts';
import { waitFor } from '../../support/real-studio.ts';
import { atLeast, type Condition, exactly, type Findings, type TrialOptions } from '../trial.ts';
import { canaryKey, echoFaults } from './echoes.ts';
import { heapCanary, heapOf } from './heap.ts';
import { searchFiles, searchProcesses, spelledIn, spellingsOf } from './spellings.ts';

export async function leakInWindow({ directory, say }: TrialOptions, next: () => number): Promise<Findings> {
  const key = canaryKey(next);
  const spellings = spellingsOf(key);
  const home = createHome(directory);
  const temporary = join(home.folder, 'tmp');
  mkdirSync(temporary);
  const picture = join(directory, 'given.png');
  writeFileSync(picture, plainPng(640, 640, [9, 9, 9]));
  const service = await startService({ credits: 400 });
  const conditions: Condition[] = [];
  const expectNoHits = (what: string, hits: readonly string[]): void => {
    for (const hit of hits.slice(0, 10)) say(`${what}: ${hit}`);
    conditions.push(exactly(`spellings of the key ${what}`, hits.length, 0));
  };
  const searchHeap = async (page: Page, what: string): Promise<number> => {
    const heap = await heapOf(page);
    conditions.push(atLeast(`known text found in the heap ${what}`, heap.includes(heapCanary) ? 1 : 0, 1, 'times'));
    expectNoHits(`in the heap of the window ${what}`, spelledIn(heap, spellings));
    return heap.byteLength;
  };
  const processesAndFiles = (when: string): number => {
    const files = searchFiles(home.folder, spellings);
    expectNoHits(`in files ${when}`, files.hits);
    if (process.platform === 'linux') expectNoHits(`in arguments and environments ${when}`, searchProcesses(spellings).hits);
    return files.files;
  };
  let studio: RunningStudio | null = null;
  const launch = async (): Promise<RunningStudio> => launchStudio(home, { environment: { TMPDIR: temporary } });
  const quit = async (): Promise<void> => {
    const running = studio;
    studio = null;
    await running?.quit();
  };
  try {
    studio = await launch();
    const { page } = studio;
    service.simulator.addFaults(echoFaults(key, 'credits', [401, 403]));
    await navButton(page, 'settings').click();
    await page.getByRole('button', { name: messages.settings.add, exact: true }).click();
    const dialog = dialogOf(page, messages.settings.addProfile);
    await keyField(dialog).fill(key);
    await dialog.getByText(messages.settings.baseUrls).click();
    await dialog.getByLabel(messages.settings.apiBaseUrl).fill(service.api);
    await dialog.getByLabel(messages.settings.filesBaseUrl).fill(service.files);
    for (let refusals = 0; refusals < 2; refusals += 1) {
      await connectButton(dialog).click();
      await dialog.getByRole('alert').waitFor();
      expectNoHits(
        `on the screen after refusal ${refusals + 1}`,
        spelledIn(Buffer.from((await page.locator('body').textContent()) ?? ''), spellings),
      );
    }
    await connectButton(dialog).click();
    await dialog.waitFor({ state: 'hidden' });
    const profile = (await call(page, 'studio.snapshot', {})).status.profiles.find(({ kind }) => kind === 'evolink');
    conditions.push(
      exactly('keys kept in the keychain', profile?.key.state === 'present' && profile.key.protection === 'keychain' ? 1 : 0, 1),
    );
    const profileId = profile?.id ?? 0;
    const heapBytes = await searchHeap(page, 'after saving');

    service.simulator.addFaults([
      ...echoFaults(key, 'create', [401, 402]),
      ...echoFaults(key, 'task', [401]),
      ...echoFaults(key, 'upload-stream', [401]),
      ...echoFaults(key, 'list-files', [401]),
    ]);
    const { added } = await call(page, 'references.addFiles', { paths: [picture] });
    const request = {
      ...defaultRequest('seedance-1.5-pro', 'a kite'),
      references: [{ role: 'first-frame' as const, referenceId: added[0]?.id ?? 0 }],
    };
    const { ids } = await call(page, 'tasks.submit', {
      actionId: newActionId(),
      request,
      variations: 2,
      sendAnyway: true,
      sourceTaskId: null,
    });
    await callRaw(page, 'files.list', { profileId, page: 1 });
    const stored = await waitFor(
      async () => {
        await callRaw(page, 'profiles.check', { profileId });
        await pollLiveTasks(page);
        const tasks = await Promise.all(ids.map(async (id) => (await call(page, 'tasks.read', { id })).task));
        return tasks.some((task) => task.state === 'completed' && task.results.every(({ state }) => state === 'stored'));
      },
      240_000,
      2_000,
    );
    conditions.push(exactly('videos stored despite the refusals', stored ? 1 : 0, 1));
    if (!stored) say(JSON.stringify((await call(page, 'studio.snapshot', {})).tasks));
    const echoes = service.simulator.state().faults.reduce((sum, rule) => sum + rule.harmed, 0);
    conditions.push(atLeast('refusals that echoed the key', echoes, 6, 'responses'));

    await page.reload();
    await navButton(page, 'library').waitFor();
    await searchHeap(page, 'after saving and reloading');
    processesAndFiles('while it runs');
    await quit();
    processesAndFiles('after it ran');

    studio = await launch();
    await navButton(studio.page, 'library').waitFor();
    const checked = await callRaw(studio.page, 'profiles.check', { profileId });
    conditions.push(exactly('checks of the key after a restart', checked.ok ? 1 : 0, 1));
    await searchHeap(studio.page, 'after a restart');
    // If crash dumps were enabled, this crash would leave one.
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await quit();
    const files = processesAndFiles('after a crash of the page');
    const addressSearch = searchFiles(home.folder, new Map([['address', Buffer.from(service.api)]]));
    conditions.push(atLeast('files in which the service’s address was found', addressSearch.hits.length, 1, 'files'));
    const dumps = searchFiles(home.folder, new Map([['dump', Buffer.from('MDMP\x93\xa7', 'latin1')]])).hits;
    conditions.push(exactly('crash dumps', dumps.length, 0));
    return { conditions, figures: { windowFiles: files, windowHeapMiB: Math.round(heapBytes / 2 ** 20), windowEchoes: echoes } };
  } finally {
    await quit();
    await service.stop();
  }
}
