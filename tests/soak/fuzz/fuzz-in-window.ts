// Sends the same payloads from inside the window of the real, built studio: through the preload, structured clone and the sender check. The
// trial replaces the system's dialogs and shell, and records what the studio asked them to open.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, ElectronApplication } from '@playwright/test';
import { call } from '../../e2e/support/bridge.ts';
import { createHome, launchStudio } from '../../e2e/support/studio-app.ts';
import { waitFor } from '../../support/real-studio.ts';
import { fox } from '../../support/studio-bench.ts';
import { submission } from '../../support/submission.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import { atMost, exactly, type Findings, type TrialOptions } from '../trial.ts';
import { createCanaries } from './canaries.ts';
import { callNames, type Payload, payloads } from './payloads.ts';
import { buildValue, isUnclonable, type Recipe } from './recipe.ts';
import { createTally, verdictOf } from './verdict.ts';

/** The number of payloads in progress at one time. */
const concurrentCalls = 50;
/** The number of calls from another page than the studio's window. */
const foreignCalls = 200;

/** The outcome of one call. */
interface CallOutcome {
  /** The result of the call, without the value if the value has more than 20,000 characters. */
  readonly result: unknown;
  readonly threw: string | null;
  readonly leaks: boolean;
  readonly tookMs: number;
}

/** Makes the calls. The source of this function is evaluated in the page, so the function must not use anything outside of itself. */
async function callInPage(make: (recipe: Recipe) => unknown, payloads: readonly Payload[], secret: string): Promise<CallOutcome[]> {
  const { studio } = globalThis as unknown as { studio: { call(name: unknown, input: unknown): Promise<unknown> } };
  return await Promise.all(
    payloads.map(async ({ name, input }) => {
      const startedAt = performance.now();
      try {
        const response = await studio.call(make(name), make(input));
        const text = JSON.stringify(response) ?? '';
        const result = text.length > 20_000 ? { ok: (response as { ok: boolean }).ok, value: null } : response;
        return { result, threw: null, leaks: text.includes(secret), tookMs: performance.now() - startedAt };
      } catch (error) {
        return { result: null, threw: String(error), leaks: false, tookMs: performance.now() - startedAt };
      }
    }),
  );
}

/** Makes the calls in the page through the debugger, because the page's content security policy blocks other injected code. */
async function makeCalls(page: CDPSession, payloads: readonly Payload[], secret: string): Promise<readonly CallOutcome[]> {
  const expression = `(${callInPage.toString()})(${buildValue.toString()}, ${JSON.stringify(payloads)}, ${JSON.stringify(secret)})`;
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails !== undefined)
    throw new Error(`the page failed: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return result.value as CallOutcome[];
}

/** Replaces the system's dialogs and shell. Returns a function that reads the paths and URLs that the studio asked the system to open. */
async function replaceSystem(app: ElectronApplication, folder: string, picture: string): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(
    ({ BrowserWindow, dialog, shell }, given) => {
      const noted: string[] = [];
      (globalThis as unknown as { noted: string[] }).noted = noted;
      dialog.showOpenDialog = (async (...payloads: unknown[]) => {
        const { properties = [] } = payloads.at(-1) as { properties?: string[] };
        return { canceled: false, filePaths: [properties.includes('openDirectory') ? given.folder : given.picture] };
      }) as typeof dialog.showOpenDialog;
      // A real dialog would stay open forever.
      dialog.showSaveDialog = (async (...payloads: unknown[]) => {
        const { defaultPath = 'saved' } = payloads.at(-1) as { defaultPath?: string };
        return { canceled: false, filePath: `${given.folder}/${defaultPath.split(/[\\/]/).at(-1)}` };
      }) as typeof dialog.showSaveDialog;
      dialog.showMessageBox = (async () => ({ response: 0, checkboxChecked: false })) as typeof dialog.showMessageBox;
      // On X11 a drag that starts without a pressed button never ends, and main would wait for it.
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.startDrag = ({ file }) => void noted.push(file);
      shell.openPath = async (path) => {
        noted.push(path);
        return '';
      };
      shell.openExternal = async (url) => void noted.push(url);
      shell.showItemInFolder = (path) => void noted.push(path);
    },
    { folder, picture },
  );
  return () => app.evaluate(() => (globalThis as unknown as { noted: string[] }).noted);
}

/** Makes `calls` calls from a page that has the studio's scheme but is not the studio's window. Resolves to the number of refused calls. */
const countRefusedCalls = (app: ElectronApplication, calls: number): Promise<number> =>
  app.evaluate(
    async ({ BrowserWindow, app: inside }, given) => {
      const preload = `${inside.getAppPath()}/out/preload/preload.cjs`;
      const foreignWindow = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, preload } });
      await foreignWindow.loadURL('studio-app://app/clip.html');
      const refused = (await foreignWindow.webContents.executeJavaScript(`(async () => {
      let refused = 0;
      for (let at = 0; at < ${given.calls}; at += 1)
        await window.studio.call(${JSON.stringify(given.names)}[at % ${given.names.length}], {}).then(() => {}, () => { refused += 1; });
      return refused;
    })()`)) as number;
      foreignWindow.destroy();
      return refused;
    },
    { calls, names: callNames },
  );

/** The incidents in the logs, except incidents that the fuzzer itself reported through `system.reportWindowError`. */
const incidentsIn = (logs: string): string[] =>
  readdirSync(logs, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ name }) => readFileSync(join(logs, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"level":"error"') && !line.includes('"where":"window: '));

export async function fuzzInWindow(options: TrialOptions, count: number, next: () => number): Promise<Findings> {
  const { directory, say } = options;
  const home = createHome(directory);
  const canaries = createCanaries(join(directory, 'others'), home.userData);
  writeFileSync(join(home.folder, '.netrc'), canaries.secret);
  const chosenFolder = join(home.videos, 'chosen');
  mkdirSync(chosenFolder);
  // With these switches no host name resolves, so the studio can reach only this computer.
  const studio = await launchStudio(home, { switches: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--no-proxy-server'] });
  let isRunning = true;
  const quit = async (): Promise<void> => {
    if (isRunning) await studio.quit();
    isRunning = false;
  };
  try {
    const { app, page } = studio;
    const cdp = await page.context().newCDPSession(page);
    const openedPaths = await replaceSystem(app, chosenFolder, canaries.picture);
    const pid = app.process().pid;
    let pageDeaths = 0;
    page.on('crash', () => {
      pageDeaths += 1;
    });
    await call(page, 'profiles.useSimulator', {});
    await call(page, 'references.addFiles', { paths: [canaries.picture] });
    const studioPaths = [
      home.userData,
      home.videos,
      join(home.folder, '.cache'),
      join(home.folder, '.config'),
      join(home.folder, '.local'),
      join(home.folder, '.pki'),
    ];
    const before = snapshotOf(directory, studioPaths);

    const tally = createTally();
    const problems: string[] = [];
    const triedCalls = new Set<string>();
    let [slowestMs, thrown, rejectedInPage, leaks, peakRss] = [0, 0, 0, 0, 0];
    const list = payloads({
      random: next,
      count,
      withUnclonable: true,
      values: {
        paths: canaries.paths,
        addresses: [
          'http://127.0.0.1:9/a.png',
          'http://10.0.0.1/a',
          'https://192.0.2.1/a',
          'file:///etc/passwd',
          'data:,x',
          'studio-app://app/',
        ],
        baseUrls: ['http://127.0.0.1:9', 'http://example.com', 'https://user@example.com', 'file:///', 'ftp://x'],
      },
    });
    const countOutcomes = (payloadsAsked: readonly Payload[], results: readonly CallOutcome[]): void => {
      for (const [at, { result, threw, leaks: isLeak, tookMs }] of results.entries()) {
        const payload = payloadsAsked[at] as Payload;
        if (typeof payload.name === 'string') triedCalls.add(payload.name);
        slowestMs = Math.max(slowestMs, tookMs);
        if (isLeak) leaks += 1;
        if (threw !== null) {
          // The page rejects a value that cannot be cloned and does not send the call.
          if (isUnclonable(payload.name) || isUnclonable(payload.input)) rejectedInPage += 1;
          else {
            thrown += 1;
            problems.push(`${JSON.stringify(payload).slice(0, 300)} threw ${threw}`);
          }
          continue;
        }
        const verdict = verdictOf(result);
        tally.add(verdict);
        if (verdict === 'no-result' || verdict === 'internal')
          problems.push(`${JSON.stringify(payload).slice(0, 300)}: ${JSON.stringify(result)}`);
      }
    };
    const rssMiB = () => app.evaluate(() => process.memoryUsage().rss / 2 ** 20);
    const rssBefore = await rssMiB();
    let group: Payload[] = [];
    const flush = async (): Promise<void> => {
      countOutcomes(group, await makeCalls(cdp, group, canaries.secret));
      group = [];
      peakRss = Math.max(peakRss, await rssMiB());
    };
    for (const payload of list) {
      group.push(payload);
      if (group.length === concurrentCalls) await flush();
    }
    await flush();
    const refused = await countRefusedCalls(app, foreignCalls);

    const { id: profileId } = await call(page, 'profiles.useSimulator', {});
    await call(page, 'settings.change', { maxConcurrentTasks: 50 });
    await call(page, 'profiles.pause', { profileId, paused: false });
    const { ids } = await call(page, 'tasks.submit', submission(fox));
    const id = ids[0] ?? 0;
    await call(page, 'tasks.runNext', { id }).catch(() => undefined);
    const isStored = async (): Promise<boolean> => {
      const { task } = await call(page, 'tasks.read', { id });
      return task.state === 'completed' && task.results.every(({ state }) => state === 'stored');
    };
    const stored = await waitFor(isStored, 120_000, 500);
    const isSame = app.process().pid === pid && app.process().exitCode === null;
    const unexpectedlyOpened = (await openedPaths()).filter(
      (path) => !path.startsWith(home.folder) && !path.startsWith('https://evolink.ai/') && !path.startsWith('https://docs.evolink.ai/'),
    );
    const logs = await app.evaluate(({ app: inside }) => inside.getPath('logs'));
    await quit();

    const changed = differences(before, snapshotOf(directory, studioPaths));
    const incidents = incidentsIn(logs);
    for (const line of [...problems.slice(0, 10), ...incidents.slice(0, 10), ...changed.slice(0, 10), ...unexpectedlyOpened])
      say(line.slice(0, 800));
    say(JSON.stringify(tally.all()));
    return {
      conditions: [
        exactly('window: calls of the contract that were tried', callNames.filter((name) => triedCalls.has(name)).length, callNames.length),
        exactly('window: thrown across IPC', thrown, 0),
        exactly('window: answers without a known result or error', tally.of('no-result'), 0),
        exactly('window: incidents in the log', incidents.length, 0),
        exactly('window: deaths of the page', pageDeaths, 0),
        exactly('window: main still the same process', isSame ? 1 : 0, 1),
        exactly('window: calls from a foreign window refused', refused, foreignCalls),
        exactly('window: files changed outside', changed.length, 0),
        exactly('window: answers with a secret of another file', leaks, 0),
        exactly('window: unexpected paths or URLs opened in other programs', unexpectedlyOpened.length, 0),
        exactly('window: videos made afterwards', stored ? 1 : 0, 1),
        atMost('window: slowest call', slowestMs, 15_000, 'ms'),
        atMost('window: peak memory growth of main', peakRss - rssBefore, 800, 'MiB'),
      ],
      figures: {
        windowPayloads: count,
        windowEndedInThePage: rejectedInPage,
        windowSlowestMs: Math.round(slowestMs),
        windowMostHeldMiB: Math.round(peakRss),
      },
    };
  } finally {
    await quit();
  }
}
