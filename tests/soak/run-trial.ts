// Runs one trial in its own folder, and removes the folder afterwards.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Findings, Scale, Trial } from './trial.ts';

export interface Report extends Findings {
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  readonly tookSeconds: number;
}

export async function perform(
  trial: Trial,
  options: { readonly seed: number; readonly runs: number | null; readonly scale: Scale; say(line: string): void },
): Promise<Report> {
  const { seed, scale, say } = options;
  const runs = options.runs ?? trial.runs[scale];
  const directory = await mkdtemp(join(tmpdir(), `soak-${trial.name}-`));
  const startedAt = Date.now();
  try {
    const findings = await trial.run({ seed, runs, scale, directory, say });
    return { name: trial.name, seed, runs, tookSeconds: Math.round((Date.now() - startedAt) / 100) / 10, ...findings };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
