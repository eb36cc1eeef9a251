// The journals in a library folder on a real disk: only complete lines are read, whatever a crash or another program left behind.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createJournalFiles } from '../../../../electron/adapters/library/journal-files.ts';

const files = createJournalFiles();
const isWindows = process.platform === 'win32';
let folder = '';
const pathOf = (name: string) => join(folder, '.evolink-studio-journal', `${name}.jsonl`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

async function append(name: string, ...lines: string[]): Promise<number> {
  const appended = await files.append(folder, name, lines);
  if (!appended.ok) throw new Error(appended.error.kind);
  return appended.value.bytes;
}

async function linesOf(name: string): Promise<readonly string[]> {
  const all: string[] = [];
  for (let from = 0; ; ) {
    const read = await files.read(folder, name, from);
    if (!read.ok) throw new Error(read.error.kind);
    if (read.value.end === from) return all;
    all.push(...read.value.lines);
    from = read.value.end;
  }
}

test('lines are read in the order in which they were appended, and the reported size is that of the file', async () => {
  expect(await files.list(folder)).toEqual({ ok: true, value: [] });
  await append('a1', '{"狐":1}', 'two');
  const bytes = await append('a1', 'three');
  expect(bytes).toBe(readFileSync(pathOf('a1')).byteLength);
  expect(await linesOf('a1')).toEqual(['{"狐":1}', 'two', 'three']);
  expect(await files.list(folder)).toEqual({ ok: true, value: [{ name: 'a1', bytes }] });
});

test('an incomplete line is read once it is complete', async () => {
  await append('a1', 'one');
  writeFileSync(pathOf('a1'), 'two, of which a part is', { flag: 'a' });
  expect(await linesOf('a1')).toEqual(['one']);
  writeFileSync(pathOf('a1'), ' missing\n', { flag: 'a' });
  expect(await linesOf('a1')).toEqual(['one', 'two, of which a part is missing']);
});

test('lines that are appended after an incomplete line are separate lines', async () => {
  await append('a1', 'one', 'two');
  truncateSync(pathOf('a1'), 6);
  await append('a1', 'three');
  expect(await linesOf('a1')).toEqual(['one', 'tw', 'three']);
});

test('a line of a megabyte does not hide the lines after it', async () => {
  await append('a1', 'x'.repeat(1_000_000), 'two');
  expect((await linesOf('a1')).at(-1)).toBe('two');
});

test('a journal longer than one read is read to its end', async () => {
  const lines = Array.from({ length: 5_000 }, (_, at) => `${at} ${'é'.repeat(60)}`);
  await append('a1', ...lines);
  expect(await linesOf('a1')).toEqual(lines);
});

test('a missing library folder is not created', async () => {
  rmSync(folder, { recursive: true });
  expect(await files.append(folder, 'a1', ['one'])).toEqual({ ok: false, error: { kind: 'library-missing', folder } });
  expect(await files.list(folder)).toEqual({ ok: true, value: [] });
});

test.skipIf(isWindows)('a link in place of the journal folder is refused', async () => {
  const otherFolder = join(folder, 'elsewhere');
  mkdirSync(otherFolder);
  symlinkSync(otherFolder, join(folder, '.evolink-studio-journal'));
  expect(await files.append(folder, 'a1', ['one'])).toMatchObject({ ok: false, error: { kind: 'library-unwritable' } });
});
