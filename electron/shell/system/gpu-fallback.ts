// Handles a GPU process that keeps crashing: Chromium restarts it each time, but with an unsuitable card or driver the window flickers for ever. After
// several crashes, starts within the next week use software rendering. The core does not notice.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Log } from '../../core/ports.ts';

const crashWindowMs = 60_000;
const crashLimit = 3;
const softwareRenderingMs = 7 * 24 * 3_600_000;

/** Adds a crash: returns the times that still count, and whether they are too many. */
export function recordGpuCrash(
  before: readonly number[],
  nowMs: number,
): { readonly times: readonly number[]; readonly isTooOften: boolean } {
  const times = [...before.filter((at) => nowMs - at < crashWindowMs), nowMs];
  return { times, isTooOften: times.length >= crashLimit };
}

const fileOf = (userData: string): string => join(userData, 'graphics.json');

/** True when this start draws in software; false where the file is missing or not ours. */
export function usesSoftwareRendering(userData: string, nowMs: number): boolean {
  try {
    const stored: unknown = JSON.parse(readFileSync(fileOf(userData), 'utf8'));
    const untilMs = typeof stored === 'object' && stored !== null && 'withoutCardUntilMs' in stored ? stored.withoutCardUntilMs : 0;
    return typeof untilMs === 'number' && untilMs > nowMs && untilMs <= nowMs + softwareRenderingMs;
  } catch {
    return false;
  }
}

/** Watches the helper processes; `onRepeatedCrashes` is called at most once per run. */
export function watchGpuProcess(options: { app: App; userData: string; log: Log; onRepeatedCrashes(): void }): void {
  const { app, userData, log, onRepeatedCrashes } = options;
  let times: readonly number[] = [];
  let isReported = false;
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    if (reason === 'clean-exit') return;
    log.warn('helper-process-gone', { type, reason, exitCode, ...(serviceName === undefined ? {} : { serviceName }) });
    if (type !== 'GPU') return;
    const recorded = recordGpuCrash(times, Date.now());
    times = recorded.times;
    if (!recorded.isTooOften || isReported) return;
    isReported = true;
    try {
      writeFileSync(fileOf(userData), JSON.stringify({ withoutCardUntilMs: Date.now() + softwareRenderingMs }));
    } catch (error) {
      log.warn('graphics-not-written', { reason: String(error) });
    }
    onRepeatedCrashes();
  });
}
