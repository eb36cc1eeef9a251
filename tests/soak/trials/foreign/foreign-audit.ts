// Checks after each round that no bytes have disappeared from the folder and that no existing video counts as missing.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isModified } from '../../../../electron/core/library/inspect-stored-file.ts';
import type { ResultRow } from '../../../../electron/db/tables/library/result-table.ts';
import type { Tables } from '../../../../electron/db/tables/tables.ts';
import { withTables } from '../../../support/seeded-results.ts';
import { withoutTags } from '../../../support/without-tags.ts';
import { coverageOf, type Video } from './videos.ts';

/** The number of newest journal entries that are printed with a fault. */
const journalLines = 30;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Audit {
  /** Registers a user's file, which must stay in the folder. */
  keep(bytes: Buffer): void;
  /** Compares the folder with all earlier calls and describes what has been lost. */
  lostFiles(folder: string, videos: readonly Video[]): string[];
  /** Whether a file of the folder had these bytes at the last call of `lostFiles`. */
  holds(sha256: string): boolean;
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** The SHA-256 of every file in a folder, in hex. */
export function hashesBelow(folder: string): Set<string> {
  return new Set([...filesBelow(folder)].map((path) => sha256Of(readFileSync(path))));
}

export function createAudit(): Audit {
  const userFileHashes = new Set<string>();
  /** The most bytes of each video that were ever in the folder. */
  const largestParts = new Map<number, number>();
  let hashes = new Set<string>();
  return {
    keep: (bytes) => void userFileHashes.add(sha256Of(bytes)),
    holds: (sha256) => hashes.has(sha256),
    lostFiles(folder, videos) {
      hashes = hashesBelow(folder);
      const currentParts = new Map<number, number>();
      for (const path of filesBelow(folder)) {
        const bytes = readFileSync(path);
        const covered = coverageOf(bytes, videos);
        if (covered !== null) currentParts.set(covered.number, Math.max(currentParts.get(covered.number) ?? 0, covered.bytes));
      }
      const lostFiles: string[] = [];
      for (const hash of userFileHashes) if (!hashes.has(hash)) lostFiles.push(`the user’s file ${hash.slice(0, 12)}`);
      for (const [number, bytes] of largestParts)
        if ((currentParts.get(number) ?? 0) < bytes) lostFiles.push(`video ${number}: ${currentParts.get(number) ?? 0} of ${bytes} bytes`);
      for (const [number, bytes] of currentParts) largestParts.set(number, Math.max(largestParts.get(number) ?? 0, bytes));
      return lostFiles;
    },
  };
}

/**
 * `missing that is there` (an existing file is marked as missing) and `other bytes` are faults only after a check of all files: before, a
 * studio cannot know that another file has the name, perhaps of the same length. If the row marks the file as changed, there is no fault.
 * `bytes that are nowhere` is always a fault: nobody deletes videos, so a stored file was overwritten.
 */
export type RowFaultKind = 'missing that is there' | 'other bytes' | 'bytes that are nowhere';

export interface RowFault {
  readonly kind: RowFaultKind;
  /** Identifies the fault. The key is the same for the same row and file in every round. */
  readonly key: string;
  /** Lines that describe the row, its file and its history. */
  readonly explanation: readonly string[];
}

export interface FaultList {
  /** Reports each fault once. A faulty row may stay for many rounds, and only the first report shows how the fault came about. */
  add(found: readonly RowFault[], place: { readonly round: number; readonly where: string; readonly before: readonly string[] }): void;
  count(kind: RowFaultKind): number;
}

/** Creates the list. `maxPrinted` limits the reports of each kind. */
export function createFaultList(maxPrinted: number, say: (line: string) => void): FaultList {
  const keys: Record<RowFaultKind, Set<string>> = {
    'missing that is there': new Set(),
    'other bytes': new Set(),
    'bytes that are nowhere': new Set(),
  };
  return {
    add(found, { round, where, before }) {
      for (const { kind, key, explanation } of found) {
        if (keys[kind].has(key)) continue;
        keys[kind].add(key);
        if (keys[kind].size > maxPrinted) continue;
        say(`round ${round}: ${kind} ${where}`);
        for (const line of [...explanation, ...before.map((action) => `before: ${action}`)]) say(`  ${line}`);
      }
    },
    count: (kind) => keys[kind].size,
  };
}

export interface JudgeContext {
  readonly videos: readonly Video[];
  /** When the last check of all files began, in real time; null if there was none. Files that changed later are not judged. */
  readonly checkedFromMs: number | null;
  /** Whether any file has these bytes. */
  isSomewhere(sha256: string): boolean;
}

/** A tolerance, because file times come from a clock that moves in steps of some milliseconds. */
const fileTimeStepMs = 100;

/** Judges the rows of a database whose studio does not run. */
export function judgeRows(databasePath: string, context: JudgeContext): readonly RowFault[] {
  return withTables(databasePath, (tables) => {
    const faults: RowFault[] = [];
    for (let afterId = 0; ; ) {
      const ids = tables.results.filesAfter(afterId, 100);
      for (const id of ids) {
        const row = tables.results.get(id);
        const fault = row === undefined ? null : faultOf(databasePath, tables, row, context);
        if (fault !== null) faults.push(fault);
      }
      const last = ids.at(-1);
      if (last === undefined) return faults;
      afterId = last;
    }
  });
}

function faultOf(databasePath: string, tables: Tables, row: ResultRow, context: JudgeContext): RowFault | null {
  const folder = row.folderId === null ? null : tables.results.folderPath(row.folderId);
  const path = row.path === null || folder === null ? null : join(folder, row.path);
  const file = path !== null && existsSync(path) ? { path, bytes: readFileSync(path), status: statSync(path) } : null;
  const kind = faultKindOf(row, file, context);
  if (kind === null) return null;
  const key = [kind, databasePath, row.id, row.path, row.sha256, file === null ? null : sha256Of(file.bytes)].join(' ');
  return { kind, key, explanation: explain(tables, row, file, context.videos) };
}

interface FileAtPath {
  readonly path: string;
  readonly bytes: Buffer;
  readonly status: Stats;
}

function faultKindOf(row: ResultRow, file: FileAtPath | null, { checkedFromMs, isSomewhere }: JudgeContext): RowFaultKind | null {
  if (row.sha256 !== null && !isSomewhere(row.sha256)) return 'bytes that are nowhere';
  // A rename changes the ctime as well.
  if (file === null || checkedFromMs === null || file.status.ctimeMs > checkedFromMs - fileTimeStepMs) return null;
  const isRight = sha256Of(file.bytes) === row.sha256;
  if (row.state === 'missing') return isRight ? 'missing that is there' : null;
  return isRight || isModified(row) ? null : 'other bytes';
}

function explain(tables: Tables, row: ResultRow, file: FileAtPath | null, videos: readonly Video[]): readonly string[] {
  return [
    `result ${row.id}, ${row.state}, ${row.url?.replace(/^.*\//, '')}, error ${row.error}, ${row.path}, ${row.bytes} bytes`,
    `row: sha256 ${row.sha256}, received ${row.receivedSha256}, modified ${row.modifiedAtMs}, checked ${row.checkedAtMs}`,
    ...(file === null ? ['no file'] : describeFile(file, videos)),
    ...tables.journal
      .ofTask(row.taskId)
      .slice(-journalLines)
      .map(({ atMs, resultId, event, state, detail }) => `journal: ${atMs} result ${resultId} ${event} → ${state} ${detail}`),
  ];
}

function describeFile({ bytes, status }: FileAtPath, videos: readonly Video[]): readonly string[] {
  const { mtimeMs, ctimeMs, birthtimeMs, nlink, ino } = status;
  const covered = coverageOf(bytes, videos);
  const content = covered === null ? 'no known video' : `video ${covered.number} (${covered.bytes} bytes of it)`;
  const [modified, named, made] = [mtimeMs, ctimeMs, birthtimeMs].map(Math.round);
  return [
    `file: sha256 ${sha256Of(bytes)}, ${bytes.byteLength} bytes, modified ${modified}, named ${named}, made ${made}, ${content}, ${nlink} names, inode ${ino}`,
    `received part of the file: sha256 ${sha256Of(withoutTags(bytes))}`,
  ];
}
