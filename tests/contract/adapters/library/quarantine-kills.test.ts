// Kills the process with SIGKILL before every change that “Keep as is” makes to the disk, and before its row is committed. The next attempt
// ends with one file.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { noteOf } from '../../../../electron/adapters/library/download/partial-file.ts';
import type { StoredFile } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { testOwner, testPartialFile } from '../../../support/partial-file-owner.ts';
import { programPerFile } from '../../../support/program-per-file.ts';
import { outputOfChild } from './run-child.ts';

const child = programPerFile(join(import.meta.dirname, 'keep-unverified-child.ts'));
const bytes = Buffer.alloc(50_000, 7);
const asideName = `${testOwner.id}-7.aside`;

interface ChildOutput {
  readonly result: Result<StoredFile, AppError>;
  readonly changes: number;
}

/** Keeps the transfer in a child process. Returns null if the process was killed. */
const keepUnverified = (folder: string, killAt: number, volumes: string): Promise<ChildOutput | null> =>
  outputOfChild<ChildOutput>(child(), [folder, String(bytes.length), String(killAt), volumes]);

function createQuarantine(note: 'with a note' | 'of a version without notes'): string {
  const folder = mkdtempSync(join(tmpdir(), 'keep-kills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '.incoming'));
  writeFileSync(join(folder, '.incoming', asideName), bytes);
  const source = {
    of: testPartialFile.serviceResultName,
    url: 'https://a/b.mp4',
    etag: null,
    lastModified: null,
    totalBytes: bytes.length,
  };
  if (note === 'with a note') writeFileSync(join(folder, '.incoming', `${asideName}.json`), JSON.stringify(noteOf(source, bytes.length)));
  return folder;
}

it.each([
  ['one', 'with a note'],
  ['two', 'with a note'],
  ['one', 'of a version without notes'],
] as const)(
  'a transfer that is kept unverified exists once, whenever the process is killed (volumes: %s, %s)',
  { timeout: 120_000 },
  async (volumes, note) => {
    const undisturbed = await keepUnverified(createQuarantine(note), 0, volumes);
    if (undisturbed === null || !undisturbed.result.ok) throw new Error('keeping it failed');
    expect(undisturbed.changes).toBeGreaterThan(3);
    // At the last kill, only the row is missing.
    for (let killAt = 1; killAt <= undisturbed.changes + 1; killAt += 1) {
      const folder = createQuarantine(note);
      expect((await keepUnverified(folder, killAt, volumes)) === null, `killed at ${killAt}`).toBe(killAt <= undisturbed.changes);
      const secondRun = await keepUnverified(folder, 0, volumes);
      expect([killAt, secondRun?.result]).toMatchObject([
        killAt,
        { ok: true, value: { path: 'fox (not verified).mp4', bytes: bytes.length, untagged: 'unusual' } },
      ]);
      expect([killAt, readdirSync(folder).sort()]).toEqual([killAt, ['.incoming', 'fox (not verified).mp4']]);
      expect(readFileSync(join(folder, 'fox (not verified).mp4')).equals(bytes)).toBe(true);
      expect(readdirSync(join(folder, '.incoming'))).not.toContain(asideName);
    }
  },
);
