// Drives an app that Playwright has not started, over its debugging port. This is the only way with the shipping fuses, which forbid the
// inspector.
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium, expect, type Page } from '@playwright/test';
import { isTargetShown, studioTarget } from './devtools-target.ts';

export interface DrivenWindow {
  readonly page: Page;
  /** Disconnects from the app, which keeps running. */
  release(): Promise<void>;
}

/**
 * Resolves with the debugging address that a process prints. Keeps reading the output, so that the process never blocks. `onLine` gets
 * every line.
 */
export function debuggingAddress(child: ChildProcess, onLine: (line: string) => void = () => undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error('no debugging address within two minutes')), 120_000);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        onLine(line);
        const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1];
        if (address === undefined) return;
        clearTimeout(timeout);
        resolve(address);
      });
    }
    child.once('exit', (code) => {
      clearTimeout(timeout);
      reject(new Error(`the app ended early with ${code}`));
    });
  });
}

/**
 * Connects to the studio's window once it is shown. If Playwright attached while the first document commits, it would wait for an event
 * that Chromium did not send (see `launch-electron.ts`).
 */
export async function driveOverPort(address: string): Promise<DrivenWindow> {
  await expect(async () => expect(await isTargetShown(await studioTarget(address))).toBe(true)).toPass({ timeout: 120_000 });
  const browser = await chromium.connectOverCDP(`http://${address}`);
  for (const deadlineMs = Date.now() + 120_000; Date.now() < deadlineMs; ) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((one) => one.url().startsWith('studio-app:'));
    if (page !== undefined) return { page, release: () => browser.close() };
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('no window within two minutes');
}

/** Waits until nothing listens at `address`, because the app may outlive the process that started it and still write to its profile. */
export async function waitUntilClosed(address: string): Promise<void> {
  const isListening = (): Promise<boolean> =>
    fetch(`http://${address}/json/version`, { signal: AbortSignal.timeout(5_000) }).then(
      () => true,
      () => false,
    );
  await expect.poll(isListening, { timeout: 60_000 }).toBe(false);
}
